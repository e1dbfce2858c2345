use std::{collections::HashSet, time::Duration};

use vestibule_domain::{EmailVerification, PasswordPolicy, Policy, Registration};

use crate::{
    CookieDomain, CookieNames, NetworkLimits, Paths, ProtectedHosts, PublicUrl, Route,
    TrustedProxies,
};

/// The configuration of the pages.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// The public URL of the site. Without it the `Host` of the request counts, which is safe only on the
    /// machine of a developer.
    pub public_url: Option<PublicUrl>,
    /// Who may register.
    pub registration: Registration,
    /// The names of the application's fields in the registration form.
    pub registration_fields: &'static [&'static str],
    /// The rules for a new password: forms show all errors at once.
    pub password: PasswordPolicy,
    /// The proxies whose forwarding headers are trusted.
    pub trusted_proxies: TrustedProxies,
    /// The rate limits of passwords, registrations, emails and links by network; `None`: no limits.
    pub network_limits: Option<NetworkLimits>,
    /// The paths of the pages, and the targets of their redirects.
    pub paths: Paths,
    /// Whether emails are sent. Otherwise the pages that need them say what to do instead.
    pub sends_email: bool,
    /// Whether users are asked to verify their address.
    pub verification: EmailVerification,
    /// The time in which a login cancels the deletion of an account; zero: accounts are deleted at once.
    pub deletion_grace: Duration,
    /// The hosts of other applications that use forward authentication.
    pub protected_hosts: ProtectedHosts,
    /// The domain whose hosts receive the session cookie; `None`: only the host of the site.
    pub cookie_domain: Option<CookieDomain>,
    /// Whether to serve the JSON API under `/api/v1`.
    pub api: bool,
    /// The prefix of the cookie names.
    pub cookie_names: CookieNames,
    /// The routes that the application omits or serves itself.
    pub without: HashSet<Route>,
}

impl Settings {
    /// Returns settings that follow the `policy` of the accounts, with `network_limits`; `None` is for
    /// benchmarks only. All other fields have defaults: all pages and the API at the root of the
    /// site, no trusted proxy, no public URL.
    pub fn new(policy: &Policy, network_limits: Option<NetworkLimits>) -> Self {
        Self {
            public_url: None,
            registration: policy.registration,
            registration_fields: &[],
            password: policy.password.clone(),
            trusted_proxies: TrustedProxies::default(),
            network_limits,
            paths: Paths::default(),
            sends_email: policy.sends_email,
            verification: policy.verification,
            deletion_grace: policy.deletion_grace,
            protected_hosts: ProtectedHosts::default(),
            cookie_domain: None,
            api: true,
            cookie_names: CookieNames::default(),
            without: HashSet::new(),
        }
    }

    /// Returns the settings after `change` has set some of their fields.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}
