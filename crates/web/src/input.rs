//! What requests bring: forms, JSON, and what is wrong in them.

pub(crate) mod destination;
pub(crate) mod errors;
pub(crate) mod form;
pub(crate) mod json;
pub(crate) mod password_advice;
