use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
};

use async_trait::async_trait;
use axum::{Router, extract::State, routing::get};
use vestibule_domain::{
    Accounts, Credential, EmailAddress, Policy, Ports, Readiness, SecretKey, Session, SessionKeys,
    SessionTokenHash, Store, Timestamp, Unavailable, UnitOfWork, User, UserId,
};
use vestibule_memory::{CheapHasher, ManualClock, MemoryStore, SeededTokenSource};
use vestibule_templates::Templates;
use vestibule_web::{CurrentUser, LocalPath, PublicUrl, Route, Settings, Vestibule};

use super::browser::{Answer, Browser};

pub(crate) const ALICE: &str = "alice@example.com";
pub(crate) const GOOD: &str = "correct horse battery";
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// A site over ports that a test can look into.
pub(crate) struct Site {
    pub(crate) app: Router,
    pub(crate) store: Arc<WatchedStore>,
    pub(crate) hasher: Arc<CheapHasher>,
    pub(crate) clock: Arc<ManualClock>,
}

#[derive(Default)]
pub(crate) struct Choices {
    pub(crate) policy: Policy,
    pub(crate) public_url: Option<&'static str>,
    pub(crate) without: Vec<Route>,
}

impl Site {
    pub(crate) fn new() -> Self {
        Self::with(Choices::default())
    }

    pub(crate) fn with(choices: Choices) -> Self {
        Self::mounted(choices, host_routes())
    }

    /// Our pages on an application of the test's own.
    pub(crate) fn mounted(choices: Choices, host: Router<Greeting>) -> Self {
        let store = Arc::new(WatchedStore::default());
        let hasher = Arc::new(CheapHasher::default());
        let clock = Arc::new(ManualClock::default());
        let ports = Ports {
            store: store.clone(),
            hasher: hasher.clone(),
            clock: clock.clone(),
            random: Arc::new(SeededTokenSource::default()),
        };
        let key = SecretKey::parse("Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa").unwrap();
        let settings = Settings {
            public_url: choices.public_url.map(|url| PublicUrl::parse(url).unwrap()),
            password_min_length: choices.policy.password.min_length(),
            success_url: LocalPath::parse("/cookies").unwrap(),
            without: HashSet::from_iter(choices.without),
        };
        let accounts = Accounts::new(ports, SessionKeys::new(&key, None), choices.policy);
        let vestibule = Vestibule::new(
            Arc::new(accounts),
            store.clone(),
            templates(),
            &key,
            settings,
        );
        let app = vestibule.mount(host).with_state(Greeting("Hello"));
        Self {
            app,
            store,
            hasher,
            clock,
        }
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.app)
    }

    pub(crate) async fn logged_in_browser(&self) -> Browser {
        let mut browser = self.browser();
        register(&mut browser, ALICE, GOOD)
            .await
            .leads_to("/cookies");
        browser.get("/login").await; // it shows the greeting once
        browser
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

/// The host's state: our extractors must not mind.
#[derive(Clone)]
pub(crate) struct Greeting(pub(crate) &'static str);

fn host_routes() -> Router<Greeting> {
    async fn open(State(greeting): State<Greeting>, user: Option<CurrentUser>) -> String {
        let name = user.as_ref().map_or("stranger", |user| user.email.as_str());
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
        .route("/static", get("the same for everybody"))
        .route("/panic", get(panics))
}

fn templates() -> Templates {
    Route::ALL
        .into_iter()
        .fold(Templates::builder(), |builder, route| {
            builder.url(route.name(), route.path())
        })
        .site_name("Test Site")
        .build()
        .unwrap()
}

/// A store that counts what it is asked, and can be switched off like a database.
#[derive(Default)]
pub(crate) struct WatchedStore {
    store: MemoryStore,
    asked: AtomicUsize,
    broken: AtomicBool,
}

impl WatchedStore {
    pub(crate) fn asked(&self) -> usize {
        self.asked.swap(0, SeqCst)
    }

    pub(crate) fn switch_off(&self) {
        self.broken.store(true, SeqCst);
    }

    pub(crate) fn switch_on(&self) {
        self.broken.store(false, SeqCst);
    }

    fn ask(&self) -> Result<&MemoryStore, Unavailable> {
        self.asked.fetch_add(1, SeqCst);
        match self.broken.load(SeqCst) {
            true => Err(Unavailable::new("the secret name of the database")),
            false => Ok(&self.store),
        }
    }
}

#[async_trait]
impl Store for WatchedStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, Unavailable> {
        self.ask()?.begin().await
    }

    async fn find_session(
        &self,
        token: &SessionTokenHash,
    ) -> Result<Option<(Session, User)>, Unavailable> {
        self.ask()?.find_session(token).await
    }

    async fn list_sessions(&self, user: UserId) -> Result<Vec<Session>, Unavailable> {
        self.ask()?.list_sessions(user).await
    }

    async fn purge_sessions(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<u64, Unavailable> {
        self.ask()?.purge_sessions(now, idle_since, limit).await
    }

    async fn find_credential(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<Credential>, Unavailable> {
        self.ask()?.find_credential(email).await
    }

    async fn find_credential_by_id(&self, user: UserId) -> Result<Option<Credential>, Unavailable> {
        self.ask()?.find_credential_by_id(user).await
    }
}

#[async_trait]
impl Readiness for WatchedStore {
    async fn check(&self) -> Result<(), Unavailable> {
        self.ask().map(drop)
    }
}
