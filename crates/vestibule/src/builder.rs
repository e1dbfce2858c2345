use std::{collections::HashSet, path::PathBuf, sync::Arc, time::Duration};

use vestibule_argon2::Argon2Params;
use vestibule_domain::{
    BreachedPasswords, Disclosure, EmailVerification, EventSink, Gatekeeper, PasswordPolicy,
    Policy, Registration, RegistrationFields, SecretKey, SessionPolicy,
};
use vestibule_mail::{MailFrom, SmtpUrl};
use vestibule_seaorm::{PoolOptions, sea_orm::DatabaseConnection};
use vestibule_templates::{Templates, TemplatesBuilder};
use vestibule_web::{
    CookieDomain, CookieNames, LocalPath, Paths, Prefix, ProtectedHosts, PublicUrl, Route,
    TrustedProxies,
};

use crate::{Gauges, RegistrationForm, database::Database, registration_form::Typed};

mod assembly;
mod keys;

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
    password_min_length: usize,
    disclosure: Option<Disclosure>,
    verification: Option<EmailVerification>,
    deletion_grace: Duration,
    events_kept: Duration,
    rate_limits: bool,
    sinks: Vec<Arc<dyn EventSink>>,
    pub(crate) smtp: Option<(SmtpUrl, MailFrom)>,
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
        password_min_length: PasswordPolicy::LEAST_MIN_LENGTH,
        disclosure: None,
        verification: None,
        deletion_grace: Duration::ZERO,
        events_kept: Policy::default().events_kept,
        rate_limits: true,
        sinks: Vec::new(),
        smtp: None,
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

    /// Puts all pages of ours below this path: `/account/login` and so on. Every link, redirect,
    /// form and mail follows. The session's cookie stays one for the whole site, since the host's
    /// own pages ask who is logged in too.
    ///
    /// ```
    /// use vestibule::Prefix;
    ///
    /// let builder = vestibule::builder().at(Prefix::parse("/account")?);
    /// # Ok::<(), vestibule::InvalidPrefix>(())
    /// ```
    pub fn at(mut self, prefix: Prefix) -> Self {
        self.paths.prefix = prefix;
        self
    }

    /// Where a log-in leads that came from nowhere in particular; `/` by default.
    pub fn success_url(mut self, path: LocalPath) -> Self {
        self.paths.after_log_in = path;
        self
    }

    /// Where people are sent who must log in: a page of the host's own, in the place of ours.
    /// It gets `next`, the path to go on to.
    pub fn login_url(mut self, path: LocalPath) -> Self {
        self.paths.log_in = Some(path);
        self
    }

    /// Where people are who logged out; by default where they log in.
    pub fn logged_out_url(mut self, path: LocalPath) -> Self {
        self.paths.after_log_out = Some(path);
        self
    }

    /// What our cookies begin with, `vestibule` by default. Two kinds of accounts on one site,
    /// such as for customers and for staff, need two.
    pub fn cookie_names(mut self, names: CookieNames) -> Self {
        self.cookie_names = names;
        self
    }

    /// Leaves a route of ours out, and all links to it. The host may have its own at the same
    /// path, and name it by [`Builder::url`], so that our pages lead there.
    pub fn without(mut self, route: Route) -> Self {
        self.without.insert(route);
        self
    }

    /// Leaves the interface for programs out. Without this it is there, under `/api/v1`: it opens
    /// nothing that the pages do not, and [leaves out](Builder::without) what they do.
    pub fn without_api(mut self) -> Self {
        self.api = false;
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

    /// The languages that the pages offer, such as `["de", "en"]`; the first is for whoever asks
    /// for none of them. Without a choice: English, German and French.
    pub fn languages<L: Into<String>>(mut self, tags: impl IntoIterator<Item = L>) -> Self {
        self.templates = self.templates.languages(tags);
        self
    }

    /// Words of the host in one language, as a Fluent catalogue: messages of its own, or in the
    /// place of ours.
    pub fn words(mut self, language: &str, catalogue: &'static str) -> Self {
        self.templates = self.templates.words(language, catalogue);
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

    /// What a stranger may learn about who has an account: that an address is taken, when they
    /// register it; nothing, where addresses must be proven.
    pub fn disclosure(mut self, disclosure: Disclosure) -> Self {
        self.disclosure = Some(disclosure);
        self
    }

    /// Whether people prove their address; by default they are asked to, where mails are sent.
    pub fn email_verification(mut self, verification: EmailVerification) -> Self {
        self.verification = Some(verification);
        self
    }

    /// Sends mails by this server. Links in them need a [`Builder::public_url`].
    ///
    /// Without a server, mails are written to the log, as long as only this machine can reach
    /// the site; else there are none, and the pages say what to do instead.
    pub fn smtp(mut self, server: SmtpUrl, from: MailFrom) -> Self {
        self.smtp = Some((server, from));
        self
    }

    /// Believes these proxies about who connected to them; without, a proxy in front is taken
    /// for the person.
    pub fn trusted_proxies(mut self, proxies: TrustedProxies) -> Self {
        self.trusted_proxies = proxies;
        self
    }

    /// Answers reverse proxies that ask whom to let in to applications on these hosts, at
    /// `/auth/forward`. It needs a [`Builder::public_url`], and hosts that share the
    /// [`Builder::cookie_domain`] with it.
    pub fn protected_hosts(mut self, hosts: ProtectedHosts) -> Self {
        self.protected_hosts = hosts;
        self
    }

    /// Gives the session's cookie to all hosts of a domain; by default only ours has it.
    pub fn cookie_domain(mut self, domain: CookieDomain) -> Self {
        self.cookie_domain = Some(domain);
        self
    }

    /// Where the links in mails lead while there is no [`Builder::public_url`];
    /// `http://localhost:8000` by default.
    pub fn local_url(mut self, url: impl Into<String>) -> Self {
        self.local_url = url.into();
        self
    }

    /// Deletes accounts this long after their owners asked for it, and not if they log in
    /// before. By default they are gone at once.
    pub fn deletion_grace(mut self, grace: Duration) -> Self {
        self.deletion_grace = grace;
        self
    }

    /// Keeps what happened for this long; 90 days by default.
    pub fn events_kept(mut self, time: Duration) -> Self {
        self.events_kept = time;
        self
    }

    /// Whether guesses, registrations and mails are limited, as they are by default. Without, an
    /// attacker has all the guesses that the machine can hash: that is for benchmarks.
    pub fn rate_limits(mut self, on: bool) -> Self {
        self.rate_limits = on;
        self
    }

    /// Tells `sink` of everything that happens to accounts.
    pub fn on_event(mut self, sink: Arc<dyn EventSink>) -> Self {
        self.sinks.push(sink);
        self
    }

    /// What can be read of the accounts that this builds, for metrics.
    pub fn gauges(&self) -> Gauges {
        self.gauges.clone()
    }

    /// Looks new passwords up among those that leaked from other sites:
    /// [`RangeService`](crate::RangeService), [`HashFile`](crate::HashFile), or an adapter of
    /// the host. By default nobody is asked.
    pub fn breached_passwords(mut self, breached: Arc<dyn BreachedPasswords>) -> Self {
        self.breached = Some(breached);
        self
    }

    /// Who may register; by default everybody.
    pub fn registration(mut self, registration: Registration) -> Self {
        self.registration = registration;
        self
    }

    /// Asks whoever registers for more than address and password.
    pub fn registration_form<F: RegistrationForm>(mut self) -> Self {
        self.fields = Some(Arc::new(Typed::<F>::new()));
        self
    }

    /// Asks the host before an account is made, and before a session begins.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use vestibule::{Gatekeeper, Veto, async_trait, domain::{Client, NewAccount}};
    ///
    /// struct OurDomain;
    ///
    /// #[async_trait]
    /// impl Gatekeeper for OurDomain {
    ///     async fn may_register(&self, account: &NewAccount, _: &Client) -> Result<(), Veto> {
    ///         match account.email.as_str().ends_with("@bakery.example") {
    ///             true => Ok(()),
    ///             false => Err(Veto::because("Only addresses of the bakery can register.")),
    ///         }
    ///     }
    /// }
    ///
    /// let builder = vestibule::builder().gatekeeper(Arc::new(OurDomain));
    /// ```
    pub fn gatekeeper(mut self, gatekeeper: Arc<dyn Gatekeeper>) -> Self {
        self.gatekeeper = Some(gatekeeper);
        self
    }

    /// What one password hash costs.
    pub fn hash_cost(mut self, cost: Argon2Params) -> Self {
        self.hash_cost = cost;
        self
    }
}
