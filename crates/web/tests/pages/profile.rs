use async_trait::async_trait;
use vestibule_domain::{
    FieldError, FieldValues, FieldsError, HostMessage, RegistrationFields, UnitOfWork, User,
};

/// What a host asks for: a name, and a box to tick.
pub(crate) struct Profile;

#[async_trait]
impl RegistrationFields for Profile {
    fn names(&self) -> &'static [&'static str] {
        &["name", "terms"]
    }

    async fn check(&self, values: &FieldValues) -> Result<(), FieldsError> {
        let mistake = |field, message| FieldError { field, message };
        let mut mistakes = Vec::new();
        if values.get("name").is_empty() {
            mistakes.push(mistake("name", "Tell us your name.".into()));
        }
        if values.get("terms").is_empty() {
            mistakes.push(mistake("terms", HostMessage::Id("email-missing")));
        }
        match mistakes.is_empty() {
            true => Ok(()),
            false => Err(FieldsError::Refused(mistakes)),
        }
    }

    async fn save(
        &self,
        _: &User,
        values: &FieldValues,
        _: &mut dyn UnitOfWork,
    ) -> Result<(), FieldsError> {
        assert_eq!(values.get("is_admin"), "", "nobody asked for it");
        Ok(())
    }
}
