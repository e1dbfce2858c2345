//! How an application configures email, and the error if it does not.

use std::{
    error::Error,
    sync::{Arc, Mutex},
};

use axum::{Router, body::Body, http::Request};
use tempfile::TempDir;
use tower::ServiceExt;
use vestibule::{
    Builder, EmailTemplates, MailFrom, Mailer, OutgoingEmail, PublicUrl, SendError, SmtpUrl,
    StartError, async_trait,
};

const FORM: &str = "email=alice%40example.com&password=correct+horse+battery\
                    &password_confirmation=correct+horse+battery";

fn builder(folder: &TempDir, public_url: &str) -> Builder {
    let database = folder.path().join("accounts.sqlite3");
    vestibule::builder()
        .database_url(format!("sqlite://{}", database.display()))
        .public_url(PublicUrl::parse(public_url).unwrap())
}

/// Stores the texts of the emails.
struct Kept {
    messages: EmailTemplates,
    texts: Mutex<Vec<String>>,
    tell: tokio::sync::Notify,
}

#[async_trait]
impl Mailer for Kept {
    async fn send(&self, message: &OutgoingEmail) -> Result<(), SendError> {
        let written = self.messages.write(message)?;
        let text = format!(
            "{}: {}\n{}",
            message.email.to, written.subject, written.text
        );
        self.texts.lock().unwrap().push(text);
        self.tell.notify_one();
        Ok(())
    }
}

/// A mailer that does not use the templates.
struct Counting(Arc<tokio::sync::Notify>);

#[async_trait]
impl Mailer for Counting {
    async fn send(&self, _: &OutgoingEmail) -> Result<(), SendError> {
        self.0.notify_one();
        Ok(())
    }
}

async fn register(accounts: &vestibule::Vestibule) {
    let app: Router = accounts.mount(Router::new());
    let request = Request::post("/register")
        .header("host", "shop.example")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    let request = request.body(Body::from(FORM)).unwrap();
    let answer = app.oneshot(request).await.unwrap();
    assert_eq!(answer.status(), 303);
}

#[tokio::test]
async fn public_site_without_an_email_decision_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused = builder(&folder, "https://shop.example").build().await;
    let Err(error @ StartError::EmailUndecided) = refused else {
        panic!("it started without a mailer");
    };
    let said = error.to_string();
    for method in ["Builder::smtp", "Builder::mailer", "Builder::without_email"] {
        assert!(said.contains(method), "{said}");
    }
    for open in [
        builder(&folder, "https://shop.example").without_email(),
        builder(&folder, "https://shop.example").mailer(Counting(Arc::default())),
        builder(&folder, "https://shop.example").smtp(
            SmtpUrl::parse("smtp://localhost").unwrap(),
            MailFrom::parse("no-reply@shop.example").unwrap(),
        ),
        builder(&folder, "http://localhost:8000"),
    ] {
        open.build().await.unwrap();
    }
}

#[tokio::test]
async fn application_mailer_receives_every_email() {
    let folder = tempfile::tempdir().unwrap();
    let sent = Arc::<tokio::sync::Notify>::default();
    let builder = builder(&folder, "https://shop.example");
    let accounts = builder
        .mailer(Counting(sent.clone()))
        .build()
        .await
        .unwrap();
    register(&accounts).await;
    sent.notified().await;
}

#[tokio::test]
async fn application_mailer_receives_the_rendered_templates() {
    let folder = tempfile::tempdir().unwrap();
    let made = Arc::new(Mutex::new(None::<Arc<Kept>>));
    let keep = made.clone();
    let accounts = builder(&folder, "https://shop.example")
        .site_name("Cookie Shop")
        .mailer_with(move |messages| {
            let kept = Arc::new(Kept {
                messages,
                texts: Mutex::default(),
                tell: tokio::sync::Notify::new(),
            });
            *keep.lock().unwrap() = Some(kept.clone());
            kept
        });
    let accounts = accounts.build().await.unwrap();
    register(&accounts).await;
    let kept = made.lock().unwrap().clone().unwrap();
    kept.tell.notified().await;
    let texts = kept.texts.lock().unwrap().concat();
    assert!(texts.starts_with("alice@example.com: "), "{texts}");
    assert!(texts.contains("Cookie Shop"), "{texts}");
    assert!(
        texts.contains("https://shop.example/verify-email?token="),
        "{texts}"
    );
}

#[tokio::test]
async fn builder_errors_are_sentences_that_name_builder_methods() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("no/such/folder");
    std::fs::write(folder.path().join("no"), "").unwrap();
    let broken = vestibule::builder().database_url(format!("sqlite://{}", file.display()));
    let Err(error) = broken.build().await else {
        panic!("it opened");
    };
    let said = format!("{error:?}");
    assert!(
        !said.contains("Connect(") && !said.contains(" { "),
        "{said}"
    );
    assert!(said.contains(": "), "its causes are there: {said}");
    let without_key = vestibule::builder().database_url("postgres://localhost/shop");
    let Err(error) = without_key.build().await else {
        panic!("it opened");
    };
    assert!(
        format!("{error:?}").contains("`Builder::secret_key`"),
        "{error:?}"
    );
    for error in [
        StartError::EmailRequired,
        StartError::RegistrationDiscloses,
        StartError::PublicUrlMissing,
        StartError::SiteUnknown,
        StartError::ForeignCookieDomain,
        StartError::SchemaBehind,
        StartError::EmailUndecided,
    ] {
        let said = format!("{error:?}");
        let is_variable = |word: &str| {
            word.len() > 4
                && word.contains('_')
                && word.chars().all(|c| c.is_ascii_uppercase() || c == '_')
        };
        let mut words = said.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        assert!(!words.any(is_variable), "{said}");
    }
}

/// A `main` that returns an error prints its `Debug`.
#[test]
fn parse_errors_print_as_sentences() {
    let errors: [Box<dyn Error>; 10] = [
        vestibule::Prefix::parse("shop").unwrap_err().into(),
        vestibule::LocalPath::parse("//shop").unwrap_err().into(),
        vestibule::CookieNames::parse("a b").unwrap_err().into(),
        vestibule::CookieDomain::parse("").unwrap_err().into(),
        PublicUrl::parse("shop").unwrap_err().into(),
        vestibule::TrustedProxies::parse("all").unwrap_err().into(),
        vestibule::ProtectedHosts::parse("a/b").unwrap_err().into(),
        SmtpUrl::parse("shop").unwrap_err().into(),
        MailFrom::parse("shop").unwrap_err().into(),
        vestibule::SecretKey::parse("short").unwrap_err().into(),
    ];
    for error in errors {
        assert_eq!(format!("{error:?}"), error.to_string());
        assert!(error.to_string().contains(' '), "{error}");
    }
}
