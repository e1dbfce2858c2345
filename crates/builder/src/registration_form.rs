use std::marker::PhantomData;

use async_trait::async_trait;
use serde::de::DeserializeOwned;
use vestibule_domain::{
    FieldError, FieldValues, FieldsError, HostMessage, RegistrationFields, Unavailable, UnitOfWork,
    User,
};
use vestibule_seaorm::{
    sea_orm::{DatabaseTransaction, DbErr},
    transaction, unavailable,
};

/// The fields that an application adds to the registration form, as a type.
///
/// # Examples
///
/// ```
/// use serde::Deserialize;
/// use vestibule::{FieldErrors, RegistrationForm, SaveError, async_trait, domain::User};
/// use vestibule::sea_orm::{ConnectionTrait, DatabaseTransaction, sea_query::Query};
///
/// #[derive(Deserialize)]
/// struct Profile {
///     #[serde(default)]
///     name: String,
///     terms: Option<String>, // a check box that is not ticked is not sent
/// }
///
/// #[async_trait]
/// impl RegistrationForm for Profile {
///     const FIELDS: &'static [&'static str] = &["name", "terms"];
///
///     fn check(&self) -> Result<(), FieldErrors> {
///         FieldErrors::none()
///             .when(self.name.trim().is_empty(), "name", "Enter your name.")
///             .when(self.terms.is_none(), "terms", "Accept the terms of service.")
///             .into_result()
///     }
///
///     async fn save(&self, user: &User, transaction: &DatabaseTransaction) -> Result<(), SaveError> {
///         let insert = Query::insert()
///             .into_table("profiles")
///             .columns(["user_id", "name"])
///             .values_panic([user.id.as_uuid().into(), self.name.trim().into()])
///             .take();
///         transaction.execute(&insert).await?;
///         Ok(())
///     }
/// }
///
/// let builder = vestibule::builder().registration_form::<Profile>();
/// ```
///
/// The input elements are in a template of the application, as `docs/REGISTRATION.md` shows.
#[async_trait]
pub trait RegistrationForm: DeserializeOwned + Send + Sync + 'static {
    /// The names of the fields. Other fields of a request are ignored.
    const FIELDS: &'static [&'static str];

    /// Validates the fields, before any query. Unauthenticated clients can cause it at any rate,
    /// so it must be cheap.
    ///
    /// # Errors
    ///
    /// The invalid fields with their messages.
    fn check(&self) -> Result<(), FieldErrors>;

    /// Stores the fields in the transaction that creates the account: both are committed, or
    /// neither. An error that only the database detects, such as a taken name, is shown next to its
    /// field too; it also discloses that the email address had no account.
    ///
    /// # Errors
    ///
    /// If a field is refused or the database fails.
    async fn save(&self, user: &User, transaction: &DatabaseTransaction) -> Result<(), SaveError>;
}

/// Errors in fields of the application, each with the message for its field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// Creates a value without errors.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds an error if `wrong`. The message is a text, or [`HostMessage::Id`] names a message in
    /// the catalogue of the application.
    pub fn when(
        mut self,
        wrong: bool,
        field: &'static str,
        message: impl Into<HostMessage>,
    ) -> Self {
        if wrong {
            let message = message.into();
            self.0.push(FieldError { field, message });
        }
        self
    }

    /// Returns the errors, if there are any.
    ///
    /// # Errors
    ///
    /// If any field has an error.
    pub fn into_result(self) -> Result<(), Self> {
        match self.0.is_empty() {
            true => Ok(()),
            false => Err(self),
        }
    }
}

/// The error of [`RegistrationForm::save`].
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The user can correct the fields.
    #[error("the application refuses registration fields")]
    Fields(FieldErrors),
    /// The database failed. After a deadlock the whole registration is retried.
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl From<FieldErrors> for SaveError {
    fn from(errors: FieldErrors) -> Self {
        Self::Fields(errors)
    }
}

/// Implements the port for a form of this type.
pub(crate) struct Typed<F>(PhantomData<fn() -> F>);

impl<F: RegistrationForm> Typed<F> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }

    /// Values that do not fit the type did not come from a form of the application.
    fn read(values: &FieldValues) -> Result<F, FieldsError> {
        let pairs: Vec<_> = values.iter().collect();
        let read = serde_urlencoded::to_string(pairs)
            .ok()
            .and_then(|text| serde_urlencoded::from_str(&text).ok());
        read.ok_or_else(|| FieldsError::Refused(Vec::new()))
    }
}

#[async_trait]
impl<F: RegistrationForm> RegistrationFields for Typed<F> {
    fn names(&self) -> &'static [&'static str] {
        F::FIELDS
    }

    async fn check(&self, values: &FieldValues) -> Result<(), FieldsError> {
        let checked = Self::read(values)?.check();
        checked.map_err(|FieldErrors(errors)| FieldsError::Refused(errors))
    }

    async fn save(
        &self,
        user: &User,
        values: &FieldValues,
        unit: &mut dyn UnitOfWork,
    ) -> Result<(), FieldsError> {
        let form = Self::read(values)?;
        let transaction = transaction(unit).ok_or_else(|| Unavailable::new("no transaction"))?;
        match form.save(user, transaction).await {
            Ok(()) => Ok(()),
            Err(SaveError::Fields(FieldErrors(errors))) => Err(FieldsError::Refused(errors)),
            Err(SaveError::Database(error)) => Err(unavailable(error).into()),
        }
    }
}
