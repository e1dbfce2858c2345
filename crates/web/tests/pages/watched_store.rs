use std::sync::{
    Mutex,
    atomic::{AtomicUsize, Ordering::SeqCst},
};

use async_trait::async_trait;
use tokio::sync::oneshot;
use vestibule_domain::{
    AttemptStore, Budget, BudgetKey, Credential, EmailAddress, Event, Invitation, Link,
    LinkTokenHash, Mail, Readiness, Session, SessionTokenHash, Store, Timestamp, TooManyAttempts,
    Unavailable, UnitOfWork, User, UserId,
};
use vestibule_memory::MemoryStore;

/// A store that counts what it is asked, and can be switched off like a database.
pub(crate) struct WatchedStore {
    store: MemoryStore,
    asked: AtomicUsize,
    answers_left: AtomicUsize,
    held: Mutex<Option<Held>>,
}

/// A unit of work that a test holds up.
struct Held {
    has_come: oneshot::Sender<()>,
    may_go: oneshot::Receiver<()>,
}

impl Default for WatchedStore {
    fn default() -> Self {
        Self {
            store: MemoryStore::default(),
            asked: AtomicUsize::default(),
            answers_left: AtomicUsize::new(usize::MAX),
            held: Mutex::default(),
        }
    }
}

impl WatchedStore {
    pub(crate) fn asked(&self) -> usize {
        self.asked.swap(0, SeqCst)
    }

    /// How many statements that was, to this moment.
    pub(crate) fn statements(&self) -> usize {
        self.store.work()
    }

    pub(crate) fn switch_off(&self) {
        self.switch_off_after(0);
    }

    /// It breaks in the middle of a request.
    pub(crate) fn switch_off_after(&self, answers: usize) {
        self.answers_left.store(answers, SeqCst);
    }

    pub(crate) fn switch_on(&self) {
        self.switch_off_after(usize::MAX);
    }

    /// Holds the next unit of work up before it begins. The first of these tells when it has
    /// come; the second lets it go.
    pub(crate) fn hold_next_unit(&self) -> (oneshot::Receiver<()>, oneshot::Sender<()>) {
        let (has_come, comes) = oneshot::channel();
        let (go, may_go) = oneshot::channel();
        *self.held.lock().unwrap() = Some(Held { has_come, may_go });
        (comes, go)
    }

    fn ask(&self) -> Result<&MemoryStore, Unavailable> {
        self.asked.fetch_add(1, SeqCst);
        let counted = |left: usize| left.checked_sub(1);
        match self.answers_left.fetch_update(SeqCst, SeqCst, counted) {
            Err(_) => Err(Unavailable::new("the secret name of the database")),
            Ok(_) => Ok(&self.store),
        }
    }
}

#[async_trait]
impl Store for WatchedStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, Unavailable> {
        let held = self.held.lock().unwrap().take();
        if let Some(held) = held {
            held.has_come.send(()).unwrap();
            held.may_go.await.unwrap();
        }
        self.ask()?.begin().await
    }

    async fn find_session(
        &self,
        token: &SessionTokenHash,
    ) -> Result<Option<(Session, User)>, Unavailable> {
        self.ask()?.find_session(token).await
    }

    async fn list_sessions(
        &self,
        user: UserId,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable> {
        self.ask()?
            .list_sessions(user, now, idle_since, limit)
            .await
    }

    async fn purge_sessions(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<u64, Unavailable> {
        self.ask()?.purge_sessions(now, idle_since, limit).await
    }

    async fn find_credential(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<Credential>, Unavailable> {
        self.ask()?.find_credential(email).await
    }

    async fn find_credential_by_id(&self, user: UserId) -> Result<Option<Credential>, Unavailable> {
        self.ask()?.find_credential_by_id(user).await
    }

    async fn list_credentials(
        &self,
        after: Option<UserId>,
        limit: u32,
    ) -> Result<Vec<Credential>, Unavailable> {
        self.ask()?.list_credentials(after, limit).await
    }

    async fn find_link(
        &self,
        token: &LinkTokenHash,
    ) -> Result<Option<(Link, Credential)>, Unavailable> {
        self.ask()?.find_link(token).await
    }

    async fn find_invitation(
        &self,
        token: &LinkTokenHash,
    ) -> Result<Option<Invitation>, Unavailable> {
        self.ask()?.find_invitation(token).await
    }

    async fn list_links(&self, user: UserId) -> Result<Vec<Link>, Unavailable> {
        self.ask()?.list_links(user).await
    }

    async fn list_events(&self, user: UserId, limit: u32) -> Result<Vec<Event>, Unavailable> {
        self.ask()?.list_events(user, limit).await
    }

    async fn claim_mail(
        &self,
        now: Timestamp,
        again_at: Timestamp,
    ) -> Result<Option<Mail>, Unavailable> {
        self.ask()?.claim_mail(now, again_at).await
    }

    async fn list_users_to_delete(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<User>, Unavailable> {
        self.ask()?.list_users_to_delete(now, limit).await
    }

    async fn purge_links(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        self.ask()?.purge_links(now, limit).await
    }

    async fn purge_invitations(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        self.ask()?.purge_invitations(now, limit).await
    }

    async fn purge_events(&self, until: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        self.ask()?.purge_events(until, limit).await
    }
}

#[async_trait]
impl Readiness for WatchedStore {
    async fn check(&self) -> Result<(), Unavailable> {
        self.ask().map(drop)
    }
}

#[async_trait]
impl AttemptStore for WatchedStore {
    async fn take_attempt(
        &self,
        key: &BudgetKey,
        budget: Budget,
        now: Timestamp,
    ) -> Result<Result<(), TooManyAttempts>, Unavailable> {
        self.ask()?.take_attempt(key, budget, now).await
    }

    async fn give_attempt_back(&self, key: &BudgetKey, budget: Budget) -> Result<(), Unavailable> {
        self.ask()?.give_attempt_back(key, budget).await
    }

    async fn purge_attempts(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        self.ask()?.purge_attempts(now, limit).await
    }
}
