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

use super::{Client, SentEmail, stage::Stage};

/// The password of all users that [`Site::logged_in`] creates.
pub const PASSWORD: &str = "seven drowsy otters";

/// An application under test, with its database, clock and captured emails. Dropping it deletes the
/// database.
pub struct Site {
    app: Router,
    stage: Arc<Stage>,
    people: AtomicU32,
    _folder: TempDir,
}

/// Starts an application for a test: the same function that `vestibule::launch` or `main` passes the
/// builder to. Its settings apply, its own database included; without one it gets an SQLite file in a
/// temporary folder.
///
/// Sites share nothing, so tests may run in parallel.
///
/// # Panics
///
/// The application returns an error, or does not build the builder.
///
/// # Examples
///
/// ```
/// use axum::{Router, routing::get};
/// use vestibule::{Builder, CurrentUser, StartError};
///
/// /// The function that `main` passes to `vestibule::launch`.
/// async fn shop(builder: Builder) -> Result<Router, StartError> {
///     let basket = get(async |user: CurrentUser| format!("The basket of {}", user.email));
///     Ok(builder.build().await?.mount(Router::new().route("/basket", basket)))
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let site = vestibule::test::site(shop).await;
/// let basket = site.visitor().get("/basket").await;
/// assert_eq!(basket.location(), "/login?next=%2Fbasket");
/// # }
/// ```
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
    /// The login fails: the account has another password, its address is not verified and must be, it is
    /// disabled, or the application refuses.
    pub async fn logged_in(&self, email: &str) -> Client {
        let email = EmailAddress::parse(email).expect("an email address");
        self.stage.make_account(&email, PASSWORD).await;
        let mut client = self.visitor();
        client.log_in(self.accounts(), email, PASSWORD).await;
        client
    }

    /// Returns the clock of the site. It stands still until the test advances it.
    pub fn clock(&self) -> &ManualClock {
        self.stage.clock()
    }

    /// Returns the emails that were sent so far, the first one first. Waiting emails are sent now.
    ///
    /// # Examples
    ///
    /// A password is reset with the link of an email:
    ///
    /// ```
    /// # use axum::Router;
    /// # use vestibule::{Builder, StartError};
    /// # async fn shop(builder: Builder) -> Result<Router, StartError> {
    /// #     Ok(builder.build().await?.mount(Router::new()))
    /// # }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let site = vestibule::test::site(shop).await;
    /// site.logged_in("alice@example.com").await; // so there is an account
    /// let mut browser = site.visitor();
    /// browser.post("/forgot-password", &[("email", "alice@example.com")]).await;
    ///
    /// let emails = site.emails().await;
    /// let email = emails.last().expect("an email");
    /// assert_eq!(email.to.as_str(), "alice@example.com");
    /// assert_eq!(browser.get(email.path()).await.status(), 200);
    /// # }
    /// ```
    pub async fn emails(&self) -> Vec<SentEmail> {
        self.stage.emails().await
    }

    /// Runs the purge task: deletes expired rows and accounts that are due for deletion.
    pub async fn purge(&self) {
        self.stage.purge().await;
    }

    /// Returns the handle of the accounts that the application built.
    pub fn accounts(&self) -> &Vestibule {
        self.stage.accounts()
    }
}
