use std::{collections::HashSet, path::PathBuf, sync::Arc, time::Duration};

use vestibule_argon2::{Argon2Hasher, Argon2Params, Capacity};
use vestibule_domain::{
    Accounts, AuthService, Disclosure, Housekeeping, PasswordPolicy, Policy, Ports, SecretKey,
    SessionKeys, SessionPolicy,
};
use vestibule_seaorm::{PoolOptions, SeaOrmStore};
use vestibule_templates::{Templates, TemplatesBuilder};
use vestibule_web::{LocalPath, PublicUrl, Route, Settings, Vestibule};

use crate::{
    SystemClock, SystemRandom, database::Database, error::StartError, housekeeping, retry::Retry,
    secret_key,
};

/// Puts [`Vestibule`] together from the adapters that come with it: SeaORM, argon2id, the
/// system's clock and random numbers. See [`builder`].
#[must_use = "nothing happens before `build`"]
pub struct Builder {
    database: Database,
    secret_key: Option<SecretKey>,
    previous_secret_key: Option<SecretKey>,
    public_url: Option<PublicUrl>,
    site_name: String,
    success_url: Option<LocalPath>,
    without: HashSet<Route>,
    templates: TemplatesBuilder,
    sessions: SessionPolicy,
    password_min_length: usize,
    disclosure: Disclosure,
    hash_cost: Argon2Params,
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
        public_url: None,
        site_name: "Vestibule".to_owned(),
        success_url: None,
        without: HashSet::new(),
        templates: Templates::builder(),
        sessions: SessionPolicy::default(),
        password_min_length: PasswordPolicy::LEAST_MIN_LENGTH,
        disclosure: Disclosure::default(),
        hash_cost: Argon2Params::default(),
    }
}

impl Builder {
    /// Where users and sessions are: `sqlite://…`, `postgres://…`, `mysql://…`.
    pub fn database_url(mut self, url: impl Into<String>) -> Self {
        self.database.url = url.into();
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

    /// Where people find the site. On https, cookies and headers are made for https only.
    pub fn public_url(mut self, url: PublicUrl) -> Self {
        self.public_url = Some(url);
        self
    }

    /// What the site is called on its pages. No password may be a variation of it.
    pub fn site_name(mut self, name: impl Into<String>) -> Self {
        self.site_name = name.into();
        self
    }

    /// Where a log-in leads that came from nowhere in particular; `/` by default.
    pub fn success_url(mut self, path: LocalPath) -> Self {
        self.success_url = Some(path);
        self
    }

    /// Leaves a route of ours out. The host may have its own at the same path.
    pub fn without(mut self, route: Route) -> Self {
        self.without.insert(route);
        self
    }

    /// Names a path of the host, so that templates find it by `url_for(name)`.
    pub fn url(mut self, name: &str, path: &str) -> Self {
        self.templates = self.templates.url(name, path);
        self
    }

    /// A template of the host, compiled into it, or one in the place of ours.
    pub fn template(mut self, name: &'static str, source: &'static str) -> Self {
        self.templates = self.templates.template(name, source);
        self
    }

    /// A folder whose files replace the templates of the same name without recompiling.
    pub fn templates_folder(mut self, folder: PathBuf) -> Self {
        self.templates = self.templates.folder(folder);
        self
    }

    /// How long sessions live.
    pub fn sessions(mut self, policy: SessionPolicy) -> Self {
        self.sessions = policy;
        self
    }

    /// The fewest characters of a new password; at least 8.
    pub fn password_min_length(mut self, characters: usize) -> Self {
        self.password_min_length = characters;
        self
    }

    /// What a stranger may learn about who has an account.
    pub fn disclosure(mut self, disclosure: Disclosure) -> Self {
        self.disclosure = disclosure;
        self
    }

    /// What one password hash costs.
    pub fn hash_cost(mut self, cost: Argon2Params) -> Self {
        self.hash_cost = cost;
        self
    }

    /// Opens the database, brings its schema up to date, and checks everything else that can
    /// be wrong, so that what starts works.
    pub async fn build(self) -> Result<Vestibule, StartError> {
        let password = self.password_policy();
        let templates = self.templates.site_name(&self.site_name);
        let routes = Route::ALL.into_iter();
        let templates = routes.fold(templates, |t, route| t.url(route.name(), route.path()));
        let templates = templates.build()?;

        if self.secret_key.is_none() && self.database.is_remote() {
            return Err(StartError::SecretKeyMissing); // before anybody waits for the database
        }
        let store = Arc::new(SeaOrmStore::new(self.database.open().await?));
        let secret_key = match self.secret_key {
            Some(key) => key,
            None => secret_key::beside(&self.database.url)?,
        };
        let keys = SessionKeys::new(&secret_key, self.previous_secret_key.as_ref());
        let random = Arc::new(SystemRandom);
        let hasher = Argon2Hasher::new(self.hash_cost, Capacity::default(), random.clone());
        let hasher = Arc::new(hasher.map_err(StartError::Threads)?);
        let settings = Settings {
            public_url: self.public_url,
            password_min_length: password.min_length(),
            success_url: self.success_url.unwrap_or_else(LocalPath::root),
            without: self.without,
        };
        let clock = Arc::new(SystemClock);
        let rooms = Housekeeping::new(store.clone(), clock.clone(), self.sessions.clone());
        let policy = Policy {
            session: self.sessions,
            password,
            disclosure: self.disclosure,
        };
        let ports = Ports {
            store: store.clone(),
            hasher,
            clock,
            random: random.clone(),
        };
        let accounts = Arc::new(Accounts::new(ports, keys, policy));
        let accounts: Arc<dyn AuthService> = Arc::new(Retry::new(accounts, random.clone()));
        housekeeping::start(rooms, &accounts, random);
        Ok(Vestibule::new(
            accounts,
            store,
            templates,
            &secret_key,
            settings,
        ))
    }

    /// Brings the schema up to date, and nothing else.
    pub async fn migrate_only(self) -> Result<(), StartError> {
        self.migrate(true).database.open().await.map(drop)
    }

    /// Deletes the sessions that ended, and tells how many there were.
    pub async fn purge_only(self) -> Result<u64, StartError> {
        let store = Arc::new(SeaOrmStore::new(self.database.open().await?));
        let rooms = Housekeeping::new(store, Arc::new(SystemClock), self.sessions);
        Ok(housekeeping::purge(&rooms).await?)
    }

    /// Nobody's password is the name of the site, of the program or of the host.
    fn password_policy(&self) -> PasswordPolicy {
        let host = self
            .public_url
            .as_ref()
            .and_then(PublicUrl::host)
            .map(str::to_owned);
        let names = [self.site_name.clone(), "Vestibule".to_owned()]
            .into_iter()
            .chain(host);
        PasswordPolicy::new(self.password_min_length, names.collect())
    }
}
