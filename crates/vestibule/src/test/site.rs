use std::{
    fmt::Debug,
    net::Ipv4Addr,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use axum::Router;
use tempfile::TempDir;
use vestibule_domain::{EmailAddress, SecretKey};
use vestibule_memory::ManualClock;
use vestibule_web::Vestibule;

use super::{Client, Mail, stage::Stage};
use crate::{Builder, builder, secret_key};

/// The password of everybody whom [`Site::logged_in`] makes.
pub const PASSWORD: &str = "seven drowsy otters";

/// An application under test, and the world around it. It ends with the test, and its database
/// with it.
pub struct Site {
    app: Router,
    stage: Arc<Stage>,
    people: AtomicU32,
    _folder: TempDir,
}

/// Opens an application: the very function that [`launch`](crate::launch()) or `main` gives the
/// builder to. The choices that it makes there hold, its own database included; without one it
/// gets an SQLite file in a folder of the test's own.
///
/// Each site is a world of its own: tests may run at once.
///
/// # Panics
///
/// Where the application does not open, or leaves the builder aside.
pub async fn site<F, E>(application: F) -> Site
where
    F: AsyncFnOnce(Builder) -> Result<Router, E>,
    E: Debug,
{
    let folder = tempfile::tempdir().expect("a folder for the database");
    let database = folder.path().join("accounts.sqlite3");
    let key = secret_key::random().expect("the system has random numbers");
    let stage = Arc::new(Stage::default());
    let builder = builder()
        .database_url(format!("sqlite://{}", database.display()))
        .secret_key(SecretKey::parse(&key).expect("a random key is a good one"))
        .on(stage.clone());
    let app = application(builder).await.expect("the application opens");
    stage.accounts(); // or it was built without them
    Site {
        app,
        stage,
        people: AtomicU32::new(0),
        _folder: folder,
    }
}

impl Site {
    /// A browser of somebody whom nobody knows. Each connects from an address of its own, so that
    /// limits count them apart.
    pub fn stranger(&self) -> Client {
        const FIRST: u32 = Ipv4Addr::new(10, 0, 0, 1).to_bits();
        let address = FIRST + self.people.fetch_add(1, Ordering::Relaxed);
        let address = Ipv4Addr::from_bits(address).into();
        Client::new(self.app.clone(), self.stage.clock().clone(), address)
    }

    /// A browser in which this person is logged in, just now, by the rules that hold for everybody.
    /// Who has no account yet gets one, with [`PASSWORD`] and a proven address, and without what
    /// the host asks of people who register: that needs its form.
    ///
    /// # Panics
    ///
    /// Where the rules keep this person out: the password is another one, the address must be proven
    /// first, the account is disabled, the host refuses.
    pub async fn logged_in(&self, email: &str) -> Client {
        let email = EmailAddress::parse(email).expect("an email address");
        self.stage.make_account(&email, PASSWORD).await;
        let mut client = self.stranger();
        client.log_in(self.accounts(), email, PASSWORD).await;
        client
    }

    /// The clock by which everything goes. It stands still until the test moves it.
    pub fn clock(&self) -> &ManualClock {
        self.stage.clock()
    }

    /// The mails that were sent so far, the first one first. Those that wait are sent now.
    pub async fn mails(&self) -> Vec<Mail> {
        self.stage.mails().await
    }

    /// Does what the background does in a running program once in a while: deletes what is over,
    /// and the accounts whose owners wanted them gone.
    pub async fn keep_house(&self) {
        self.stage.keep_house().await;
    }

    /// The accounts that the application mounted.
    pub fn accounts(&self) -> &Vestibule {
        self.stage.accounts()
    }
}
