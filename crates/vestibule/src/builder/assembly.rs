use std::sync::Arc;

use tokio::sync::Notify;
use vestibule_domain::{
    Accounts, Administration, AttemptPolicy, Disclosure, EmailVerification, EventSink,
    Housekeeping, Keys, LinkToken, PasswordPolicy, Policy, Ports, Registration, SecretKey, Store,
};
use vestibule_mail::Letters;
use vestibule_seaorm::SeaOrmStore;
use vestibule_templates::Templates;
use vestibule_web::{CookieDomain, NetworkLimits, PublicUrl, Route, Settings, Vestibule};

use super::{
    Builder, Delivery,
    debug_build::warn_of_slow_hashes,
    world::{Hasher, Household},
};
use crate::{
    SystemRandom,
    counted_mailer::CountedMailer,
    error::StartError,
    events::{Bell, EventCount, EventLog},
    housekeeping,
};

/// The rules and the world, brought together.
struct Opened {
    store: Arc<SeaOrmStore>,
    hasher: Arc<dyn Hasher>,
    accounts: Arc<Accounts>,
    secret_key: SecretKey,
    /// Rings when there may be mail.
    bell: Arc<Notify>,
}

impl Builder {
    /// Opens the database, brings its schema up to date, and checks everything else that can
    /// be wrong, so that what starts works.
    pub async fn build(self) -> Result<Vestibule, StartError> {
        let policy = self.policy()?;
        self.check_hosts()?;
        if !self.rate_limits {
            tracing::warn!(
                "{}: anybody may guess passwords as fast as this machine hashes; that is for \
                 benchmarks only",
                self.name_of("RATE_LIMITS=off", "Builder::rate_limits(false)")
            );
        }
        let templates = self.templates()?;
        let world = self.world.clone();
        let store = self.open_store().await?;
        let sessions = self.remembering(&store, world.clock()).await;
        let opened = self.open(store, sessions, policy.clone())?;
        let letters = Letters::new(templates.clone(), self.site_url().to_owned());
        let mailer = world.mailer(&self, letters);
        let registration_fields = self.registration_fields();
        let settings = Settings {
            public_url: self.public_url,
            registration: policy.registration,
            registration_fields,
            password: policy.password,
            paths: self.paths,
            cookie_names: self.cookie_names,
            without: self.without,
            trusted_proxies: self.trusted_proxies,
            network_limits: self.rate_limits.then(|| NetworkLimits::new(world.clock())),
            sends_mail: policy.sends_mail,
            verification: policy.verification,
            deletion_grace: policy.deletion_grace,
            protected_hosts: self.protected_hosts,
            cookie_domain: self.cookie_domain,
            api: self.api,
        };

        if world.hashes_for_real() {
            warn_of_slow_hashes(self.hash_cost).await;
        }
        self.gauges.watch(opened.store.clone(), opened.hasher);

        let vestibule = Vestibule::new(
            opened.accounts.clone(),
            opened.store,
            templates,
            &opened.secret_key,
            settings,
        );
        let household = Household {
            accounts: opened.accounts,
            mailer: mailer.map(|mailer| Arc::new(CountedMailer::new(mailer)) as _),
            bell: opened.bell,
        };
        world.settle(household, &vestibule);
        Ok(vestibule)
    }

    /// Brings the schema up to date, and nothing else.
    pub async fn migrate_only(self) -> Result<(), StartError> {
        self.migrate(true).database.open().await.map(drop)
    }

    /// Deletes what is over, and tells how much it was.
    pub async fn purge_only(self) -> Result<u64, StartError> {
        let store = self.open_store().await?;
        let opened = self.open(store.clone(), store, self.policy()?)?;
        let rooms = Housekeeping::new(opened.accounts);
        Ok(housekeeping::purge(&rooms).await?)
    }

    /// What an operator does about accounts, without a server around it. Nothing is sent from
    /// here: mails wait for a server.
    pub async fn administration(&self) -> Result<Administration, StartError> {
        let store = self.open_store().await?;
        let opened = self.open(store.clone(), store, self.policy()?)?;
        Ok(Administration::new(opened.accounts, opened.hasher))
    }

    /// Refuses a database that is not there yet, instead of making one.
    #[cfg(feature = "launch")]
    pub(crate) fn existing_only(mut self) -> Self {
        self.database.must_exist = true;
        self
    }

    /// The address of the page where somebody registers with this invitation.
    pub fn invitation_url(&self, invitation: &LinkToken) -> String {
        self.paths.invitation_url(self.site_url(), invitation)
    }

    /// The address of the page where a person chooses a new password by this link.
    pub fn reset_url(&self, link: &LinkToken) -> String {
        let (site, path) = (self.site_url(), self.paths.of(Route::ResetPassword));
        format!("{site}{path}?token={}", &*link.expose())
    }

    async fn open_store(&self) -> Result<Arc<SeaOrmStore>, StartError> {
        if self.secret_key.is_none() && self.database.has_no_place_for_a_key() {
            return Err(StartError::SecretKeyMissing); // before anybody waits for the database
        }
        self.check_keys(self.secret_key.as_ref())?;
        Ok(Arc::new(SeaOrmStore::new(self.database.open().await?)))
    }

    /// The rules over a store, or over what stands in front of it.
    fn open(
        &self,
        store: Arc<SeaOrmStore>,
        in_front: Arc<dyn Store>,
        policy: Policy,
    ) -> Result<Opened, StartError> {
        let secret_key = self.find_secret_key()?;
        let hasher = self.world.hasher(self)?;
        let bell = Arc::new(Notify::new());
        let ours: [Arc<dyn EventSink>; 3] = [
            Arc::new(EventLog),
            Arc::new(EventCount::from_zero()),
            Arc::new(Bell(bell.clone())),
        ];
        let ports = Ports {
            store: in_front,
            attempts: store.clone(),
            hasher: hasher.clone(),
            breached: self.breached.clone(),
            clock: self.world.clock(),
            random: Arc::new(SystemRandom),
            fields: self.fields.clone(),
            gatekeeper: self.gatekeeper.clone(),
            sinks: ours.into_iter().chain(self.sinks.clone()).collect(),
        };
        let keys = Keys::new(&secret_key, self.previous_secret_key.as_ref());
        Ok(Opened {
            store,
            hasher,
            accounts: Arc::new(Accounts::new(ports, keys, policy)),
            secret_key,
            bell,
        })
    }

    pub(crate) fn policy(&self) -> Result<Policy, StartError> {
        let sends_mail = self.world.sends_mail(self);
        let verification = self.verification.unwrap_or(match sends_mail {
            true => EmailVerification::Optional,
            false => EmailVerification::Off,
        });
        let disclosure = self.disclosure.unwrap_or(match verification {
            EmailVerification::Required => Disclosure::None,
            EmailVerification::Optional | EmailVerification::Off => Disclosure::Registration,
        });
        let is_required = verification == EmailVerification::Required;
        if verification != EmailVerification::Off && !sends_mail {
            return Err(StartError::NobodySendsMail);
        }
        if disclosure == Disclosure::None && !is_required {
            return Err(StartError::RegistrationDiscloses);
        }
        let is_sent = matches!(self.delivery, Delivery::Smtp(..) | Delivery::Own(_));
        if is_sent && self.public_url.is_none() {
            return Err(StartError::PublicUrlMissing);
        }
        if matches!(self.delivery, Delivery::Undecided) && !sends_mail {
            return Err(StartError::MailUndecided);
        }
        Ok(Policy {
            session: self.sessions.clone(),
            registration: self.registration,
            password: self.password_policy(),
            attempts: self.rate_limits.then(AttemptPolicy::default),
            disclosure,
            verification,
            sends_mail,
            deletion_grace: self.deletion_grace,
            events_kept: self.events_kept,
            ..Policy::default()
        })
    }

    /// A session that does not reach the host that asks for it would be a circle of log-ins.
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
        // No page has a link to what is closed or what the host left out, unless the host names one of its own.
        let is_closed = self.registration == Registration::Closed;
        let is_there = |route: &Route| {
            !(self.without.contains(route) || is_closed && *route == Route::Register)
        };
        let routes = Route::ALL.into_iter().filter(is_there);
        let templates = routes.fold(templates, |t, route| {
            t.url(route.name(), &self.paths.of(route))
        });
        Ok(templates.build()?)
    }

    fn registration_fields(&self) -> &'static [&'static str] {
        self.fields.as_ref().map_or(&[], |fields| fields.names())
    }

    /// Whether only this machine can reach the site, as far as anybody said.
    pub(crate) fn is_local(&self) -> bool {
        self.public_url.as_ref().is_none_or(PublicUrl::is_loopback)
    }

    /// The name of a setting: the option of an operator, or the method of a host.
    pub(super) fn name_of(&self, option: &'static str, method: &'static str) -> &'static str {
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

    /// Nobody's password is the name of the site, of the program or of the host.
    fn password_policy(&self) -> PasswordPolicy {
        let host = self.public_url.as_ref().and_then(PublicUrl::host);
        let names = [self.site_name.as_str(), "Vestibule"]
            .into_iter()
            .chain(host);
        let names = names.map(str::to_owned).collect();
        PasswordPolicy::new(self.password_min_length, names)
    }
}
