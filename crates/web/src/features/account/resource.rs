use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vestibule_domain::User;

use crate::api::time::Time;

/// An account.
#[derive(Serialize, ToSchema)]
pub(crate) struct Account {
    /// Identifier of the account; it never changes.
    id: Uuid,
    /// The email address that the user logs in with.
    #[schema(format = "email", examples("alice@example.com"))]
    email: String,
    /// When the email address was verified; null before that.
    #[schema(required)]
    email_verified_at: Option<Time>,
    password_changed_at: Time,
    created_at: Time,
    /// When the account will be deleted; null unless the user requested it.
    #[schema(required)]
    deletion_due_at: Option<Time>,
}

impl From<User> for Account {
    fn from(user: User) -> Self {
        Self {
            id: user.id.as_uuid(),
            email: user.email.to_string(),
            email_verified_at: user.email_verified_at.map(Into::into),
            password_changed_at: user.password_changed_at.into(),
            created_at: user.created_at.into(),
            deletion_due_at: user.deletion_due_at.map(Into::into),
        }
    }
}
