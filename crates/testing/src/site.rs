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
use vestibule_builder::{Builder, builder, in_environment, secret_key};
use vestibule_domain::{EmailAddress, SecretKey};
use vestibule_memory::ManualClock;
use vestibule_web::Vestibule;

use super::{Client, Mail, stage::Stage};

/// The password of all users that [`Site::logged_in`] creates.
pub const PASSWORD: &str = "seven drowsy otters";

/// An application under test, and the world around it. It ends with the test, and its database
/// with it.
pub struct Site {
    app: Router,
    stage: Arc<Stage>,
    people: AtomicU32,
    _folder: TempDir,
}

/// Opens an application: the very function that `vestibule::launch` or `main` gives the
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
        .secret_key(SecretKey::parse(&key).expect("a random key is a good one"));
    let builder = in_environment(builder, stage.clone());
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
    /// Returns a browser without a session. Each browser has its own IP address, so that rate
    /// limits count it separately.
    pub fn visitor(&self) -> Client {
        const FIRST: u32 = Ipv4Addr::new(10, 0, 0, 1).to_bits();
        let address = FIRST + self.people.fetch_add(1, Ordering::Relaxed);
        let address = Ipv4Addr::from_bits(address).into();
        Client::new(self.app.clone(), self.stage.clock().clone(), address)
    }

    /// Returns a browser in which the user is logged in, with a recent login, by the usual rules.
    /// Creates the account if it is missing, with [`PASSWORD`] and a verified address, but without the
    /// registration fields of the application: those need its form.
    ///
    /// # Panics
    ///
    /// Where the rules keep this person out: the password is another one, the address must be proven
    /// first, the account is disabled, the host refuses.
    pub async fn logged_in(&self, email: &str) -> Client {
        let email = EmailAddress::parse(email).expect("an email address");
        self.stage.make_account(&email, PASSWORD).await;
        let mut client = self.visitor();
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

    /// Runs the purge task: deletes expired rows and accounts that are due for deletion.
    pub async fn purge(&self) {
        self.stage.purge().await;
    }

    /// The accounts that the application mounted.
    pub fn accounts(&self) -> &Vestibule {
        self.stage.accounts()
    }
}
