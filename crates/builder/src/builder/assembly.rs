use std::sync::Arc;

use tokio::sync::Notify;
use vestibule_domain::{
    Accounts, Administration, AttemptPolicy, Disclosure, EmailVerification, EventSink, Keys,
    LinkToken, PasswordPolicy, Policy, Ports, PurgeTask, Registration, SecretKey, Store,
};
use vestibule_mail::EmailTemplates;
use vestibule_seaorm::SeaOrmStore;
use vestibule_system::SystemRandom;
use vestibule_templates::Templates;
use vestibule_web::{CookieDomain, NetworkLimits, PublicUrl, Route, Settings, Vestibule};

use super::{Builder, Delivery, debug_build::warn_of_slow_hashes};
use crate::{
    BackgroundTasks, Hasher,
    counted_mailer::CountedMailer,
    error::StartError,
    events::{EventCount, EventLog, MailWakeUp},
    purge_task,
};

/// The domain service with its adapters.
struct Opened {
    store: Arc<SeaOrmStore>,
    hasher: Hasher,
    accounts: Arc<Accounts>,
    secret_key: SecretKey,
    /// Notifies the mail worker that an email may wait.
    wake_up: Arc<Notify>,
}

impl Builder {
    /// Opens the database, migrates its schema and starts the background tasks.
    ///
    /// # Errors
    ///
    /// If the configuration is inconsistent, a template is invalid, or the database cannot be
    /// opened or migrated.
    pub async fn build(self) -> Result<Vestibule, StartError> {
        let policy = self.policy()?;
        self.check_hosts()?;
        if !self.rate_limits {
            tracing::warn!(
                "{}: rate limits are off and passwords can be guessed; use this for benchmarks only",
                self.name_of("RATE_LIMITS=off", "Builder::rate_limits(false)")
            );
        }
        let templates = self.templates()?;
        let environment = self.environment.clone();
        let store = self.open_store().await?;
        let sessions = self.remembering(&store, environment.clock()).await;
        let opened = self.open(store, sessions, policy.clone())?;
        let email_templates = EmailTemplates::new(templates.clone(), self.site_url().to_owned());
        let mailer = environment.mailer(&self, email_templates);
        let registration_fields = self.registration_fields();
        let limits = || NetworkLimits::new(environment.clock());
        let settings = Settings::new(&policy, self.rate_limits.then(limits)).with(|settings| {
            settings.public_url = self.public_url;
            settings.registration_fields = registration_fields;
            settings.paths = self.paths;
            settings.cookie_names = self.cookie_names;
            settings.without = self.without;
            settings.trusted_proxies = self.trusted_proxies;
            settings.protected_hosts = self.protected_hosts;
            settings.cookie_domain = self.cookie_domain;
            settings.api = self.api;
        });

        if environment.hashes_for_real() {
            warn_of_slow_hashes(self.hash_cost).await;
        }
        self.gauges.watch(opened.store.clone(), opened.hasher.load);

        let vestibule = Vestibule::new(
            opened.accounts.clone(),
            opened.store,
            templates,
            &opened.secret_key,
            settings,
        );
        let tasks = BackgroundTasks {
            accounts: opened.accounts,
            mailer: mailer.map(|mailer| Arc::new(CountedMailer::new(mailer)) as _),
            wake_up: opened.wake_up,
        };
        environment.start(tasks, &vestibule);
        Ok(vestibule)
    }

    /// Migrates the schema of the database, and does nothing else.
    ///
    /// # Errors
    ///
    /// If the database cannot be opened or migrated.
    pub async fn migrate_only(self) -> Result<(), StartError> {
        self.migrate(true).database.open().await.map(drop)
    }

    /// Deletes expired rows and accounts that are due for deletion, and returns the number of
    /// rows.
    ///
    /// # Errors
    ///
    /// If the configuration is inconsistent or the database is unavailable.
    pub async fn purge_only(self) -> Result<u64, StartError> {
        let store = self.open_store().await?;
        let opened = self.open(store.clone(), store, self.policy()?)?;
        let task = PurgeTask::new(opened.accounts);
        Ok(purge_task::purge(&task).await?)
    }

    /// Returns the operations of an operator, without a server. Emails stay in the outbox until a
    /// server sends them.
    ///
    /// # Errors
    ///
    /// If the configuration is inconsistent or the database is unavailable.
    pub async fn administration(&self) -> Result<Administration, StartError> {
        let store = self.open_store().await?;
        let opened = self.open(store.clone(), store, self.policy()?)?;
        Ok(Administration::new(opened.accounts, opened.hasher.foreign))
    }

    /// Returns the URL of the registration page for an invitation.
    pub fn invitation_url(&self, invitation: &LinkToken) -> String {
        self.paths.invitation_url(self.site_url(), invitation)
    }

    /// Returns the URL of the password reset page for a link.
    pub fn reset_url(&self, link: &LinkToken) -> String {
        let (site, path) = (self.site_url(), self.paths.of(Route::RESET_PASSWORD));
        format!("{site}{path}?token={}", &*link.expose())
    }

    async fn open_store(&self) -> Result<Arc<SeaOrmStore>, StartError> {
        if self.secret_key.is_none() && self.database.has_no_place_for_a_key() {
            return Err(StartError::SecretKeyMissing); // before the start waits for the database
        }
        self.check_keys(self.secret_key.as_ref())?;
        Ok(Arc::new(SeaOrmStore::new(self.database.open().await?)))
    }

    /// Creates the domain service over a store or a cached store.
    fn open(
        &self,
        store: Arc<SeaOrmStore>,
        in_front: Arc<dyn Store>,
        policy: Policy,
    ) -> Result<Opened, StartError> {
        let secret_key = self.find_secret_key()?;
        let hasher = self.environment.hasher(self)?;
        let wake_up = Arc::new(Notify::new());
        let ours: [Arc<dyn EventSink>; 3] = [
            Arc::new(EventLog),
            Arc::new(EventCount::from_zero()),
            Arc::new(MailWakeUp(wake_up.clone())),
        ];
        let ports = Ports::new(
            in_front,
            store.clone(),
            hasher.passwords.clone(),
            self.environment.clock(),
            Arc::new(SystemRandom),
        )
        .with(|ports| {
            ports.breached = self.breached.clone();
            ports.fields = self.fields.clone();
            ports.access_policy = self.access_policy.clone();
            ports.sinks = ours.into_iter().chain(self.sinks.clone()).collect();
        });
        let keys = Keys::new(&secret_key, self.previous_secret_key.as_ref());
        Ok(Opened {
            store,
            hasher,
            accounts: Arc::new(Accounts::new(ports, keys, policy)),
            secret_key,
            wake_up,
        })
    }

    pub(crate) fn policy(&self) -> Result<Policy, StartError> {
        let sends_email = self.environment.sends_email(self);
        let verification = self.verification.unwrap_or(match sends_email {
            true => EmailVerification::Optional,
            false => EmailVerification::Off,
        });
        let disclosure = self.disclosure.unwrap_or(match verification {
            EmailVerification::Required => Disclosure::None,
            EmailVerification::Optional | EmailVerification::Off => Disclosure::Registration,
        });
        let is_required = verification == EmailVerification::Required;
        if verification != EmailVerification::Off && !sends_email {
            return Err(StartError::EmailRequired);
        }
        if disclosure == Disclosure::None && !is_required {
            return Err(StartError::RegistrationDiscloses);
        }
        let is_sent = matches!(self.delivery, Delivery::Smtp(..) | Delivery::Own(_));
        if is_sent && self.public_url.is_none() {
            return Err(StartError::PublicUrlMissing);
        }
        if matches!(self.delivery, Delivery::Undecided) && !sends_email {
            return Err(StartError::EmailUndecided);
        }
        Ok(Policy::default().with(|policy| {
            policy.session = self.sessions.clone();
            policy.registration = self.registration;
            policy.password = self.password_policy();
            policy.attempts = self.rate_limits.then(AttemptPolicy::default);
            policy.disclosure = disclosure;
            policy.verification = verification;
            policy.sends_email = sends_email;
            policy.deletion_grace = self.deletion_grace;
            policy.events_kept = self.events_kept;
        }))
    }

    /// Checks that browsers send the session cookie to each protected host; otherwise each login
    /// there would redirect to the login page again.
    pub(crate) fn check_hosts(&self) -> Result<(), StartError> {
        let domain = self.cookie_domain.as_ref();
        if domain.is_none() && self.protected_hosts.is_empty() {
            return Ok(());
        }
        let site = self.public_url.as_ref().ok_or(StartError::SiteUnknown)?;
        let is_ours = |domain: &CookieDomain| site.host().is_some_and(|host| domain.includes(host));
        if !domain.is_none_or(is_ours) {
            return Err(StartError::ForeignCookieDomain);
        }
        match self.protected_hosts.unreached(site, domain) {
            Some(host) => Err(StartError::SessionDoesNotReach { host }),
            None => Ok(()),
        }
    }

    pub(crate) fn templates(&self) -> Result<Templates, StartError> {
        let templates = self.templates.clone().site_name(&self.site_name);
        let templates = templates.assets(self.paths.assets());
        let templates = templates
            .registration_fields(self.registration_fields())
            .invitation_only(self.registration == Registration::Invite);
        // No page links to a route that is closed or omitted, unless the application names one of its
        // own.
        let is_closed = self.registration == Registration::Closed;
        let is_there = |route: Route| {
            !(self.without.contains(&route) || is_closed && route == Route::REGISTER)
        };
        Ok(self.paths.name_routes(templates, is_there).build()?)
    }

    fn registration_fields(&self) -> &'static [&'static str] {
        self.fields.as_ref().map_or(&[], |fields| fields.names())
    }

    /// Whether the configured public URL, if any, is a loopback address.
    pub(crate) fn is_local(&self) -> bool {
        self.public_url.as_ref().is_none_or(PublicUrl::is_loopback)
    }

    /// Returns the name of a setting: the configuration option, or the method of the builder.
    pub(crate) fn name_of(&self, option: &'static str, method: &'static str) -> &'static str {
        match self.has_options {
            true => option,
            false => method,
        }
    }

    pub(crate) fn site_url(&self) -> &str {
        self.public_url
            .as_ref()
            .map_or(&self.local_url, |url| url.as_str())
    }

    /// Passwords must not resemble the name of the site, of the product or of the host.
    fn password_policy(&self) -> PasswordPolicy {
        let host = self.public_url.as_ref().and_then(PublicUrl::host);
        let names = [self.site_name.as_str(), "Vestibule"]
            .into_iter()
            .chain(host);
        let names = names.map(str::to_owned).collect();
        PasswordPolicy::new(self.password_min_length, names)
    }
}
