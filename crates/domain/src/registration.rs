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
    /// The email address, which the user logs in with.
    pub email: EmailAddress,
    /// The chosen password.
    pub password: PlainPassword,
    /// The secret of the invitation, if there is one. It is read with [`Registration::Invite`] only.
    pub invitation: Option<LinkToken>,
    /// The values of the application's own fields.
    pub fields: FieldValues,
}

impl NewAccount {
    /// Returns an input with address and password, without invitation and fields.
    pub fn new(email: EmailAddress, password: PlainPassword) -> Self {
        Self {
            email,
            password,
            invitation: None,
            fields: FieldValues::default(),
        }
    }
}

/// The values of the application's own registration fields, as text, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldValues(BTreeMap<String, String>);

impl FieldValues {
    /// Returns the value of a field, or an empty string if the field was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Iterates over the sent fields: name and value.
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

/// A message of the application to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostMessage {
    /// The message with this id in the application's catalogue, in the language of the page.
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

/// An error in a field of the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field.
    pub field: &'static str,
    /// The message beside the field.
    pub message: HostMessage,
}

/// Why the application's own fields were not accepted.
#[derive(Debug, thiserror::Error)]
pub enum FieldsError {
    /// The errors, each with its field.
    #[error("the application refuses registration fields")]
    Refused(Vec<FieldError>),
    /// A service that the application needs does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Port: the fields that an application adds to the registration form.
///
/// An application that builds [`Accounts`](crate::Accounts) itself sets it in
/// [`Ports::fields`](crate::Ports::fields). On axum, implement `vestibule::RegistrationForm` instead: it
/// deserializes the fields into a type of the application.
///
/// # Examples
///
/// ```
/// use async_trait::async_trait;
/// use vestibule_domain::{
///     FieldError, FieldValues, FieldsError, RegistrationFields, UnitOfWork, User,
/// };
///
/// struct Nickname;
///
/// #[async_trait]
/// impl RegistrationFields for Nickname {
///     fn names(&self) -> &'static [&'static str] {
///         &["nickname"]
///     }
///
///     async fn check(&self, values: &FieldValues) -> Result<(), FieldsError> {
///         match values.get("nickname").trim() {
///             "" => Err(FieldsError::Refused(vec![FieldError {
///                 field: "nickname",
///                 message: "Enter a nickname.".into(),
///             }])),
///             _ => Ok(()),
///         }
///     }
///
///     async fn save(
///         &self,
///         user: &User,
///         values: &FieldValues,
///         unit: &mut dyn UnitOfWork,
///     ) -> Result<(), FieldsError> {
///         // Insert (user.id, nickname) with the transaction of `unit`:
///         // `vestibule::seaorm::transaction(unit)`.
///         Ok(())
///     }
/// }
/// ```
#[async_trait]
pub trait RegistrationFields: Send + Sync {
    /// Returns the names of the fields. The other methods get no other fields of the form.
    fn names(&self) -> &'static [&'static str];

    /// Checks the values, before the store is queried and before a password is hashed. Unauthenticated
    /// clients can cause many calls, so it must be cheap.
    ///
    /// # Errors
    ///
    /// - [`FieldsError::Refused`]: a value is invalid; the page shows each message beside its field.
    /// - [`FieldsError::Unavailable`]: a service that the check needs does not answer; the page is 503.
    async fn check(&self, values: &FieldValues) -> Result<(), FieldsError>;

    /// Saves the values in the transaction that creates the account: both are committed, or neither is.
    ///
    /// # Errors
    ///
    /// As [`RegistrationFields::check`]; the transaction is rolled back. An error here discloses that
    /// the address had no account, so refuse in `check` what can be refused there.
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
    /// The application refuses; the page shows the reason.
    #[error("the application refuses this user")]
    Refused(HostMessage),
    /// A service that the application needs does not answer. The login or registration fails.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

impl AccessDenied {
    /// Returns a refusal with its reason.
    pub fn because(reason: impl Into<HostMessage>) -> Self {
        Self::Refused(reason.into())
    }
}

/// Port: an additional rule of the application for registration and login. It can refuse what the other
/// rules allow, but it cannot allow what they refuse. The request waits for its answer.
///
/// # Examples
///
/// ```
/// use std::sync::atomic::{AtomicBool, Ordering};
///
/// use async_trait::async_trait;
/// use vestibule_domain::{AccessDenied, AccessPolicy, Client, User};
///
/// /// During maintenance only the staff can log in.
/// #[derive(Default)]
/// struct Maintenance {
///     is_on: AtomicBool,
/// }
///
/// #[async_trait]
/// impl AccessPolicy for Maintenance {
///     async fn may_log_in(&self, user: &User, _: &Client) -> Result<(), AccessDenied> {
///         let is_staff = user.email.canonical().ends_with("@shop.example");
///         match self.is_on.load(Ordering::Relaxed) && !is_staff {
///             true => Err(AccessDenied::because("The shop is closed until noon.")),
///             false => Ok(()),
///         }
///     }
/// }
/// ```
#[async_trait]
pub trait AccessPolicy: Send + Sync {
    /// Decides about a registration, before the address is looked up. The default allows it.
    ///
    /// # Errors
    ///
    /// - [`AccessDenied::Refused`]: the application does not allow the account.
    /// - [`AccessDenied::Unavailable`]: a service that the application needs does not answer.
    async fn may_register(
        &self,
        account: &NewAccount,
        client: &Client,
    ) -> Result<(), AccessDenied> {
        let _ = (account, client);
        Ok(())
    }

    /// Decides about a login, before a session is opened, on every way to one and after all other checks.
    /// Existing sessions continue. The default allows it.
    ///
    /// # Errors
    ///
    /// - [`AccessDenied::Refused`]: the application does not allow the login.
    /// - [`AccessDenied::Unavailable`]: a service that the application needs does not answer.
    async fn may_log_in(&self, user: &User, client: &Client) -> Result<(), AccessDenied> {
        let _ = (user, client);
        Ok(())
    }
}
