use std::{
    collections::HashSet,
    net::IpAddr,
    sync::{Arc, LazyLock, Once},
};

use async_trait::async_trait;
use axum::{Router, extract::State, routing::get};
use vestibule_domain::{
    AccessPolicy, Accounts, AuthMethod, BreachedPasswords, EmailKind, EmailVerification,
    FactorAnswer, Keys, MailWorker, Policy, Ports, RegistrationFields, SecondFactor, SecretKey,
    Timestamp, Unavailable, UnitOfWork, User,
};
use vestibule_memory::{CheapHasher, ManualClock, MemoryStore, RecordingMailer, SeededTokenSource};
use vestibule_templates::Templates;
use vestibule_web::{
    CookieDomain, CookieNames, CurrentUser, LocalPath, NetworkLimits, Paths, Prefix,
    ProtectedHosts, PublicUrl, Route, Settings, Vestibule,
};

use super::browser::{Answer, App, Browser};

pub(crate) const ALICE: &str = "alice@example.com";
pub(crate) const GOOD: &str = "correct horse battery";
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// A site with ports that a test can inspect.
pub(crate) struct Site {
    pub(crate) app: Router,
    pub(crate) vestibule: Vestibule,
    pub(crate) store: Arc<MemoryStore>,
    pub(crate) hasher: Arc<CheapHasher>,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) mailer: Arc<RecordingMailer>,
    mail_worker: MailWorker,
}

#[derive(Default)]
pub(crate) struct Choices {
    pub(crate) policy: Policy,
    pub(crate) public_url: Option<&'static str>,
    pub(crate) without: Vec<Route>,
    pub(crate) breached: Option<Arc<dyn BreachedPasswords>>,
    pub(crate) fields: Option<Arc<dyn RegistrationFields>>,
    pub(crate) access_policy: Option<Arc<dyn AccessPolicy>>,
    pub(crate) second_factors: Vec<Arc<dyn SecondFactor>>,
    pub(crate) protected_hosts: &'static str,
    pub(crate) cookie_domain: Option<&'static str>,
    /// The prefix of the paths, and of the cookie names.
    pub(crate) at: Option<(&'static str, &'static str)>,
    /// A template of the application, with its name.
    pub(crate) template: Option<(&'static str, &'static str)>,
    pub(crate) login_url: Option<&'static str>,
    pub(crate) logged_out_url: Option<&'static str>,
}

impl Site {
    pub(crate) fn new() -> Self {
        Self::with(Choices::default())
    }

    pub(crate) fn with(choices: Choices) -> Self {
        Self::mounted(choices, host_routes())
    }

    /// A site that sends emails.
    pub(crate) fn mailing(verification: EmailVerification) -> Self {
        Self::with(Choices {
            policy: Self::mailing_policy(verification),
            ..Choices::default()
        })
    }

    pub(crate) fn mailing_policy(verification: EmailVerification) -> Policy {
        Policy::default().with(|policy| {
            policy.verification = verification;
            policy.sends_email = true;
        })
    }

    /// A site that sends emails, and on which every login needs a further step.
    pub(crate) fn of_second_factors(verification: EmailVerification) -> Self {
        Self::with(Choices {
            policy: Self::mailing_policy(verification),
            second_factors: vec![Arc::new(FactorOfAll)],
            ..Choices::default()
        })
    }

    /// The pages on an application of the test.
    pub(crate) fn mounted(choices: Choices, host: Router<Greeting>) -> Self {
        LISTENING.call_once(|| {
            let everything = tracing_subscriber::registry();
            tracing::subscriber::set_global_default(everything).unwrap();
        });
        let store = Arc::new(MemoryStore::default());
        let hasher = Arc::new(CheapHasher::default());
        let clock = Arc::new(ManualClock::default());
        let ports = Ports::new(
            store.clone(),
            store.clone(),
            hasher.clone(),
            clock.clone(),
            Arc::new(SeededTokenSource::default()),
        )
        .with(|ports| {
            ports.breached = choices.breached;
            ports.fields = choices.fields.clone();
            ports.access_policy = choices.access_policy;
            ports.second_factors = choices.second_factors;
        });
        let key = SecretKey::parse("Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa").unwrap();
        let local = |path| LocalPath::parse(path).unwrap();
        let (at, cookies) = choices.at.unwrap_or(("/", "vestibule"));
        let paths = Paths {
            prefix: Prefix::parse(at).unwrap(),
            login: choices.login_url.map(local),
            after_login: local("/cookies"),
            after_logout: choices.logged_out_url.map(local),
        };
        let limits = Some(NetworkLimits::new(clock.clone()));
        let settings = Settings::new(&choices.policy, limits).with(|settings| {
            settings.public_url = choices.public_url.map(|url| PublicUrl::parse(url).unwrap());
            settings.registration_fields =
                choices.fields.as_ref().map_or(&[], |fields| fields.names());
            settings.paths = paths;
            settings.without = HashSet::from_iter(choices.without);
            settings.protected_hosts = ProtectedHosts::parse(choices.protected_hosts).unwrap();
            settings.cookie_domain = choices
                .cookie_domain
                .map(|domain| CookieDomain::parse(domain).unwrap());
            settings.cookie_names = CookieNames::parse(cookies).unwrap();
        });
        let is_usual =
            choices.at.is_none() && choices.login_url.is_none() && choices.template.is_none();
        let templates = match is_usual {
            true => TEMPLATES.clone(),
            false => templates(
                &settings.paths,
                choices.template,
                settings.registration_fields,
            ),
        };
        let keys = Keys::new(&key, None);
        let accounts = Arc::new(Accounts::new(ports, keys, choices.policy));
        let mailer = Arc::new(RecordingMailer::default());
        let mail_worker = MailWorker::new(accounts.clone(), mailer.clone());
        let vestibule = Vestibule::new(accounts, store.clone(), templates, &key, settings);
        let app = vestibule.mount(host).with_state(Greeting("Hello"));
        Self {
            app,
            vestibule,
            store,
            hasher,
            clock,
            mailer,
            mail_worker,
        }
    }

    /// Sends the waiting emails.
    pub(crate) async fn deliver(&self) {
        while self.mail_worker.deliver().await.unwrap() {}
    }

    /// Sends the waiting emails, and returns the link in the last one of this kind.
    pub(crate) async fn emailed_link(&self, kind: EmailKind) -> String {
        self.deliver().await;
        let messages = self.mailer.sent();
        let mut messages = messages.iter().rev();
        let message = messages.find(|message| message.email.kind == kind).unwrap();
        message.link.as_ref().unwrap().expose().to_string()
    }

    /// The kinds and recipients of the sent emails, which stay recorded.
    pub(crate) async fn emailed(&self) -> Vec<(String, EmailKind)> {
        self.deliver().await;
        let messages = self.mailer.sent().into_iter().map(|message| message.email);
        messages
            .map(|email| (email.to.as_str().to_owned(), email.kind))
            .collect()
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new(App::new(&self.app))
    }

    /// A browser with this address.
    pub(crate) fn browser_at(&self, address: impl Into<IpAddr>) -> Browser {
        let mut browser = self.browser();
        browser.target.peer = Some((address, 50_000).into());
        browser
    }

    pub(crate) async fn logged_in_browser(&self) -> Browser {
        let mut browser = self.browser();
        register(&mut browser, ALICE, GOOD)
            .await
            .leads_to("/cookies");
        browser.get("/login").await; // the flash message is shown once
        browser
    }
}

/// A second factor that every user set up.
struct FactorOfAll;

#[async_trait]
impl SecondFactor for FactorOfAll {
    fn method(&self) -> AuthMethod {
        AuthMethod::Totp
    }

    async fn is_set_up(&self, _: &User) -> Result<bool, Unavailable> {
        Ok(true)
    }

    async fn verify(
        &self,
        _: &mut dyn UnitOfWork,
        _: &User,
        _: &FactorAnswer,
        _: Timestamp,
    ) -> Result<bool, Unavailable> {
        Ok(true)
    }
}

pub(crate) async fn register(browser: &mut Browser, email: &str, password: &str) -> Answer {
    let fields = [
        ("email", email),
        ("password", password),
        ("password_confirmation", password),
    ];
    browser.post("/register", &fields).await
}

pub(crate) async fn log_in(browser: &mut Browser, email: &str, password: &str) -> Answer {
    browser
        .post("/login", &[("email", email), ("password", password)])
        .await
}

/// Sets a subscriber before the first request. Otherwise `tracing` may cache, when two tests begin at
/// the same time, that no subscriber wants a span, and a test that reads the log would miss it.
static LISTENING: Once = Once::new();

/// The state of the application, which the extractors must accept.
#[derive(Clone)]
pub(crate) struct Greeting(pub(crate) &'static str);

fn host_routes() -> Router<Greeting> {
    async fn open(State(greeting): State<Greeting>, user: Option<CurrentUser>) -> String {
        let name = user.as_ref().map_or("visitor", |user| user.email.as_str());
        format!("{}, {name}", greeting.0)
    }
    async fn closed(user: CurrentUser, State(greeting): State<Greeting>) -> String {
        format!("{}, {}", greeting.0, user.email)
    }
    async fn panics() -> String {
        panic!("a bug of the host")
    }
    Router::new()
        .route("/open", get(open))
        .route("/closed", get(closed).post(closed))
        .route("/static", get("the same for all users"))
        .route("/panic", get(panics))
}

/// The same for all tests; each page was tested in each language when they were built.
static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| templates(&Paths::default(), None, &[]));

fn templates(
    paths: &Paths,
    own: Option<(&'static str, &'static str)>,
    fields: &[&'static str],
) -> Templates {
    let builder = own
        .into_iter()
        .fold(Templates::builder(), |builder, (name, source)| {
            builder.template(name, source)
        });
    paths
        .name_routes(builder, |_| true)
        .assets(paths.assets())
        .registration_fields(fields)
        .site_name("Test Site")
        .build()
        .unwrap()
}
