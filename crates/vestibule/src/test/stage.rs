use std::sync::{Arc, Mutex, OnceLock};

use vestibule_argon2::Load;
use vestibule_domain::{
    Accounts, Administration, Clock, EmailAddress, Housekeeping, ImportRow, Imported, Mailer,
    PasswordHasher, PlainPassword, Postman, Refusal,
};
use vestibule_mail::Letters;
use vestibule_memory::{CheapHasher, ManualClock};
use vestibule_web::Vestibule;

use super::mail::{Mail, Postbox};
use crate::{
    Builder, StartError,
    builder::{Hasher, Household, World},
    housekeeping,
};

/// The world that a test decides about.
#[derive(Default)]
pub(super) struct Stage {
    clock: Arc<ManualClock>,
    hasher: Arc<CheapHasher>,
    mails: Arc<Mutex<Vec<Mail>>>,
    company: OnceLock<Company>,
}

/// Who is there once the accounts are open. Nobody acts unless asked.
struct Company {
    rules: Arc<Accounts>,
    postman: Option<Postman>,
    vestibule: Vestibule,
}

impl World for Stage {
    fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }

    fn hasher(&self, _: &Builder) -> Result<Arc<dyn Hasher>, StartError> {
        Ok(self.hasher.clone())
    }

    fn sends_mail(&self, _: &Builder) -> bool {
        true
    }

    fn mailer(&self, builder: &Builder, letters: Letters) -> Option<Arc<dyn Mailer>> {
        let site_url = builder.site_url().to_owned();
        Some(Arc::new(Postbox::new(
            letters,
            site_url,
            self.mails.clone(),
        )))
    }

    fn settle(&self, household: Household, vestibule: &Vestibule) {
        let (rules, mailer) = (household.accounts, household.mailer);
        let company = Company {
            postman: mailer.map(|mailer| Postman::new(rules.clone(), mailer)),
            rules,
            vestibule: vestibule.clone(),
        };
        // A builder is used up by what it builds: nobody was here before.
        let _ = self.company.set(company);
    }
}

impl Hasher for CheapHasher {
    fn load(&self) -> Load {
        Load::default()
    }
}

impl Stage {
    pub(super) fn clock(&self) -> &Arc<ManualClock> {
        &self.clock
    }

    pub(super) fn accounts(&self) -> &Vestibule {
        &self.company().vestibule
    }

    /// An account of somebody who proved the address, unless there is one.
    pub(super) async fn make_account(&self, email: &EmailAddress, password: &str) {
        let password = PlainPassword::new(password.to_owned());
        let hash = self.hasher.hash(&password).await;
        let row = ImportRow {
            id: None,
            email: email.clone(),
            password: hash.expect("nobody keeps this hasher busy"),
            hash_format: None,
            email_verified_at: Some(self.clock.now()),
            created_at: None,
            password_changed_at: None,
            deletion_due_at: None,
            disabled_at: None,
            failures: 0,
            device_epoch: 0,
        };
        let desk = Administration::new(self.company().rules.clone(), self.hasher.clone());
        let imported = desk.import(vec![row], false).await;
        match imported.as_deref() {
            // An account of an earlier login keeps what it has.
            Ok(
                [
                    Imported::Done
                    | Imported::AlreadyThere
                    | Imported::Refused(Refusal::Differs(_)),
                ],
            ) => {}
            other => panic!("{email} gets no account: {other:?}"),
        }
    }

    pub(super) async fn mails(&self) -> Vec<Mail> {
        if let Some(postman) = &self.company().postman {
            while postman.deliver().await.expect("the mails are sent") {}
        }
        self.mails.lock().expect("no mail broke").clone()
    }

    pub(super) async fn keep_house(&self) {
        let rooms = Housekeeping::new(self.company().rules.clone());
        let purged = housekeeping::purge(&rooms).await;
        purged.expect("what is over is deleted");
    }

    fn company(&self) -> &Company {
        let company = self.company.get();
        company.expect("the application builds its accounts with the builder that it is given")
    }
}
