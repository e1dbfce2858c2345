//! Test kit for applications that mount Vestibule: a logged-in user in one line, captured emails
//! and a clock that the test advances.
//!
//! The crate `vestibule` re-exports this one as `vestibule::test` with its feature `test`, as a dev-dependency.
//! Depend on it directly only if you put the crates of Vestibule together yourself.
//!
//! - [`site`] starts an application and returns a [`Site`].
//! - [`Client`] is a browser: [`Site::visitor`] has no session, and [`Site::logged_in`] has one.
//! - [`Answer`] is a response, and [`SentEmail`] a captured email.
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
//! The application, the domain, the pages and the database are the real ones. Only the environment
//! differs: the clock stands still, password hashing is cheap, emails are captured, and no
//! background task runs, so a test never waits. Failures panic, as is usual in tests.
//!
//! # Features
//!
//! | feature | default | meaning |
//! |---|---|---|
//! | `sqlite` | yes | The driver of SQLite. |
//! | `postgres` | no | The driver of PostgreSQL. |
//! | `mysql` | no | The driver of MariaDB and MySQL. |
//!
//! At least one driver is needed.
//!
//! Next: `docs/TESTING.md`.

#![warn(clippy::unwrap_used)]

mod answer;
mod client;
mod cookies;
mod sent_email;
mod site;
mod stage;

pub use answer::Answer;
pub use client::Client;
pub use sent_email::SentEmail;
pub use site::{PASSWORD, Site, site};
pub use vestibule_memory::ManualClock;
