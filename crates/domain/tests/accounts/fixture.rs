use std::sync::Arc;

use async_trait::async_trait;
use vestibule_domain::{
    Accounts, Administration, AuthService, Client, CurrentUser, EmailAddress, EmailKind,
    EmailVerification, EventKind, Keys, LinkToken, LoggedIn, Login, LoginError, MailWorker, Mailer,
    NewAccount, OutgoingEmail, PlainPassword, Policy, Ports, Registered, ResetPassword, SecretKey,
    SendError, Session, SessionRequest, SessionToken, Store, Timestamp, Unavailable, User,
};
use vestibule_memory::{
    CheapHasher, ListedBreaches, ManualClock, MemoryStore, RecordingEvents, RecordingMailer,
    SeededTokenSource,
};

pub(crate) const ALICE: &str = "alice@example.com";
pub(crate) const BOB: &str = "bob@example.com";
pub(crate) const GOOD: &str = "correct horse battery";
pub(crate) const NEW: &str = "staple of another kind";
pub(crate) const KEY: &str = "Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa";
pub(crate) const OTHER_KEY: &str = "kK7dR2mQ9xV4bN1sT6wZ3hF8jL5pC0yG";

/// Accounts on ports that a test can inspect, and a mail worker.
pub(crate) struct World {
    pub(crate) store: Arc<MemoryStore>,
    pub(crate) hasher: Arc<CheapHasher>,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) random: Arc<SeededTokenSource>,
    pub(crate) mailer: Arc<RecordingMailer>,
    pub(crate) heard: Arc<RecordingEvents>,
    pub(crate) policy: Policy,
    pub(crate) accounts: Arc<Accounts>,
}

impl World {
    /// With the defaults: without emails.
    pub(crate) fn new() -> Self {
        Self::with_policy(Policy::default())
    }

    /// Emails are sent, and users may verify their address.
    pub(crate) fn with_email() -> Self {
        Self::verifying(EmailVerification::Optional)
    }

    pub(crate) fn verifying(verification: EmailVerification) -> Self {
        Self::with_policy(Policy::default().with(|policy| {
            policy.verification = verification;
            policy.sends_email = true;
        }))
    }

    pub(crate) fn with_policy(policy: Policy) -> Self {
        let (store, hasher, clock) = Default::default();
        let (random, mailer, heard) = Default::default();
        let ports = ports(&store, &hasher, &clock, &random, &heard);
        let accounts = Accounts::new(ports, Keys::new(&key(KEY), None), policy.clone());
        Self {
            store,
            hasher,
            clock,
            random,
            mailer,
            heard,
            policy,
            accounts: Arc::new(accounts),
        }
    }

    /// Accounts whose new passwords are checked against a list of breached ones.
    pub(crate) fn asking(breached: &Arc<ListedBreaches>) -> Self {
        let mut world = Self::with_email();
        world.choose(|ports| ports.breached = Some(breached.clone()));
        world
    }

    /// The same accounts with other ports.
    pub(crate) fn choose(&mut self, choose: impl FnOnce(&mut Ports)) {
        let (store, hasher, clock) = (&self.store, &self.hasher, &self.clock);
        let mut ports = ports(store, hasher, clock, &self.random, &self.heard);
        choose(&mut ports);
        let keys = Keys::new(&key(KEY), None);
        self.accounts = Arc::new(Accounts::new(ports, keys, self.policy.clone()));
    }

    /// The same accounts with other keys, as after a restart.
    pub(crate) fn rekeyed(&self, current: &str, previous: Option<&str>) -> Arc<Accounts> {
        let ports = ports(
            &self.store,
            &self.hasher,
            &self.clock,
            &self.random,
            &self.heard,
        );
        let previous = previous.map(key);
        let keys = Keys::new(&key(current), previous.as_ref());
        Arc::new(Accounts::new(ports, keys, self.policy.clone()))
    }

    pub(crate) fn operator(&self) -> Administration {
        Administration::new(self.accounts.clone(), self.hasher.clone())
    }

    pub(crate) async fn register(&self, address: &str, request: SessionRequest) -> LoggedIn {
        let registered = self
            .accounts
            .register(NewAccount::new(email(address), password(GOOD)), request);
        match registered.await.unwrap() {
            Registered::LoggedIn(logged_in) => *logged_in,
            other => panic!("there is no session yet: {other:?}"),
        }
    }

    pub(crate) async fn register_alice(&self) -> LoggedIn {
        self.register(ALICE, SessionRequest::default()).await
    }

    pub(crate) async fn log_in(&self, address: &str, typed: &str) -> Result<LoggedIn, LoginError> {
        let login = self.try_log_in(address, typed).await;
        login.map(|login| login.logged_in().expect("the login is finished"))
    }

    /// The same for a login that may need a further step.
    pub(crate) async fn try_log_in(&self, address: &str, typed: &str) -> Result<Login, LoginError> {
        let request = SessionRequest::default();
        let login = self
            .accounts
            .log_in(email(address), password(typed), request);
        login.await
    }

    pub(crate) async fn current(&self, token: &SessionToken) -> Option<CurrentUser> {
        let client = Client::default();
        self.accounts.authenticate(token, &client).await.unwrap()
    }

    pub(crate) async fn is_logged_in(&self, logged_in: &LoggedIn) -> bool {
        self.current(&logged_in.token).await.is_some()
    }

    pub(crate) async fn log_out(&self, token: &SessionToken) {
        let client = Client::default();
        self.accounts.log_out(token, &client).await.unwrap();
    }

    /// The stored user.
    pub(crate) async fn user(&self, address: &str) -> Option<User> {
        let known = self
            .store
            .users()
            .find_credential(&email(address))
            .await
            .unwrap();
        known.map(|known| known.user)
    }

    /// The stored sessions, active or not.
    pub(crate) async fn sessions_of(&self, user: &User) -> Vec<Session> {
        let dawn = Timestamp::from_unix_seconds(0);
        let all = self
            .store
            .sessions()
            .list(user.id, dawn, dawn, u32::MAX)
            .await;
        all.unwrap()
    }

    /// Sends all emails that are due, and returns those that were sent.
    pub(crate) async fn deliver(&self) -> Vec<OutgoingEmail> {
        let before = self.mailer.sent().len();
        let mail_worker = MailWorker::new(self.accounts.clone(), self.mailer.clone());
        while mail_worker.deliver().await.unwrap() {}
        self.mailer.sent().split_off(before)
    }

    /// The same, while the mail server of `held` answers with a temporary error.
    pub(crate) async fn deliver_except(&self, held: &str) -> Vec<OutgoingEmail> {
        let before = self.mailer.sent().len();
        let mailer = Greylisting {
            held: email(held),
            others: self.mailer.clone(),
        };
        let mail_worker = MailWorker::new(self.accounts.clone(), Arc::new(mailer));
        while mail_worker.deliver().await.unwrap() {}
        self.mailer.sent().split_off(before)
    }

    /// Sends all emails that are due, and returns the link in the one of this kind.
    pub(crate) async fn emailed_link(&self, kind: EmailKind) -> LinkToken {
        let messages = self.deliver().await;
        let message = messages
            .into_iter()
            .find(|message| message.email.kind == kind);
        let link = message.and_then(|message| message.link);
        link.unwrap_or_else(|| panic!("no link was emailed: {}", kind.as_str()))
    }

    pub(crate) async fn reset_link(&self, address: &str) -> LinkToken {
        let client = Client::default();
        let address = email(address);
        let asked = self.accounts.request_password_reset(&address, &client);
        asked.await.unwrap();
        self.emailed_link(EmailKind::ResetPassword).await
    }

    /// The number of events of this kind.
    pub(crate) async fn count(&self, kind: EventKind) -> usize {
        let events = self.store.all_events().await;
        events.iter().filter(|event| event.kind == kind).count()
    }
}

/// A mailer that fails for one address with a temporary error, as many servers do.
struct Greylisting {
    held: EmailAddress,
    others: Arc<RecordingMailer>,
}

#[async_trait]
impl Mailer for Greylisting {
    async fn send(&self, message: &OutgoingEmail) -> Result<(), SendError> {
        if message.email.to == self.held {
            return Err(Unavailable::new("come again later").into());
        }
        self.others.send(message).await
    }
}

pub(crate) fn ports(
    store: &Arc<MemoryStore>,
    hasher: &Arc<CheapHasher>,
    clock: &Arc<ManualClock>,
    random: &Arc<SeededTokenSource>,
    heard: &Arc<RecordingEvents>,
) -> Ports {
    Ports::new(
        store.clone(),
        store.clone(),
        hasher.clone(),
        clock.clone(),
        random.clone(),
    )
    .with(|ports| ports.sinks = vec![heard.clone()])
}

/// The kinds and the recipients of emails, sorted.
pub(crate) fn said(messages: &[OutgoingEmail]) -> Vec<(&str, &str)> {
    let mut said: Vec<_> = messages
        .iter()
        .map(|message| (message.email.to.as_str(), message.email.kind.as_str()))
        .collect();
    said.sort_unstable();
    said
}

pub(crate) fn key(text: &str) -> SecretKey {
    SecretKey::parse(text).unwrap()
}

pub(crate) fn email(typed: &str) -> EmailAddress {
    EmailAddress::parse(typed).unwrap()
}

pub(crate) fn password(typed: &str) -> PlainPassword {
    PlainPassword::new(typed.into())
}
