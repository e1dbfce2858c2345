use std::sync::Arc;

use vestibule_domain::{EmailAddress, Timestamp, User, UserId};

use crate::{
    FlashMessage, LayoutContext, Page, SettingsGroup, TemplateError, Templates, TemplatesBuilder,
    page::{EachPage, for_each_page},
};

mod agents;
mod brand;
mod emails;
mod escaping;
mod features;
mod forms;
mod gallery;
mod html;
mod logo;
mod messages;
mod page_cache;
mod pages;
mod reference;
mod sources;
mod style;

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

const SETTINGS_PAGES: [(SettingsGroup, &str, &str); 4] = [
    (SettingsGroup::Account, "users.settings", "settings-title"),
    (SettingsGroup::Sessions, "users.sessions", "sessions-title"),
    (SettingsGroup::Activity, "users.activity", "activity-title"),
    (SettingsGroup::Data, "users.account", "account-title"),
];

fn without_routes() -> TemplatesBuilder {
    let builder = Templates::builder().site_name("Test House").strict();
    SETTINGS_PAGES
        .into_iter()
        .fold(builder, |builder, (group, route, title)| {
            builder.settings_page(group, route, title)
        })
}

fn builder() -> TemplatesBuilder {
    let builder = without_routes();
    ROUTES
        .into_iter()
        .fold(builder, |builder, (name, path)| builder.url(name, path))
}

fn templates() -> Templates {
    builder().build().unwrap()
}

fn user(email: &str) -> User {
    let now = Timestamp::from_unix_seconds(1_700_000_000);
    User::new(
        UserId::from_uuid(uuid::Uuid::nil()),
        EmailAddress::parse(email).unwrap(),
        now,
    )
}

const LANGUAGES: [&str; 3] = ["en", "de", "fr"];

/// Every page in every language.
fn all_pages(templates: &Templates) -> Vec<(String, Arc<str>)> {
    let pages = LANGUAGES.map(|language| pages_in(templates, language));
    pages.into_iter().flatten().collect()
}

/// Every page from every sample, for a visitor and for Alice, named by its debug form.
fn pages_in(templates: &Templates, language: &str) -> Vec<(String, Arc<str>)> {
    let (alice, messages) = (user("alice@example.com"), FlashMessage::samples());
    let mut all = Vec::new();
    for current_user in [None, Some(&alice)] {
        let layout_context = LayoutContext {
            current_user,
            messages: &messages,
            language,
        };
        let mut each = Rendered {
            templates,
            layout_context: &layout_context,
            all: &mut all,
        };
        for_each_page(&mut each).unwrap();
    }
    all
}

struct Rendered<'a> {
    templates: &'a Templates,
    layout_context: &'a LayoutContext<'a>,
    all: &'a mut Vec<(String, Arc<str>)>,
}

impl EachPage for Rendered<'_> {
    fn page<P: Page>(&mut self) -> Result<(), TemplateError> {
        for page in P::samples() {
            let html = self.templates.render(&page, self.layout_context)?;
            self.all.push((format!("{page:?}"), html));
        }
        Ok(())
    }
}
