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

/// What a host asks of whoever registers, besides address and password, as a type of its own.
///
/// ```
/// use serde::Deserialize;
/// use vestibule::{FieldMistakes, RegistrationForm, SaveError, async_trait, domain::User};
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
///     fn check(&self) -> Result<(), FieldMistakes> {
///         FieldMistakes::none()
///             .when(self.name.trim().is_empty(), "name", "Tell us your name.")
///             .when(self.terms.is_none(), "terms", "We can't do without.")
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
/// The fields themselves are in a template of the host, as `docs/MOUNTING.md` shows.
#[async_trait]
pub trait RegistrationForm: DeserializeOwned + Send + Sync + 'static {
    /// The names of the fields. Nothing else of what is sent is read.
    const FIELDS: &'static [&'static str];

    /// Finds what is wrong, before anything is looked up. Strangers call it as often as they
    /// like.
    fn check(&self) -> Result<(), FieldMistakes>;

    /// Writes what was typed, in the transaction that makes the account: both are there, or
    /// none. A mistake that only the database sees, such as a name that is taken, is told beside
    /// its field too; it also tells that the email address had no account.
    async fn save(&self, user: &User, transaction: &DatabaseTransaction) -> Result<(), SaveError>;
}

/// Mistakes in fields of a host's own, each with what to say beside its field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldMistakes(Vec<FieldError>);

impl FieldMistakes {
    /// Nothing is wrong so far.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a mistake, if `wrong`. The message is a text, or [`HostMessage::Id`] names one of the
    /// host's catalogue.
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

    /// An error, if there was any mistake.
    pub fn into_result(self) -> Result<(), Self> {
        match self.0.is_empty() {
            true => Ok(()),
            false => Err(self),
        }
    }
}

/// Why [`RegistrationForm::save`] wrote nothing.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The person can mend it.
    #[error("fields of the host's own are refused")]
    Mistakes(FieldMistakes),
    /// The database failed. A deadlock is done again with the whole registration.
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl From<FieldMistakes> for SaveError {
    fn from(mistakes: FieldMistakes) -> Self {
        Self::Mistakes(mistakes)
    }
}

/// The port, for a form of this type.
pub(crate) struct Typed<F>(PhantomData<fn() -> F>);

impl<F: RegistrationForm> Typed<F> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }

    /// What does not fit the type was sent by no form of the host's.
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
        checked.map_err(|FieldMistakes(mistakes)| FieldsError::Refused(mistakes))
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
            Err(SaveError::Mistakes(FieldMistakes(mistakes))) => {
                Err(FieldsError::Refused(mistakes))
            }
            Err(SaveError::Database(error)) => Err(unavailable(error).into()),
        }
    }
}
