use vestibule_domain::{EmailAddress, FieldError, PlainPassword, WeakPassword};
use vestibule_templates::Message;

use crate::{
    Vestibule, WebError,
    input::password_advice,
    render::{messages, problem::FieldProblem},
    request::RequestContext,
};

/// The errors in a request body, field by field. Clients evaluate the code, which is the key of the
/// message; users read the message, in their language.
#[derive(Clone, Debug, Default)]
pub(crate) struct InputErrors(Vec<InputError>);

#[derive(Clone, Debug)]
struct InputError {
    /// None where fields do not fit together.
    field: Option<&'static str>,
    what: Message,
    advice: Vec<Message>,
}

impl InputErrors {
    pub(crate) fn of(field: &'static str, what: Message) -> WebError {
        let mut errors = Self::default();
        errors.add(Some(field), what);
        errors.into()
    }

    /// One that no field alone is to blame for.
    pub(crate) fn of_all(what: Message) -> WebError {
        let mut errors = Self::default();
        errors.add(None, what);
        errors.into()
    }

    /// Why a new password was refused, and what would be a better one.
    pub(crate) async fn weak(
        reason: WeakPassword,
        password: PlainPassword,
        email: &str,
    ) -> WebError {
        let mut errors = Self::default();
        errors.add_weak(reason, password, email).await;
        errors.into()
    }

    /// Judges a new password by all that needs no other service.
    pub(crate) async fn new_password(
        &mut self,
        vestibule: &Vestibule,
        password: &PlainPassword,
        email: &str,
    ) {
        if let Err(reason) = password_advice::judge(vestibule, password, email) {
            self.add_weak(reason, password.clone(), email).await;
        }
    }

    async fn add_weak(&mut self, reason: WeakPassword, password: PlainPassword, email: &str) {
        self.0.push(InputError {
            field: Some("password"),
            what: messages::about_password(reason),
            advice: password_advice::about(reason, password, email).await,
        });
    }

    /// The errors in fields of the application.
    pub(crate) fn of_host(errors: Vec<FieldError>) -> WebError {
        let mut said = Self::default();
        said.add_of_host(errors);
        said.into()
    }

    pub(crate) fn add_of_host(&mut self, errors: Vec<FieldError>) {
        if errors.is_empty() {
            self.add(None, messages::REGISTER_FAILED);
        }
        for FieldError { field, message } in errors {
            self.add(Some(field), message.into());
        }
    }

    pub(crate) fn add(&mut self, field: Option<&'static str>, what: Message) {
        let advice = Vec::new();
        self.0.push(InputError {
            field,
            what,
            advice,
        });
    }

    /// Reads an address.
    pub(crate) fn email(&mut self, typed: &str) -> Option<EmailAddress> {
        let email = EmailAddress::parse(typed);
        if let Err(reason) = email {
            self.add(Some("email"), messages::about_email(reason));
        }
        email.ok()
    }

    /// A password that is to be compared.
    pub(crate) fn missing(&mut self, field: &'static str, password: &PlainPassword) {
        if password.is_empty() {
            self.add(Some(field), messages::NO_PASSWORD);
        }
    }

    /// What was read, if nothing was wrong.
    pub(crate) fn or<T>(self, read: Option<T>) -> Result<T, WebError> {
        match read {
            Some(read) if self.0.is_empty() => Ok(read),
            _ => Err(self.into()),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// For a problem document, in the language of the request.
    pub(crate) fn in_language_of(&self, context: &RequestContext) -> Vec<FieldProblem> {
        let errors = self.0.iter();
        errors.map(|error| error.in_language_of(context)).collect()
    }
}

impl InputError {
    fn in_language_of(&self, context: &RequestContext) -> FieldProblem {
        let templates = &context.vestibule().parts().templates;
        let say = |message: &Message| {
            let said = templates.translate(message, context.language());
            said.unwrap_or_default()
        };
        FieldProblem {
            field: self.field,
            // A text of the application has no key.
            code: self.what.id().unwrap_or("refused").to_owned(),
            message: say(&self.what),
            advice: self.advice.iter().map(say).collect(),
        }
    }
}
