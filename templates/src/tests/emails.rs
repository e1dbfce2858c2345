use std::fs;

use tempfile::TempDir;
use vestibule_domain::{
    Client, EmailAddress, EmailId, EmailKind, LinkToken, OutgoingEmail, QueuedEmail, Timestamp,
};

use super::{LANGUAGES, builder, html::tags, templates};
use crate::{EmailPage, LayoutContext, RenderedEmail, Templates};

const SITE: &str = "https://shop.example";
const SECRET: &str = "AbC-_fghijklmnopqrstuvwxyz0123456789ABCDEFA";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

fn outgoing(kind: EmailKind) -> OutgoingEmail {
    let link = kind.link().map(|_| LinkToken::parse(SECRET).unwrap());
    let email = QueuedEmail {
        id: EmailId::from_uuid(uuid::Uuid::nil()),
        kind,
        to: EmailAddress::parse("alice@example.com").unwrap(),
        user_id: None,
        other_email: EmailAddress::parse("o'neill&co@example.com").ok(),
        email_changes: 0,
        client: Client::new(Some([192, 0, 2, 7].into()), Some(FIREFOX)),
        created_at: Timestamp::from_unix_seconds(1_772_323_260),
        link: None,
        attempts: 1,
    };
    let due = Timestamp::from_unix_seconds(1_774_915_260);
    OutgoingEmail {
        email,
        link,
        deletion_due_at: Some(due),
    }
}

fn written(templates: &Templates, kind: EmailKind, language: &str) -> RenderedEmail {
    let page = EmailPage::new(&outgoing(kind), templates.site_name(), SITE);
    templates.render_email(&page, Some(language)).unwrap()
}

/// Every email in every language, with a name for it.
fn all_emails() -> Vec<(String, RenderedEmail)> {
    let templates = templates();
    let mut all = Vec::new();
    for language in LANGUAGES {
        for kind in EmailKind::ALL {
            let email = written(&templates, kind, language);
            all.push((format!("{kind:?} in {language}"), email));
        }
    }
    all
}

#[test]
fn text_part_of_an_email_has_the_expected_layout() {
    let email = written(&templates(), EmailKind::ResetPassword, "en");
    assert_eq!(email.subject, "Reset your password for Test House");
    let expected = format!(
        "Someone, hopefully you, asked to reset the password of your account at Test
House.

When: 1 March 2026, 00:01 (UTC)
Browser: Firefox on Linux
IP address: 192.0.2.7

Choose a new password:
{SITE}/reset-password?token={SECRET}

The link expires in one hour.

If this was not you, you do not need to do anything. Nothing changes unless
the link is opened.

Sent to alice@example.com because this address was used at Test House.

Test House
{SITE}"
    );
    assert_eq!(email.text, expected);
}

#[test]
fn every_subject_is_short_and_without_capitals() {
    for (name, email) in all_emails() {
        let own = email.subject.replace("Test House", "");
        assert!(own.chars().count() <= 60, "{name}: {own}");
        assert_ne!(own, email.subject, "{name} does not name the site");
        for said in [&email.subject, &email.text] {
            assert!(!said.contains(['!', '{', '}']), "{name}: {said}");
        }
    }
}

#[test]
fn text_lines_fit_a_terminal() {
    for (name, email) in all_emails() {
        for line in email.text.lines().filter(|line| !line.contains("://")) {
            assert!(line.chars().count() <= 78, "{name}: {line}");
            assert_eq!(line, line.trim_end(), "{name}");
        }
        assert!(!email.text.contains("\n\n\n"), "{name}:\n{}", email.text);
        assert!(!email.text.starts_with('\n'), "{name}");
    }
}

#[test]
fn link_is_unbroken_in_both_parts_and_alone_on_its_line() {
    for (kind, path) in [
        (EmailKind::VerifyEmail, "/verify-email"),
        (EmailKind::ResetPassword, "/reset-password"),
        (EmailKind::ChangeEmail, "/settings/email/confirm"),
        (EmailKind::EmailChangeRequested, "/settings/email/undo"),
    ] {
        let link = format!("{SITE}{path}?token={SECRET}");
        for language in LANGUAGES {
            let email = written(&templates(), kind, language);
            assert!(
                email.text.lines().any(|line| line == link),
                "{}",
                email.text
            );
            assert!(email.html.contains(&format!("<a href=\"{link}\"")));
        }
    }
}

#[test]
fn notice_links_to_the_password_reset() {
    let link = format!("{SITE}/forgot-password");
    for kind in [
        EmailKind::AlreadyRegistered,
        EmailKind::PasswordChanged,
        EmailKind::NewBrowser,
        EmailKind::DeletionScheduled,
        EmailKind::DeletionCancelled,
    ] {
        let email = written(&templates(), kind, "en");
        assert!(email.text.lines().any(|line| line == link), "{kind:?}");
        assert!(email.html.contains(&format!("href=\"{link}\"")), "{kind:?}");
    }
}

#[test]
fn email_shows_the_lifetime_of_its_link() {
    for (kind, said) in [
        (EmailKind::ResetPassword, "one hour."),
        (EmailKind::VerifyEmail, "24 hours."),
        (EmailKind::ChangeEmail, "24 hours."),
        (EmailKind::EmailChangeRequested, "72 hours."),
    ] {
        let email = written(&templates(), kind, "en");
        assert!(email.text.contains(said) && email.html.contains(said));
    }
}

#[test]
fn emails_are_sent_when_linked_routes_are_omitted() {
    let templates = Templates::builder().strict().build().unwrap();
    for kind in EmailKind::ALL {
        let email = written(&templates, kind, "en");
        for part in [&email.text, &email.html] {
            assert!(!part.contains(SECRET) && !part.contains("shop.example/"));
            assert!(!part.contains("The link works"), "{part}");
        }
    }
}

#[test]
fn email_to_an_entered_address_does_not_disclose_who_entered_it() {
    for (name, email) in all_emails() {
        let is_visitors = ["VerifyEmail", "ChangeEmail", "EmailTaken"]
            .iter()
            .any(|kind| name.starts_with(&format!("{kind} ")));
        let tells = email.text.contains("192.0.2.7");
        assert_eq!(tells, !is_visitors, "{name}");
        assert_eq!(tells, email.html.contains("Firefox"), "{name}");
        let names_other = email.text.contains("o'neill&co@example.com");
        assert_eq!(names_other, name.starts_with("EmailChange"), "{name}");
    }
}

#[test]
fn email_has_no_tracking_and_no_script() {
    for (name, email) in all_emails() {
        for tag in tags(&email.html) {
            let foreign = ["img", "script", "style", "link", "iframe", "form", "base"];
            assert!(!foreign.contains(&tag.name.as_str()), "{tag:?} in {name}");
            assert!(tag.attributes().all(|a| !a.starts_with("on") && a != "src"));
            if let Some(url) = tag.get("href") {
                assert!(url.starts_with(SITE), "{url} in {name}");
            }
        }
        assert!(!email.html.contains("url("), "{name}");
    }
}

#[test]
fn user_input_in_emails_is_escaped() {
    let templates = builder().site_name("A<b> & \"C\"").build().unwrap();
    let email = written(&templates, EmailKind::EmailChanged, "en");
    assert!(email.text.contains("A<b> & \"C\"") && email.text.contains("o'neill&co@example.com"));
    assert!(!email.html.contains("<b>"));
    assert!(email.html.contains("A&lt;b&gt; &amp; &quot;C&quot;"));
    assert!(email.html.contains("o&#x27;neill&amp;co@example.com"));
}

#[test]
fn whatever_text_is_in_the_subject_it_adds_no_header() {
    let site = "Shop\r\nBcc: eve@example.com\r\n\r\n\u{2028}\u{85}\0.";
    let templates = builder().site_name(site).build().unwrap();
    for kind in EmailKind::ALL {
        let subject = written(&templates, kind, "en").subject;
        assert!(!subject.contains(char::is_control), "{subject:?}");
        assert!(
            subject.contains("Shop Bcc: eve@example.com ."),
            "{subject:?}"
        );
    }
}

#[test]
fn replaced_email_template_can_extend_the_original() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, source: &str| fs::write(folder.path().join(name), source).unwrap();
    write("mail.txt", "{{ site_name }} & you");
    write(
        "mail.html",
        "{% extends 'vestibule/mail.html' %}{% block footer %}Crumbs & co.{% endblock %}",
    );
    let templates = builder().folder(folder.path().to_owned()).build().unwrap();
    let email = written(&templates, EmailKind::VerifyEmail, "en");
    assert_eq!(email.text, "Test House & you");
    assert!(email.html.contains("Crumbs & co.") && email.html.contains(SECRET));

    let program = builder().template("mail.txt", "{% include 'vestibule/mail.txt' %}By us");
    let email = written(&program.build().unwrap(), EmailKind::VerifyEmail, "en");
    assert!(email.text.contains(SECRET) && email.text.ends_with("By us"));
}

#[test]
fn invalid_replaced_email_template_is_reported_at_start() {
    for (name, source) in [("mail.txt", "{{ acton }}"), ("mail.html", "{{ acton }}")] {
        let broken = builder().template(name, source).build();
        let error = broken.err().unwrap().to_string();
        assert!(error.starts_with(&format!("{name}:1: ")), "{error}");
    }
}

#[test]
fn only_the_text_part_of_emails_is_not_escaped() {
    for name in ["login.txt", "mail.txt.html", "host/mail.txt", "MAIL.TXT"] {
        let templates = builder().template(name, "{{ '<b>' }}").build().unwrap();
        let page = templates.render_named(name, &(), &LayoutContext::default());
        assert_eq!(&*page.unwrap(), "&lt;b&gt;", "{name}");
    }
}

#[test]
fn debug_output_of_an_email_hides_the_link_token() {
    let page = EmailPage::new(&outgoing(EmailKind::ResetPassword), "Shop", SITE);
    assert!(!format!("{page:?}").contains(SECRET));
}

/// Text that is too small to be seen looks like spam.
#[test]
fn email_text_has_a_legible_size() {
    let html = include_str!("../../pages/mail/mail.html");
    for size in [
        "font-size:0",
        "font-size:1px",
        "line-height:0",
        "line-height:1px",
    ] {
        assert!(!html.contains(size), "{size}");
    }
    assert!(
        html.contains("display:none"),
        "the preview of the email is still there"
    );
}
