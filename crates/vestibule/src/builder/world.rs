use std::sync::Arc;

use tokio::sync::Notify;
use vestibule_argon2::{Argon2Hasher, Capacity, Load};
use vestibule_domain::{Accounts, Clock, ForeignHashes, Mailer, PasswordHasher};
use vestibule_mail::{Letters, LogMailer};
use vestibule_web::Vestibule;

use super::{Builder, Delivery};
use crate::{StartError, SystemClock, SystemRandom, housekeeping, postman};

/// What accounts find outside, besides their database: the time, somebody who hashes, somebody
/// who sends mails, and hands that work while nobody looks. The tests of a host have a world of
/// their own (`test/stage.rs`).
pub(crate) trait World: Send + Sync {
    /// What everything goes by.
    fn clock(&self) -> Arc<dyn Clock>;

    /// Who hashes.
    fn hasher(&self, builder: &Builder) -> Result<Arc<dyn Hasher>, StartError>;

    /// Whether a hash costs what it costs in production.
    fn hashes_for_real(&self) -> bool {
        false
    }

    /// Whether a mail that is written arrives.
    fn sends_mail(&self, builder: &Builder) -> bool;

    /// Who sends `letters`, if anybody does.
    fn mailer(&self, builder: &Builder, letters: Letters) -> Option<Arc<dyn Mailer>>;

    /// The accounts are open: their household may begin to work.
    fn settle(&self, household: Household, vestibule: &Vestibule);
}

/// Hashes passwords, takes those of others over, and tells how busy it is.
pub(crate) trait Hasher: PasswordHasher + ForeignHashes {
    /// What it has to do at this moment.
    fn load(&self) -> Load;
}

impl Hasher for Argon2Hasher {
    fn load(&self) -> Load {
        self.load()
    }
}

#[cfg(feature = "test")]
impl Builder {
    /// Opens the accounts in this world, whatever the host chose of the real one.
    pub(crate) fn on(mut self, world: Arc<dyn World>) -> Self {
        self.world = world;
        self
    }
}

/// What works while nobody looks.
pub(crate) struct Household {
    /// The work ends when the pages, which hold them too, are dropped.
    pub(crate) accounts: Arc<Accounts>,
    /// What sends emails, if anything does.
    pub(crate) mailer: Option<Arc<dyn Mailer>>,
    /// Rings when there may be mail.
    pub(crate) bell: Arc<Notify>,
}

/// This machine, and the mail server that the operator named.
pub(super) struct RealWorld;

impl World for RealWorld {
    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(SystemClock)
    }

    fn hasher(&self, builder: &Builder) -> Result<Arc<dyn Hasher>, StartError> {
        let (cost, random) = (builder.hash_cost.clone(), Arc::new(SystemRandom));
        let hasher = Argon2Hasher::new(cost, Capacity::default(), random);
        Ok(Arc::new(
            builder.pepper(hasher.map_err(StartError::Threads)?),
        ))
    }

    fn hashes_for_real(&self) -> bool {
        true
    }

    fn sends_mail(&self, builder: &Builder) -> bool {
        match builder.delivery {
            Delivery::Smtp(..) | Delivery::Own(_) => true,
            Delivery::Undecided => builder.is_local(),
            Delivery::None => false,
        }
    }

    fn mailer(&self, builder: &Builder, letters: Letters) -> Option<Arc<dyn Mailer>> {
        let letters = match builder.own_mailer(letters) {
            Ok(mailer) => return Some(mailer),
            Err(letters) => letters,
        };
        let missing = builder.name_of("SMTP_URL", "Builder::smtp");
        match self.sends_mail(builder) {
            true => {
                tracing::warn!("there is no {missing}: mails are written to this log");
                Some(Arc::new(LogMailer::new(letters)))
            }
            false => {
                tracing::warn!(
                    "there is no {missing}: nobody can reset a password or prove an address by mail"
                );
                None
            }
        }
    }

    fn settle(&self, household: Household, _: &Vestibule) {
        let accounts = Arc::downgrade(&household.accounts);
        housekeeping::start(accounts.clone(), Arc::new(SystemRandom));
        if let Some(mailer) = household.mailer {
            postman::start(&accounts, &mailer, &household.bell);
        }
    }
}
