use std::sync::Arc;

use vestibule_domain::{EmailAddress, Timestamp, User, UserId};

use crate::{
    AccountPage, ActivityPage, ApiReferencePage, ChangeEmailPage, ConfirmEmailChangePage,
    ConfirmPasswordPage, DeadLinkPage, ErrorPage, ForgotPasswordPage, HomePage, LogInPage,
    LogOutPage, MailSentPage, Message, Page, RegisterPage, ResendVerificationPage,
    ResetPasswordPage, SessionsPage, SettingsPage, Surroundings, Templates, TemplatesBuilder,
    UndoEmailChangePage, VerifyEmailPage,
};

mod agents;
mod forms;
mod hostile;
mod html;
mod kept;
mod mails;
mod pages;
mod rooms;
mod sources;
mod style;
mod words;

const ROUTES: [(&str, &str); 22] = [
    ("home", "/"),
    ("users.register", "/register"),
    ("users.login", "/login"),
    ("users.logout", "/logout"),
    ("users.settings", "/settings"),
    ("users.change_password", "/settings/password"),
    ("users.verify_email", "/verify-email"),
    ("users.resend_verification", "/verify-email/resend"),
    ("users.forgot_password", "/forgot-password"),
    ("users.reset_password", "/reset-password"),
    ("users.mail_sent", "/mail-sent"),
    ("users.change_email", "/settings/email"),
    ("users.confirm_email_change", "/settings/email/confirm"),
    ("users.undo_email_change", "/settings/email/undo"),
    ("users.confirm_password", "/confirm-password"),
    ("users.sessions", "/settings/sessions"),
    ("users.revoke_session", "/settings/sessions/{id}/revoke"),
    (
        "users.revoke_other_sessions",
        "/settings/sessions/revoke-others",
    ),
    ("users.account", "/settings/account"),
    ("users.export_account", "/settings/account/export"),
    ("users.delete_account", "/settings/account/delete"),
    ("users.activity", "/settings/activity"),
];

fn builder() -> TemplatesBuilder {
    let builder = Templates::builder().site_name("Test House").strict();
    ROUTES
        .into_iter()
        .fold(builder, |builder, (name, path)| builder.url(name, path))
}

fn templates() -> Templates {
    builder().build().unwrap()
}

fn user(email: &str) -> User {
    let now = Timestamp::from_unix_seconds(1_700_000_000);
    User {
        id: UserId::from_uuid(uuid::Uuid::nil()),
        email: EmailAddress::parse(email).unwrap(),
        email_verified_at: None,
        password_changed_at: now,
        created_at: now,
        deletion_due_at: None,
        disabled_at: None,
        auth_epoch: vestibule_domain::AuthEpoch::FIRST,
        email_changes: 0,
    }
}

const LANGUAGES: [&str; 3] = ["en", "de", "fr"];

/// Every page in every language.
fn all_pages(templates: &Templates) -> Vec<(String, Arc<str>)> {
    let pages = LANGUAGES.map(|language| pages_in(templates, language));
    pages.into_iter().flatten().collect()
}

/// Every page from every sample, for a stranger and for Alice, with its debug form as a name.
fn pages_in(templates: &Templates, language: &str) -> Vec<(String, Arc<str>)> {
    let (alice, messages) = (user("alice@example.com"), Message::samples());
    let mut all = Vec::new();
    for current_user in [None, Some(&alice)] {
        let surroundings = Surroundings {
            current_user,
            messages: &messages,
            language,
        };
        add::<HomePage>(templates, &surroundings, &mut all);
        add::<RegisterPage>(templates, &surroundings, &mut all);
        add::<LogInPage>(templates, &surroundings, &mut all);
        add::<LogOutPage>(templates, &surroundings, &mut all);
        add::<SettingsPage>(templates, &surroundings, &mut all);
        add::<ConfirmPasswordPage>(templates, &surroundings, &mut all);
        add::<SessionsPage>(templates, &surroundings, &mut all);
        add::<AccountPage>(templates, &surroundings, &mut all);
        add::<ActivityPage>(templates, &surroundings, &mut all);
        add::<ApiReferencePage>(templates, &surroundings, &mut all);
        add::<ForgotPasswordPage>(templates, &surroundings, &mut all);
        add::<ResetPasswordPage>(templates, &surroundings, &mut all);
        add::<MailSentPage>(templates, &surroundings, &mut all);
        add::<VerifyEmailPage>(templates, &surroundings, &mut all);
        add::<ResendVerificationPage>(templates, &surroundings, &mut all);
        add::<ChangeEmailPage>(templates, &surroundings, &mut all);
        add::<ConfirmEmailChangePage>(templates, &surroundings, &mut all);
        add::<UndoEmailChangePage>(templates, &surroundings, &mut all);
        add::<DeadLinkPage>(templates, &surroundings, &mut all);
        add::<ErrorPage>(templates, &surroundings, &mut all);
    }
    all
}

fn add<P: Page + std::fmt::Debug>(
    templates: &Templates,
    surroundings: &Surroundings<'_>,
    all: &mut Vec<(String, Arc<str>)>,
) {
    for page in P::samples() {
        let html = templates.render(&page, surroundings).unwrap();
        all.push((format!("{page:?}"), html));
    }
}
