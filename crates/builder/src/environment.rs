use std::sync::Arc;

use tokio::sync::Notify;
use vestibule_argon2::{Argon2Hasher, Capacity, Load};
use vestibule_domain::{Accounts, Clock, ForeignHashes, Mailer, PasswordHasher};
use vestibule_mail::{EmailTemplates, LogMailer};
use vestibule_system::{SystemClock, SystemRandom};
use vestibule_web::Vestibule;

use crate::{Builder, StartError, builder::Delivery, mail_worker, purge_task};

/// The environment of the accounts besides their database: the clock, the password hasher, the
/// mailer and the start of the background tasks. The test kit has its own environment.
pub trait Environment: Send + Sync {
    /// Returns the clock.
    fn clock(&self) -> Arc<dyn Clock>;

    /// Starts the password hasher.
    ///
    /// # Errors
    ///
    /// If the hasher cannot be started.
    fn hasher(&self, builder: &Builder) -> Result<Hasher, StartError>;

    /// Whether a hash costs what it costs in production.
    fn hashes_for_real(&self) -> bool {
        false
    }

    /// Whether outgoing email is delivered.
    fn sends_email(&self, builder: &Builder) -> bool;

    /// What sends the emails, if anything does.
    fn mailer(&self, builder: &Builder, email_templates: EmailTemplates)
    -> Option<Arc<dyn Mailer>>;

    /// Starts the background tasks. The accounts are open.
    fn start(&self, tasks: BackgroundTasks, vestibule: &Vestibule);
}

/// A password hasher, and how busy it is.
#[derive(Clone)]
pub struct Hasher {
    pub(crate) passwords: Arc<dyn PasswordHasher>,
    pub(crate) foreign: Arc<dyn ForeignHashes>,
    pub(crate) load: Arc<dyn Fn() -> Load + Send + Sync>,
}

impl Hasher {
    /// Creates a hasher, with a function that returns its load.
    pub fn new<H>(hasher: Arc<H>, load: fn(&H) -> Load) -> Self
    where
        H: PasswordHasher + ForeignHashes + 'static,
    {
        Self {
            passwords: hasher.clone(),
            foreign: hasher.clone(),
            load: Arc::new(move || load(&hasher)),
        }
    }
}

/// Returns the builder with another environment, which takes precedence over the mailer and the
/// hashing cost of the application.
pub fn in_environment(mut builder: Builder, environment: Arc<dyn Environment>) -> Builder {
    builder.environment = environment;
    builder
}

/// The resources of the background tasks.
pub struct BackgroundTasks {
    /// The domain service. The tasks end when the pages, which hold it too, are dropped.
    pub accounts: Arc<Accounts>,
    /// The mailer, if emails are sent.
    pub mailer: Option<Arc<dyn Mailer>>,
    /// Notifies that there may be an email to send.
    pub wake_up: Arc<Notify>,
}

/// The environment of production: the system clock, argon2id and the configured mailer.
pub(crate) struct RealEnvironment;

impl Environment for RealEnvironment {
    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(SystemClock)
    }

    fn hasher(&self, builder: &Builder) -> Result<Hasher, StartError> {
        let (cost, random) = (builder.hash_cost.clone(), Arc::new(SystemRandom));
        let hasher = Argon2Hasher::new(cost, Capacity::default(), random);
        let hasher = builder.pepper(hasher.map_err(StartError::Threads)?);
        Ok(Hasher::new(Arc::new(hasher), Argon2Hasher::load))
    }

    fn hashes_for_real(&self) -> bool {
        true
    }

    fn sends_email(&self, builder: &Builder) -> bool {
        match builder.delivery {
            Delivery::Smtp(..) | Delivery::Own(_) => true,
            Delivery::Undecided => builder.is_local(),
            Delivery::None => false,
        }
    }

    fn mailer(
        &self,
        builder: &Builder,
        email_templates: EmailTemplates,
    ) -> Option<Arc<dyn Mailer>> {
        let email_templates = match builder.own_mailer(email_templates) {
            Ok(mailer) => return Some(mailer),
            Err(email_templates) => email_templates,
        };
        let missing = builder.name_of("SMTP_URL", "Builder::smtp");
        match self.sends_email(builder) {
            true => {
                tracing::warn!("there is no {missing}: emails are written to this log");
                Some(Arc::new(LogMailer::new(email_templates)))
            }
            false => {
                tracing::warn!(
                    "there is no {missing}: users cannot reset a password or verify an address by email"
                );
                None
            }
        }
    }

    fn start(&self, tasks: BackgroundTasks, _: &Vestibule) {
        let accounts = Arc::downgrade(&tasks.accounts);
        purge_task::start(accounts.clone(), Arc::new(SystemRandom));
        if let Some(mailer) = tasks.mailer {
            mail_worker::start(&accounts, &mailer, &tasks.wake_up);
        }
    }
}
