use vestibule_argon2::Argon2Params;
use vestibule_domain::{BreachedPasswords, SecretKey};
use vestibule_mail::{MailFrom, SmtpUrl};
use vestibule_seaorm::PoolOptions;
use vestibule_web::{CookieDomain, PublicUrl, TrustedProxies};

use crate::{Builder, StartError};

/// Marks a builder as configured by options of a command line or environment, so that its messages
/// name the options instead of the methods.
pub fn with_option_names(mut builder: Builder) -> Builder {
    builder.has_options = true;
    builder
}

/// Refuses a database that is not there yet, instead of making one.
pub fn existing_only(mut builder: Builder) -> Builder {
    builder.database.must_exist = true;
    builder
}

/// What a [`Builder`] was configured with, for a command line that checks a configuration without
/// opening the accounts.
#[derive(Clone, Copy)]
pub struct BuilderView<'a>(&'a Builder);

impl<'a> BuilderView<'a> {
    /// Looks at `builder`.
    pub fn new(builder: &'a Builder) -> Self {
        Self(builder)
    }

    /// The URL of the database.
    pub fn database_url(self) -> &'a str {
        &self.0.database.url
    }

    /// The options of the connection pool.
    pub fn pool(self) -> &'a PoolOptions {
        &self.0.database.pool
    }

    /// Whether the schema is brought up to date at start.
    pub fn migrates(self) -> bool {
        self.0.database.migrate
    }

    /// The secret key, if one is given.
    pub fn secret_key(self) -> Option<&'a SecretKey> {
        self.0.secret_key.as_ref()
    }

    /// The public URL of the site.
    pub fn public_url(self) -> Option<&'a PublicUrl> {
        self.0.public_url.as_ref()
    }

    /// The URL of the site: the public one, or the one on this machine.
    pub fn site_url(self) -> &'a str {
        self.0.site_url()
    }

    /// Returns whether only this machine can reach the site, as far as the configuration shows.
    pub fn is_local(self) -> bool {
        self.0.is_local()
    }

    /// Returns the reverse proxies whose headers are trusted.
    pub fn trusted_proxies(self) -> &'a TrustedProxies {
        &self.0.trusted_proxies
    }

    /// Returns the domain whose hosts receive the session cookie.
    pub fn cookie_domain(self) -> Option<&'a CookieDomain> {
        self.0.cookie_domain.as_ref()
    }

    /// The parameters of a password hash.
    pub fn hash_cost(self) -> &'a Argon2Params {
        &self.0.hash_cost
    }

    /// Where new passwords are looked up among those that leaked from other sites.
    pub fn breached_passwords(self) -> Option<&'a dyn BreachedPasswords> {
        self.0.breached.as_deref()
    }

    /// Returns the SMTP server, with the host of the site as its greeting name, and the sender.
    pub fn mail_server(self) -> Option<(SmtpUrl, &'a MailFrom)> {
        self.0.mail_server()
    }

    /// Checks that the options do not contradict each other.
    ///
    /// # Errors
    ///
    /// With the first contradiction, as [`Builder::build`] would return it.
    pub fn check_options(self) -> Result<(), StartError> {
        self.0.policy().and_then(|_| self.0.check_hosts())
    }

    /// Checks that `secret_key`, the peppers and the previous keys are different secrets.
    ///
    /// # Errors
    ///
    /// If a secret is there twice.
    pub fn check_keys(self, secret_key: &SecretKey) -> Result<(), StartError> {
        self.0.check_keys(Some(secret_key))
    }

    /// Renders every page and email once.
    ///
    /// # Errors
    ///
    /// With the first template that cannot be rendered.
    pub fn check_templates(self) -> Result<(), StartError> {
        self.0.templates().map(drop)
    }
}
