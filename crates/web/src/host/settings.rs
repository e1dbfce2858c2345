use std::{collections::HashSet, time::Duration};

use vestibule_domain::{EmailVerification, PasswordPolicy, Policy, Registration};

use crate::{
    CookieDomain, CookieNames, NetworkLimits, Paths, ProtectedHosts, PublicUrl, Route,
    TrustedProxies,
};

/// What the pages need to know besides the accounts.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// Where people find the site. Without it the request's `Host` is believed, which is
    /// right for a first try on one's own machine only.
    pub public_url: Option<PublicUrl>,
    /// Who may register.
    pub registration: Registration,
    /// The names of the host's own fields in the form that makes an account.
    pub registration_fields: &'static [&'static str],
    /// What a new password must be: forms show all their errors at once.
    pub password: PasswordPolicy,
    /// The proxies whose forwarding headers are trusted.
    pub trusted_proxies: TrustedProxies,
    /// How often one network may try passwords, registrations, mails and links; `None`: as
    /// often as it likes.
    pub network_limits: Option<NetworkLimits>,
    /// Where our pages are, and where they lead to.
    pub paths: Paths,
    /// Whether mails are sent. Without, the pages that need them say what to do instead.
    pub sends_mail: bool,
    /// Whether people are asked to prove their address.
    pub verification: EmailVerification,
    /// How long a person may come back after they asked to be deleted; zero where they are gone
    /// at once.
    pub deletion_grace: Duration,
    /// The hosts of other applications whose reverse proxy asks us whom to let in.
    pub protected_hosts: ProtectedHosts,
    /// The domain whose hosts share the session's cookie; `None`: only ours has it.
    pub cookie_domain: Option<CookieDomain>,
    /// Whether to serve the JSON API under `/api/v1`.
    pub api: bool,
    /// What our cookies are called.
    pub cookie_names: CookieNames,
    /// The routes that the host leaves out or has of its own.
    pub without: HashSet<Route>,
}

impl Settings {
    /// Settings that follow the `policy` of the accounts, with `network_limits`; `None` is for
    /// benchmarks only. Everything else is as by default: all pages and the API at the root of the
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
            sends_mail: policy.sends_mail,
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
