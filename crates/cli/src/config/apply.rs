use vestibule_argon2::Argon2Params;
use vestibule_builder::{Builder, with_option_names};
use vestibule_domain::{SecretKey, SessionPolicy};
use vestibule_mail::SmtpUrl;
use vestibule_seaorm::PoolOptions;
use vestibule_web::PublicUrl;

use super::{Config, ConfigError, Illustration, Migrate, RateLimits, secrets::Secret};

/// Sets an option of the builder where the configuration has it.
fn set<T>(builder: Builder, value: Option<T>, set: impl FnOnce(Builder, T) -> Builder) -> Builder {
    match value {
        Some(value) => set(builder, value),
        None => builder,
    }
}

impl Config {
    /// Applies the options to a builder.
    ///
    /// # Errors
    ///
    /// If a secret, its file, the SMTP URL, the hash parameters or the file of breached passwords is
    /// invalid.
    pub fn apply(&self, builder: Builder) -> Result<Builder, ConfigError> {
        let builder = self.apply_database(builder)?;
        let builder = self.apply_keys(builder)?;
        let builder = self.apply_email(builder)?;
        let builder = self.apply_passwords(builder)?;
        Ok(with_option_names(
            self.apply_site(self.apply_rules(builder)),
        ))
    }

    fn apply_database(&self, builder: Builder) -> Result<Builder, ConfigError> {
        let url = self.database_url.as_deref();
        let url = Secret::DATABASE_URL.read(url, self.database_url_file.as_ref())?;
        let builder = set(builder, url, |builder, url| {
            builder.database_url(url.as_str())
        });
        let pool = PoolOptions {
            max_connections: self.database_connections,
            timeout: self.database_timeout,
        };
        Ok(builder
            .pool(pool)
            .wait_for_database(self.database_wait)
            .migrate(self.migrate == Migrate::Auto))
    }

    fn apply_keys(&self, builder: Builder) -> Result<Builder, ConfigError> {
        let key = |secret: Secret, value: &Option<String>, file| {
            let key = secret.read(value.as_deref(), file)?;
            let key = key.map(|key| SecretKey::parse(&key)).transpose();
            key.map_err(|source| ConfigError::Key {
                variable: secret.variable,
                source,
            })
        };
        let secret = key(Secret::KEY, &self.secret_key, self.secret_key_file.as_ref())?;
        let builder = set(builder, secret, Builder::secret_key);
        let previous = key(
            Secret::PREVIOUS_KEY,
            &self.secret_key_previous,
            self.secret_key_previous_file.as_ref(),
        )?;
        let builder = set(builder, previous, Builder::previous_secret_key);
        let pepper = key(
            Secret::PEPPER,
            &self.password_pepper,
            self.password_pepper_file.as_ref(),
        )?;
        let builder = set(builder, pepper, Builder::password_pepper);
        let previous = key(
            Secret::PREVIOUS_PEPPER,
            &self.password_pepper_previous,
            self.password_pepper_previous_file.as_ref(),
        )?;
        Ok(set(builder, previous, Builder::previous_password_pepper))
    }

    /// Without an SMTP server, a site for others sends no email.
    fn apply_email(&self, builder: Builder) -> Result<Builder, ConfigError> {
        let verification = self.email_verification.map(Into::into);
        let builder = set(builder, verification, Builder::email_verification);
        let url = self.smtp_url.as_deref();
        let url = Secret::SMTP_URL.read(url, self.smtp_url_file.as_ref())?;
        let Some(url) = url else {
            let is_public = |url: &PublicUrl| !url.is_loopback();
            return Ok(match self.public_url.as_ref().is_some_and(is_public) {
                true => builder.without_email(),
                false => builder,
            });
        };
        let server = SmtpUrl::parse(&url).map_err(ConfigError::SmtpUrl)?;
        let from = self.mail_from.clone().ok_or(ConfigError::MailFrom)?;
        Ok(builder.smtp(server, from))
    }

    fn apply_passwords(&self, builder: Builder) -> Result<Builder, ConfigError> {
        let (memory, passes) = (self.argon2_memory_kib, self.argon2_passes);
        let cost = Argon2Params::new(memory, passes, self.argon2_lanes);
        let builder = builder
            .password_min_length(self.password_min_length)
            .hash_cost(cost.map_err(ConfigError::HashCost)?);
        let breached = self.breached_passwords.open()?;
        Ok(set(builder, breached, Builder::breached_passwords))
    }

    fn apply_rules(&self, builder: Builder) -> Builder {
        let sessions = SessionPolicy::default().with(|lifetimes| {
            lifetimes.idle = self.session_idle;
            lifetimes.lifetime = self.session_lifetime;
        });
        let builder = builder
            .rate_limits(self.rate_limits == RateLimits::On)
            .registration(self.registration.into())
            .deletion_grace(self.deletion_grace)
            .events_kept(self.events_kept)
            .sessions(sessions)
            .session_caching(self.session_cache);
        let disclosure = self.disclosure.map(Into::into);
        set(builder, disclosure, Builder::disclosure)
    }

    fn apply_site(&self, builder: Builder) -> Builder {
        let builder = builder.local_url(format!("http://{}", self.listen));
        let builder = set(builder, self.public_url.clone(), Builder::public_url);
        let proxies = self.trusted_proxies.clone();
        let builder = set(builder, proxies, Builder::trusted_proxies);
        let hosts = self.forward_auth_hosts.clone();
        let builder = set(builder, hosts, Builder::protected_hosts);
        let domain = self.cookie_domain.clone();
        let builder = set(builder, domain, Builder::cookie_domain);
        let builder = set(builder, self.site_name.as_ref(), Builder::site_name);
        let builder = set(builder, self.site_logo.clone(), Builder::logo);
        let builder = builder.illustration(self.site_illustration == Illustration::On);
        let builder = set(builder, self.accent_color, Builder::accent_color);
        let builder = set(builder, self.accent_color_dark, Builder::accent_color);
        let support = self.site_support_email.clone();
        let builder = set(builder, support, Builder::support_email);
        let builder = set(builder, self.site_terms_url.as_ref(), Builder::terms_url);
        let builder = set(
            builder,
            self.site_privacy_url.as_ref(),
            Builder::privacy_url,
        );
        let folder = self.templates_dir.clone();
        set(builder, folder, Builder::templates_folder)
    }
}
