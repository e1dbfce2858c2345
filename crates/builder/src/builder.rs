use std::{collections::HashSet, sync::Arc, time::Duration};

use vestibule_argon2::Argon2Params;
use vestibule_domain::{
    AccessPolicy, BreachedPasswords, Disclosure, EmailVerification, EventSink, PasswordPolicy,
    Policy, Registration, RegistrationFields, SecretKey, SessionPolicy,
};
use vestibule_seaorm::{PoolOptions, sea_orm::DatabaseConnection};
use vestibule_templates::{Templates, TemplatesBuilder};
use vestibule_web::{
    CookieDomain, CookieNames, Paths, ProtectedHosts, PublicUrl, Route, TrustedProxies,
};

use crate::{Environment, Gauges, database::Database, environment::RealEnvironment};

mod assembly;
mod debug_build;
mod delivery;
mod keys;
mod pages;
mod rules;
mod session_caching;

pub(crate) use delivery::Delivery;
pub use session_caching::SessionCaching;

/// Configures and builds [`Vestibule`](vestibule_web::Vestibule) with the adapters that come with it:
/// SeaORM, argon2id, lettre, the system clock and the random number generator of the system.
/// Create one with [`builder`].
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
    session_caching: SessionCaching,
    password_min_length: usize,
    disclosure: Option<Disclosure>,
    verification: Option<EmailVerification>,
    deletion_grace: Duration,
    events_kept: Duration,
    rate_limits: bool,
    sinks: Vec<Arc<dyn EventSink>>,
    pub(crate) delivery: Delivery,
    /// Whether the settings come from configuration options, so that errors use their names.
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
    access_policy: Option<Arc<dyn AccessPolicy>>,
    api: bool,
    pub(crate) environment: Arc<dyn Environment>,
}

/// Returns a builder with the defaults: an SQLite file and a secret key under `data/`, both
/// created at the first start.
///
/// # Examples
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
        session_caching: SessionCaching::default(),
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
        access_policy: None,
        api: true,
        environment: Arc::new(RealEnvironment),
    }
}

impl Builder {
    /// Sets the URL of the database: `sqlite://…`, `postgres://…` or `mysql://…`. The default is
    /// an SQLite file, `data/vestibule.sqlite3`.
    pub fn database_url(mut self, url: impl Into<String>) -> Self {
        self.database.url = url.into();
        self
    }

    /// Uses a connection pool of the application: a `DatabaseConnection` of SeaORM or a pool of
    /// sqlx, of the versions that [`sea_orm`](vestibule_seaorm::sea_orm) re-exports. It takes
    /// precedence over [`Builder::database_url`] and requires a [`Builder::secret_key`].
    ///
    /// The pool must enable foreign keys on SQLite, and a strict `sql_mode` on MariaDB and MySQL;
    /// [`Builder::build`] checks that. For speed, use a write-ahead log on SQLite and an
    /// `acquire_timeout` of a few seconds: after that time a page answers 503.
    ///
    /// # Examples
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

    /// Sets the number of database connections and the timeout to get one from the pool.
    ///
    /// # Examples
    ///
    /// ```
    /// use vestibule::PoolOptions;
    ///
    /// let options = PoolOptions { max_connections: 20, ..PoolOptions::default() };
    /// let builder = vestibule::builder().pool(options);
    /// ```
    pub fn pool(mut self, options: PoolOptions) -> Self {
        self.database.pool = options;
        self
    }

    /// Sets how long the start waits for an unavailable database server. The default is 30
    /// seconds.
    pub fn wait_for_database(mut self, longest: Duration) -> Self {
        self.database.wait = longest;
        self
    }

    /// Sets whether to migrate the schema at start, which is the default. Without migrations,
    /// [`Builder::build`] fails on an outdated schema, and the database user needs no right to
    /// change tables.
    pub fn migrate(mut self, migrate: bool) -> Self {
        self.database.migrate = migrate;
        self
    }

    /// Sets the secret key of the deployment: all servers of one database need the same key.
    /// Without one, an SQLite database gets a key in a file next to it; other databases require
    /// this setting.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use vestibule::SecretKey;
    ///
    /// # fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let key = std::fs::read_to_string("/run/secrets/vestibule_key")?;
    /// let builder = vestibule::builder().secret_key(SecretKey::parse(key.trim())?);
    /// # Ok(()) }
    /// ```
    pub fn secret_key(mut self, key: SecretKey) -> Self {
        self.secret_key = Some(key);
        self
    }

    /// Sets the previous secret key during a rotation. Sessions of that key stay valid.
    pub fn previous_secret_key(mut self, key: SecretKey) -> Self {
        self.previous_secret_key = Some(key);
        self
    }

    /// Sets a pepper: a secret for password hashes that is stored outside the database, so that a
    /// stolen database alone does not allow guessing. It must differ from the secret key. If the
    /// pepper is lost, all passwords must be reset.
    ///
    /// There is no pepper by default. Hashes without a pepper stay valid.
    pub fn password_pepper(mut self, pepper: SecretKey) -> Self {
        self.pepper = Some(pepper);
        self
    }

    /// Sets the previous pepper during a rotation or removal. Its hashes stay valid, and each
    /// login renews the hash of its account.
    pub fn previous_password_pepper(mut self, pepper: SecretKey) -> Self {
        self.previous_pepper = Some(pepper);
        self
    }

    /// Sets the reverse proxies whose forwarding headers are trusted. Without it, all requests
    /// through a proxy count as requests of the proxy, and share its rate limits.
    ///
    /// # Examples
    ///
    /// ```
    /// use vestibule::TrustedProxies;
    ///
    /// let builder = vestibule::builder().trusted_proxies(TrustedProxies::parse("127.0.0.1, ::1")?);
    /// # Ok::<(), vestibule::InvalidProxy>(())
    /// ```
    pub fn trusted_proxies(mut self, proxies: TrustedProxies) -> Self {
        self.trusted_proxies = proxies;
        self
    }

    /// Returns the gauges of the accounts that this builder builds, for metrics.
    pub fn gauges(&self) -> Gauges {
        self.gauges.clone()
    }
}
