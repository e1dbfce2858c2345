use vestibule_domain::{EmailAddress, Timestamp, User, UserId};

use crate::{
    ErrorPage, HomePage, LogInPage, LogOutPage, Message, Page, RegisterPage, SettingsPage,
    Surroundings, Templates, TemplatesBuilder,
};

mod forms;
mod hostile;
mod html;
mod pages;
mod sources;
mod style;

const ROUTES: [(&str, &str); 6] = [
    ("home", "/"),
    ("users.register", "/register"),
    ("users.login", "/login"),
    ("users.logout", "/logout"),
    ("users.settings", "/settings"),
    ("users.change_password", "/settings/password"),
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
    }
}

/// Every page from every sample, for a stranger and for Alice, with its debug form as a name.
fn all_pages(templates: &Templates) -> Vec<(String, String)> {
    let (alice, messages) = (user("alice@example.com"), Message::samples());
    let mut all = Vec::new();
    for current_user in [None, Some(&alice)] {
        let surroundings = Surroundings {
            current_user,
            messages: &messages,
        };
        add::<HomePage>(templates, &surroundings, &mut all);
        add::<RegisterPage>(templates, &surroundings, &mut all);
        add::<LogInPage>(templates, &surroundings, &mut all);
        add::<LogOutPage>(templates, &surroundings, &mut all);
        add::<SettingsPage>(templates, &surroundings, &mut all);
        add::<ErrorPage>(templates, &surroundings, &mut all);
    }
    all
}

fn add<P: Page + std::fmt::Debug>(
    templates: &Templates,
    surroundings: &Surroundings<'_>,
    all: &mut Vec<(String, String)>,
) {
    for page in P::samples() {
        let html = templates.render(&page, surroundings).unwrap();
        all.push((format!("{page:?}"), html));
    }
}
