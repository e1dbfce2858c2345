//! For the tests of an application that mounts Vestibule: a person who is logged in, in one
//! line; mails that are caught; a clock that is moved.
//!
//! ```
//! use std::time::Duration;
//!
//! use axum::{Router, routing::get};
//! use vestibule::{Builder, CurrentUser, StartError};
//!
//! async fn shop(builder: Builder) -> Result<Router, StartError> {
//!     let basket = get(async |user: CurrentUser| format!("The basket of {}", user.email));
//!     Ok(builder.build().await?.mount(Router::new().route("/basket", basket)))
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let site = vestibule::test::site(shop).await;
//! let mut alice = site.logged_in("alice@example.com").await;
//! let basket = alice.get("/basket").await;
//! assert_eq!(basket.text(), "The basket of alice@example.com");
//!
//! site.clock().advance(Duration::from_secs(15 * 24 * 60 * 60)); // two weeks unused, and a day
//! let basket = alice.get("/basket").await;
//! assert_eq!(basket.location(), "/login?next=%2Fbasket");
//! # }
//! ```
//!
//! The application is the real one, over the real rules, the real pages and a real database. Only
//! the world around it is another one: the clock stands still, hashing costs nothing, mails are
//! kept, and nothing works in the background, so that a test has nothing to wait for.
//!
//! What goes wrong in here panics: in a test there is nobody to handle it.

mod answer;
mod client;
mod cookies;
mod mail;
mod site;
mod stage;

pub use answer::Answer;
pub use client::Client;
pub use mail::Mail;
pub use site::{PASSWORD, Site, site};
pub use vestibule_memory::ManualClock;
