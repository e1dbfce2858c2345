use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use async_trait::async_trait;
use vestibule_domain::{
    FieldError, FieldValues, FieldsError, HostMessage, RegistrationFields, UnitOfWork, User,
};

/// The fields of an application: a name, and a check box.
pub(crate) struct Profile;

/// The fields, and the number of their checks.
#[derive(Default)]
pub(crate) struct CountedProfile(pub(crate) AtomicUsize);

#[async_trait]
impl RegistrationFields for CountedProfile {
    fn names(&self) -> &'static [&'static str] {
        Profile.names()
    }

    async fn check(&self, values: &FieldValues) -> Result<(), FieldsError> {
        self.0.fetch_add(1, Relaxed);
        Profile.check(values).await
    }

    async fn save(
        &self,
        user: &User,
        values: &FieldValues,
        unit: &mut dyn UnitOfWork,
    ) -> Result<(), FieldsError> {
        Profile.save(user, values, unit).await
    }
}

#[async_trait]
impl RegistrationFields for Profile {
    fn names(&self) -> &'static [&'static str] {
        &["name", "terms"]
    }

    async fn check(&self, values: &FieldValues) -> Result<(), FieldsError> {
        let error = |field, message| FieldError { field, message };
        let mut errors = Vec::new();
        if values.get("name").is_empty() {
            errors.push(error("name", "Tell us your name.".into()));
        }
        if values.get("terms").is_empty() {
            errors.push(error("terms", HostMessage::Id("email-missing")));
        }
        match errors.is_empty() {
            true => Ok(()),
            false => Err(FieldsError::Refused(errors)),
        }
    }

    async fn save(
        &self,
        _: &User,
        values: &FieldValues,
        _: &mut dyn UnitOfWork,
    ) -> Result<(), FieldsError> {
        assert_eq!(
            values.get("is_admin"),
            "",
            "it is no field of the application"
        );
        Ok(())
    }
}
