use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use vestibule::{CurrentUser, Field, Flash, Form, Message, Pages, WebError};

use crate::{
    catalogue::{self, COOKIES, Cookie},
    orders::{Order, Orders},
};

/// The largest quantity of an order.
const MAX_QUANTITY: u32 = 99;

#[derive(Serialize)]
struct CheckoutPage {
    cookies: [Cookie; 6],
    chosen: Option<&'static str>,
    quantity: Field,
    orders: Vec<Order>,
}

#[derive(Default, Deserialize)]
pub(crate) struct OrderForm {
    #[serde(default)]
    cookie: String,
    #[serde(default)]
    quantity: String,
}

/// What is about to be ordered, for people who are logged in.
pub(crate) async fn show(
    user: CurrentUser,
    State(orders): State<Orders>,
    pages: Pages,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let wanted = query
        .as_deref()
        .and_then(|query| query.strip_prefix("cookie="));
    let chosen = wanted.and_then(catalogue::find).unwrap_or(&COOKIES[0]).slug;
    let page = CheckoutPage {
        cookies: COOKIES,
        chosen: Some(chosen),
        quantity: Field::new("1"),
        orders: orders.of(user.id),
    };
    pages.render("checkout.html", &page).await
}

/// Takes the order and confirms it.
pub(crate) async fn order(
    user: CurrentUser,
    State(orders): State<Orders>,
    pages: Pages,
    Form(form): Form<OrderForm>,
) -> Result<Response, WebError> {
    let cookie = catalogue::find(&form.cookie);
    let quantity = form
        .quantity
        .trim()
        .parse()
        .ok()
        .filter(|n| (1..=MAX_QUANTITY).contains(n));
    let (Some(cookie), Some(quantity)) = (cookie, quantity) else {
        let message = Message::new("checkout-error").with("max", MAX_QUANTITY);
        let page = CheckoutPage {
            cookies: COOKIES,
            chosen: cookie.map(|cookie| cookie.slug),
            quantity: Field::new(form.quantity).with_error(message).focused(),
            orders: orders.of(user.id),
        };
        let shown = pages.render("checkout.html", &page).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    };
    let order = orders.place(user.id, cookie, quantity);
    let thanks = Flash::success(order.confirmation());
    Ok((thanks, Redirect::to("/checkout")).into_response())
}
