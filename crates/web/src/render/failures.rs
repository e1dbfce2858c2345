//! Failures of operations that are no refusals: rate limits, a full hashing queue, an unavailable
//! store.

use vestibule_domain::{
    ChangePasswordError, ExportError, LinkError, LoginError, MoveError, ProofError, RegisterError,
    RequestEmailError, ResetPasswordError, VerifyEmailError,
};

use crate::WebError;

/// Maps the named variants of each error to their answers. A page or an operation of the API handles
/// the refusals before; one that it does not know is an internal error, and nothing is done.
macro_rules! failures {
    ($($error:ident: $($variant:ident),+;)+) => {$(
        impl From<$error> for WebError {
            fn from(error: $error) -> Self {
                match error {
                    $($error::$variant(cause) => cause.into(),)+
                    refused => Self::internal(refused),
                }
            }
        }
    )+};
}

failures! {
    ChangePasswordError: TooManyAttempts, Hashing, Unavailable;
    ExportError: TooManyAttempts, Unavailable;
    LinkError: Unavailable;
    LoginError: TooManyAttempts, Hashing, Unavailable;
    MoveError: Unavailable;
    ProofError: TooManyAttempts, Hashing, Unavailable;
    RegisterError: TooManyAttempts, Hashing, Unavailable;
    RequestEmailError: TooManyAttempts, Unavailable;
    ResetPasswordError: Hashing, Unavailable;
    VerifyEmailError: TooManyAttempts, Hashing, Unavailable;
}
