use std::{collections::HashSet, sync::Arc, time::Duration};

use vestibule_argon2::Argon2Params;
use vestibule_domain::{
    BreachedPasswords, Disclosure, EmailVerification, EventSink, Gatekeeper, PasswordPolicy,
    Policy, Registration, RegistrationFields, SecretKey, SessionPolicy,
};
use vestibule_seaorm::{PoolOptions, sea_orm::DatabaseConnection};
use vestibule_templates::{Templates, TemplatesBuilder};
use vestibule_web::{
    CookieDomain, CookieNames, Paths, ProtectedHosts, PublicUrl, Route, TrustedProxies,
};

use crate::{Gauges, database::Database};

mod assembly;
mod debug_build;
mod delivery;
mod keys;
mod pages;
mod rules;
mod sessions_in_memory;
mod world;

pub(crate) use delivery::Delivery;
pub use sessions_in_memory::SessionsInMemory;
#[cfg(feature = "test")]
pub(crate) use world::Household;
use world::RealWorld;
pub(crate) use world::{Hasher, World};

/// Puts [`Vestibule`](crate::Vestibule) together from the adapters that come with it: SeaORM,
/// argon2id, lettre, the system's clock and random numbers. See [`builder`].
#[must_use = "nothing happens before `build`"]
pub struct Builder {
    pub(crate) database: Database,
    pub(crate) secret_key: Option<SecretKey>,
    previous_secret_key: Option<SecretKey>,
    pepper: Option<SecretKey>,
    previous_pepper: Option<SecretKey>,
    pub(crate) public_url: Option<PublicUrl>,
    site_name: String,
    paths: Paths,
    cookie_names: CookieNames,
    without: HashSet<Route>,
    pub(crate) templates: TemplatesBuilder,
    sessions: SessionPolicy,
    sessions_in_memory: SessionsInMemory,
    password_min_length: usize,
    disclosure: Option<Disclosure>,
    verification: Option<EmailVerification>,
    deletion_grace: Duration,
    events_kept: Duration,
    rate_limits: bool,
    sinks: Vec<Arc<dyn EventSink>>,
    pub(crate) delivery: Delivery,
    /// Whether the choices came from a [`Config`](crate::Config), whose names an operator knows.
    pub(crate) has_options: bool,
    pub(crate) trusted_proxies: TrustedProxies,
    protected_hosts: ProtectedHosts,
    pub(crate) cookie_domain: Option<CookieDomain>,
    local_url: String,
    pub(crate) hash_cost: Argon2Params,
    gauges: Gauges,
    pub(crate) breached: Option<Arc<dyn BreachedPasswords>>,
    registration: Registration,
    fields: Option<Arc<dyn RegistrationFields>>,
    gatekeeper: Option<Arc<dyn Gatekeeper>>,
    api: bool,
    world: Arc<dyn World>,
}

/// Accounts with good defaults: an SQLite file and a secret key under `data/`, both made at
/// the first start.
///
/// ```no_run
/// # async fn example() -> Result<(), vestibule::StartError> {
/// let accounts = vestibule::builder().site_name("Cookie Shop").build().await?;
/// # Ok(()) }
/// ```
pub fn builder() -> Builder {
    Builder {
        database: Database::default(),
        secret_key: None,
        previous_secret_key: None,
        pepper: None,
        previous_pepper: None,
        public_url: None,
        site_name: "Vestibule".to_owned(),
        paths: Paths::default(),
        cookie_names: CookieNames::default(),
        without: HashSet::new(),
        templates: Templates::builder(),
        sessions: SessionPolicy::default(),
        sessions_in_memory: SessionsInMemory::default(),
        password_min_length: PasswordPolicy::LEAST_MIN_LENGTH,
        disclosure: None,
        verification: None,
        deletion_grace: Duration::ZERO,
        events_kept: Policy::default().events_kept,
        rate_limits: true,
        sinks: Vec::new(),
        delivery: Delivery::default(),
        has_options: false,
        trusted_proxies: TrustedProxies::default(),
        protected_hosts: ProtectedHosts::default(),
        cookie_domain: None,
        local_url: "http://localhost:8000".to_owned(),
        hash_cost: Argon2Params::default(),
        gauges: Gauges::default(),
        breached: None,
        registration: Registration::default(),
        fields: None,
        gatekeeper: None,
        api: true,
        world: Arc::new(RealWorld),
    }
}

impl Builder {
    /// Where users and sessions are: `sqlite://…`, `postgres://…`, `mysql://…`.
    pub fn database_url(mut self, url: impl Into<String>) -> Self {
        self.database.url = url.into();
        self
    }

    /// The pool of connections that the host has already: a `DatabaseConnection` of SeaORM, or a
    /// pool of sqlx, of the very versions in [`sea_orm`](crate::sea_orm). It goes before
    /// [`Builder::database_url`], and needs a [`Builder::secret_key`].
    ///
    /// It must be one on which the store is right: SQLite with foreign keys, MariaDB or MySQL with
    /// a strict `sql_mode`; [`Builder::build`] looks. It should be one on which it is fast: SQLite
    /// with a write-ahead log, and a few seconds at most for `acquire_timeout`, after which a page
    /// is 503.
    ///
    /// ```no_run
    /// # async fn example(key: vestibule::SecretKey) -> Result<(), Box<dyn std::error::Error>> {
    /// use vestibule::sea_orm::sqlx::PgPool;
    ///
    /// let pool = PgPool::connect("postgres://shop@db.example/shop").await?;
    /// let accounts = vestibule::builder().database(pool).secret_key(key).build().await?;
    /// # Ok(()) }
    /// ```
    pub fn database(mut self, pool: impl Into<DatabaseConnection>) -> Self {
        self.database.own = Some(pool.into());
        self
    }

    /// How many connections to the database, and how long to wait for one.
    pub fn pool(mut self, options: PoolOptions) -> Self {
        self.database.pool = options;
        self
    }

    /// How long to wait at start for a database server that is not there yet; 30 seconds by
    /// default.
    pub fn wait_for_database(mut self, longest: Duration) -> Self {
        self.database.wait = longest;
        self
    }

    /// Whether to bring the schema up to date at start, as is the default. Otherwise one that
    /// is not current is refused, and the database's user needs no right to change tables.
    pub fn migrate(mut self, migrate: bool) -> Self {
        self.database.migrate = migrate;
        self
    }

    /// The secret of the installation. Without one, an SQLite database gets a key in a file
    /// beside it; a database that servers share needs one given.
    pub fn secret_key(mut self, key: SecretKey) -> Self {
        self.secret_key = Some(key);
        self
    }

    /// The key before the present one. Sessions made under it stay alive.
    pub fn previous_secret_key(mut self, key: SecretKey) -> Self {
        self.previous_secret_key = Some(key);
        self
    }

    /// A secret for password hashes, kept apart from the database: whoever steals that alone
    /// can verify no guess. Not the secret key. Once it is lost, no password fits any more.
    ///
    /// There is none by default. Hashes from before stay valid.
    pub fn password_pepper(mut self, pepper: SecretKey) -> Self {
        self.pepper = Some(pepper);
        self
    }

    /// The pepper before the present one, or before none. Hashes made under it stay valid,
    /// and each is renewed when its owner logs in.
    pub fn previous_password_pepper(mut self, pepper: SecretKey) -> Self {
        self.previous_pepper = Some(pepper);
        self
    }

    /// Believes these proxies about who connected to them; without, a proxy in front is taken
    /// for the person.
    pub fn trusted_proxies(mut self, proxies: TrustedProxies) -> Self {
        self.trusted_proxies = proxies;
        self
    }

    /// What can be read of the accounts that this builds, for metrics.
    pub fn gauges(&self) -> Gauges {
        self.gauges.clone()
    }
}
