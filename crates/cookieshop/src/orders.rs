use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use vestibule::{Message, domain::UserId};

use crate::catalogue::{Cookie, as_price, with_price};

/// What was ordered since the shop opened. A real shop would keep it in its database, where
/// `vestibule_users.id` says whose an order is.
#[derive(Clone, Default)]
pub(crate) struct Orders(Arc<Mutex<Vec<Order>>>);

#[derive(Clone, Serialize)]
pub(crate) struct Order {
    number: usize,
    quantity: u32,
    cookie: &'static str,
    #[serde(serialize_with = "as_price")]
    total: u32,
    #[serde(skip)]
    buyer: UserId,
}

impl Orders {
    pub(crate) fn place(&self, buyer: UserId, cookie: &'static Cookie, quantity: u32) -> Order {
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let order = Order {
            number: orders.len() + 1,
            quantity,
            cookie: cookie.slug,
            total: quantity * cookie.cents,
            buyer,
        };
        orders.push(order.clone());
        order
    }

    pub(crate) fn of(&self, buyer: UserId) -> Vec<Order> {
        let orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        orders
            .iter()
            .filter(|order| order.buyer == buyer)
            .cloned()
            .collect()
    }
}

impl Order {
    /// Confirms the order to its buyer.
    pub(crate) fn confirmation(&self) -> Message {
        let message = Message::new("order-done")
            .with("number", self.number)
            .with("quantity", self.quantity)
            .with("cookie", self.cookie);
        with_price(message, self.total)
    }
}
