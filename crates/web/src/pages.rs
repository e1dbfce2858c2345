pub(crate) mod asset;
pub(crate) mod health;
mod home;
pub(crate) mod log_in;
pub(crate) mod log_out;
pub(crate) mod messages;
pub(crate) mod register;
pub(crate) mod settings;

pub use home::home;
