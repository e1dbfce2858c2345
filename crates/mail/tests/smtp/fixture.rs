use std::sync::LazyLock;

use vestibule_domain::{
    Client, EmailAddress, EmailId, EmailKind, Language, LinkToken, OutgoingEmail, QueuedEmail,
    Timestamp,
};
use vestibule_mail::{EmailTemplates, MailFrom, SmtpMailer, SmtpUrl};
use vestibule_templates::Templates;

use super::server::Server;

pub(crate) const SECRET: &str = "AbC-_fghijklmnopqrstuvwxyz0123456789ABCDEFA";
pub(crate) const LINK: &str =
    "https://shop.example/reset-password?token=AbC-_fghijklmnopqrstuvwxyz0123456789ABCDEFA";

/// Shared, because building them renders all pages and takes long.
static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| templates("Süßes & Café"));

pub(crate) fn templates(site_name: &str) -> Templates {
    let templates = Templates::builder().site_name(site_name);
    let templates = templates.url("users.reset_password", "/reset-password");
    templates.build().unwrap()
}

/// A mailer that sends to the server at this URL.
pub(crate) fn mailer(url: &str) -> SmtpMailer {
    mailer_of(url, TEMPLATES.clone())
}

pub(crate) fn mailer_of(url: &str, templates: Templates) -> SmtpMailer {
    mailer_from(
        SmtpUrl::parse(url).unwrap(),
        "no-reply@shop.example",
        templates,
    )
}

pub(crate) fn mailer_from(server: SmtpUrl, from: &str, templates: Templates) -> SmtpMailer {
    let from = MailFrom::parse(from).unwrap();
    let from = from.named(templates.site_name());
    let messages = EmailTemplates::new(templates, "https://shop.example".to_owned());
    SmtpMailer::new(server, from, messages)
}

pub(crate) fn mailer_to(server: &Server) -> SmtpMailer {
    mailer(&format!("smtp://{}", server.address))
}

/// The `n`-th password reset link, in German.
pub(crate) fn message(n: u128, to: &str) -> OutgoingEmail {
    let email = QueuedEmail {
        id: EmailId::from_uuid(uuid::Uuid::from_u128(n)),
        kind: EmailKind::ResetPassword,
        to: EmailAddress::parse(to).unwrap(),
        user_id: None,
        other_email: None,
        email_changes: 0,
        client: Client::default().reading(Language::parse("de")),
        created_at: Timestamp::from_unix_seconds(1_772_323_260),
        link: None,
        attempts: 1,
    };
    let link = LinkToken::parse(SECRET);
    OutgoingEmail {
        email,
        link,
        deletion_due_at: None,
    }
}

pub(crate) fn id(n: u128) -> String {
    format!("{}@shop.example", uuid::Uuid::from_u128(n))
}
