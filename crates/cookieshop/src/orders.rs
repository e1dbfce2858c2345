use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use vestibule::domain::UserId;

use crate::catalogue::{Cookie, euros};

/// What was ordered since the shop opened. A real shop would keep it in its database, where
/// `vestibule_users.id` says whose an order is.
#[derive(Clone, Default)]
pub(crate) struct Orders(Arc<Mutex<Vec<Order>>>);

#[derive(Clone, Serialize)]
pub(crate) struct Order {
    pub(crate) number: usize,
    pub(crate) quantity: u32,
    pub(crate) cookie: &'static str,
    pub(crate) total: String,
    #[serde(skip)]
    buyer: UserId,
}

impl Orders {
    pub(crate) fn place(&self, buyer: UserId, cookie: &'static Cookie, quantity: u32) -> Order {
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let order = Order {
            number: orders.len() + 1,
            quantity,
            cookie: cookie.name,
            total: euros(quantity * cookie.cents),
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
