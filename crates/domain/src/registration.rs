use std::{borrow::Cow, collections::BTreeMap};

use async_trait::async_trait;

use crate::{Client, EmailAddress, LinkToken, PlainPassword, Unavailable, UnitOfWork, User};

/// Who may register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Registration {
    /// Anyone may register.
    #[default]
    Open,
    /// Visitors with an [`Invitation`](crate::Invitation) may register.
    Invite,
    /// An operator creates the accounts.
    Closed,
}

/// The input of a registration.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// What they will log in with.
    pub email: EmailAddress,
    /// The password that they chose.
    pub password: PlainPassword,
    /// The secret of the invitation that they have; looked at with [`Registration::Invite`].
    pub invitation: Option<LinkToken>,
    /// What they typed into the host's own fields.
    pub fields: FieldValues,
}

impl NewAccount {
    /// One with address and password, and nothing else.
    pub fn new(email: EmailAddress, password: PlainPassword) -> Self {
        Self {
            email,
            password,
            invitation: None,
            fields: FieldValues::default(),
        }
    }
}

/// What was typed into fields of a host's own, as text, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldValues(BTreeMap<String, String>);

impl FieldValues {
    /// What was typed; the same as nothing where the field was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Those that were sent, with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Only the fields of the application; all others are dropped.
    pub(crate) fn only(mut self, names: &[&str]) -> Self {
        self.0.retain(|name, _| names.contains(&name.as_str()));
        self
    }
}

impl<N: ToString, V: ToString> FromIterator<(N, V)> for FieldValues {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(typed: I) -> Self {
        let typed = typed.into_iter();
        Self(
            typed
                .map(|(name, value)| (name.to_string(), value.to_string()))
                .collect(),
        )
    }
}

/// What a host says to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostMessage {
    /// The message of its catalogue with this id, in the language of the page.
    Id(&'static str),
    /// A text that is the same in every language.
    Text(Cow<'static, str>),
}

impl From<&'static str> for HostMessage {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for HostMessage {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

/// What is wrong in a field of a host's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field.
    pub field: &'static str,
    /// What to say beside it.
    pub message: HostMessage,
}

/// Why a host's own fields were not taken.
#[derive(Debug, thiserror::Error)]
pub enum FieldsError {
    /// Each error with its field.
    #[error("the fields of the application are invalid")]
    Refused(Vec<FieldError>),
    /// Something that is needed does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Port: what an application asks for at registration, besides address and password.
#[async_trait]
pub trait RegistrationFields: Send + Sync {
    /// The names of the fields. Nothing else that a form has comes here.
    fn names(&self) -> &'static [&'static str];

    /// Judges the input, before anything is looked up and any password is hashed. Visitors can
    /// call it without a limit.
    async fn check(&self, values: &FieldValues) -> Result<(), FieldsError>;

    /// Writes what was typed, in the unit that makes the account: both are there, or none. What
    /// it refuses here discloses that the address had no account; let
    /// [`RegistrationFields::check`] refuse what it can.
    async fn save(
        &self,
        user: &User,
        values: &FieldValues,
        unit: &mut dyn UnitOfWork,
    ) -> Result<(), FieldsError>;
}

/// Why an application refused a login or a registration.
#[derive(Debug, thiserror::Error)]
pub enum AccessDenied {
    /// It has a reason, which the person is told.
    #[error("the application refuses this user")]
    Refused(HostMessage),
    /// Something that the application needs does not answer: the user is not let in.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

impl AccessDenied {
    /// A refusal with its reason.
    pub fn because(reason: impl Into<HostMessage>) -> Self {
        Self::Refused(reason.into())
    }
}

/// Port: a host's own say in who comes in. It is asked besides all other rules, and can only
/// refuse. A client waits for its answer meanwhile.
#[async_trait]
pub trait AccessPolicy: Send + Sync {
    /// Called before an account is created, and before the address is looked up.
    async fn may_register(
        &self,
        account: &NewAccount,
        client: &Client,
    ) -> Result<(), AccessDenied> {
        let _ = (account, client);
        Ok(())
    }

    /// Before a session begins, on every way to one: only who knows the password comes here.
    /// Sessions that are there already go on.
    async fn may_log_in(&self, user: &User, client: &Client) -> Result<(), AccessDenied> {
        let _ = (user, client);
        Ok(())
    }
}
