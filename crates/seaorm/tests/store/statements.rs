//! The number of statements of each operation, where emails are sent. A unit of work has two more round
//! trips, to begin and to commit it.

use std::{sync::Arc, time::Duration};

use vestibule_domain::{Accounts, Administration, LinkToken, LoggedIn, MailWorker, Policy};
use vestibule_memory::{CheapHasher, ManualClock, RecordingMailer};
use vestibule_seaorm::{SeaOrmStore, sea_orm::DbBackend};

use crate::{
    accounts::{accounts, email, password, register},
    database::TestDatabase,
    recording::Recording,
};

mod account;
mod addresses;
mod background;
mod passwords;
mod visitors;
mod visits;

const HOUR: Duration = Duration::from_secs(60 * 60);

/// A first attempt on a rate limit, and its refund.
const FIRST_CHARGE: &[&str] = &["SELECT attempts", "INSERT attempts"];
const CHARGE: &[&str] = &["SELECT attempts", "UPDATE attempts"];
const REFUND: &[&str] = &["UPDATE attempts"];

pub(crate) struct Server {
    pub(crate) accounts: Arc<Accounts>,
    pub(crate) store: Arc<SeaOrmStore>,
    hasher: Arc<CheapHasher>,
    clock: Arc<ManualClock>,
    pub(crate) mailer: Arc<RecordingMailer>,
    mail_worker: MailWorker,
    recording: Recording,
    opens_session: &'static [&'static str],
}

pub(crate) async fn server(database: &TestDatabase, policy: Policy) -> Server {
    let mut db = database.migrated().await;
    let opens_session: &[&str] = match db.get_database_backend() {
        // For database clusters.
        DbBackend::MySql => &["UPDATE users", "INSERT sessions"],
        _ => &["INSERT sessions"],
    };
    let recording = Recording::of(&mut db);
    let store = Arc::new(SeaOrmStore::new(db));
    let (hasher, clock) = (Arc::<CheapHasher>::default(), Arc::<ManualClock>::default());
    let policy = policy.with(|policy| policy.sends_email = true);
    let accounts = accounts(store.clone(), hasher.clone(), clock.clone(), 0, policy);
    let (accounts, mailer) = (Arc::new(accounts), Arc::<RecordingMailer>::default());
    Server {
        mail_worker: MailWorker::new(accounts.clone(), mailer.clone()),
        accounts,
        store,
        hasher,
        clock,
        mailer,
        recording,
        opens_session,
    }
}

impl Server {
    pub(crate) async fn alice(&self) -> LoggedIn {
        register(&self.accounts, email("alice@example.com"), password(0)).await
    }

    /// The statements since the last call.
    fn costs(&self, expected: &[&[&str]]) {
        let gists: Vec<_> = self
            .recording
            .take()
            .iter()
            .map(|s| verb_and_table(&s.sql))
            .collect();
        assert_eq!(gists, expected.concat());
    }

    fn administration(&self) -> Administration {
        Administration::new(self.accounts.clone(), self.hasher.clone())
    }

    pub(crate) async fn deliver(&self) {
        while self.mail_worker.deliver().await.unwrap() {}
    }

    /// The link in the latest email that has one. The statements of its delivery are not counted.
    async fn emailed_link(&self) -> LinkToken {
        self.deliver().await;
        self.recording.take();
        let messages = self.mailer.sent().into_iter();
        messages
            .filter_map(|message| message.link)
            .next_back()
            .unwrap()
    }
}

/// The verb of a statement, and the first table of Vestibule in it.
fn verb_and_table(sql: &str) -> String {
    let verb = sql.split(' ').next().unwrap_or_default();
    let (_, from) = sql.split_once("vestibule_").expect("one of our tables");
    let table = from
        .split(|c: char| !c.is_ascii_lowercase() && c != '_')
        .next();
    format!("{verb} {}", table.unwrap_or_default())
}
