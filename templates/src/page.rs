use serde::Serialize;

mod error;
mod home;
mod log_in;
mod log_out;
mod register;
mod settings;

pub use error::ErrorPage;
pub use home::HomePage;
pub use log_in::LogInPage;
pub use log_out::LogOutPage;
pub use register::RegisterPage;
pub use settings::SettingsPage;

/// The context of one template, as a type: what the template may use is what it has.
pub trait Page: Serialize {
    /// The template's name.
    const TEMPLATE: &'static str;

    /// The page in every state that looks different, to try its template with.
    fn samples() -> Vec<Self>
    where
        Self: Sized;
}
