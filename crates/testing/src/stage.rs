use std::sync::{Arc, Mutex, OnceLock};

use vestibule_argon2::Load;
use vestibule_builder::{
    BackgroundTasks, Builder, BuilderView, Environment, Hasher, StartError, purge,
};
use vestibule_domain::{
    Accounts, Administration, Clock, EmailAddress, ImportRow, Imported, MailWorker, Mailer,
    PasswordHasher, PlainPassword, PurgeTask, Refusal,
};
use vestibule_mail::EmailTemplates;
use vestibule_memory::{CheapHasher, ManualClock};
use vestibule_web::Vestibule;

use super::sent_email::{Postbox, SentEmail};

/// The world that a test decides about.
#[derive(Default)]
pub(super) struct Stage {
    clock: Arc<ManualClock>,
    hasher: Arc<CheapHasher>,
    emails: Arc<Mutex<Vec<SentEmail>>>,
    company: OnceLock<Company>,
}

/// The accounts and the mail worker of the application. They run only when a test asks.
struct Company {
    rules: Arc<Accounts>,
    mail_worker: Option<MailWorker>,
    vestibule: Vestibule,
}

impl Environment for Stage {
    fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }

    fn hasher(&self, _: &Builder) -> Result<Hasher, StartError> {
        Ok(Hasher::new(self.hasher.clone(), |_| Load::default()))
    }

    fn sends_email(&self, _: &Builder) -> bool {
        true
    }

    fn mailer(
        &self,
        builder: &Builder,
        email_templates: EmailTemplates,
    ) -> Option<Arc<dyn Mailer>> {
        let site_url = BuilderView::new(builder).site_url().to_owned();
        Some(Arc::new(Postbox::new(
            email_templates,
            site_url,
            self.emails.clone(),
        )))
    }

    fn start(&self, tasks: BackgroundTasks, vestibule: &Vestibule) {
        let (rules, mailer) = (tasks.accounts, tasks.mailer);
        let company = Company {
            mail_worker: mailer.map(|mailer| MailWorker::new(rules.clone(), mailer)),
            rules,
            vestibule: vestibule.clone(),
        };
        // `build` consumes the builder, so this runs once.
        let _ = self.company.set(company);
    }
}

impl Stage {
    pub(super) fn clock(&self) -> &Arc<ManualClock> {
        &self.clock
    }

    pub(super) fn accounts(&self) -> &Vestibule {
        &self.company().vestibule
    }

    /// Creates an account with a verified email address, unless it exists.
    pub(super) async fn make_account(&self, email: &EmailAddress, password: &str) {
        let password = PlainPassword::new(password.to_owned());
        let hash = self.hasher.hash(&password).await;
        let row = ImportRow {
            id: None,
            email: email.clone(),
            password: hash.expect("this hasher has no queue"),
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
            // An account of an earlier login is not changed.
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

    pub(super) async fn emails(&self) -> Vec<SentEmail> {
        if let Some(mail_worker) = &self.company().mail_worker {
            while mail_worker.deliver().await.expect("the emails are sent") {}
        }
        self.emails.lock().expect("no thread panicked").clone()
    }

    pub(super) async fn purge(&self) {
        let task = PurgeTask::new(self.company().rules.clone());
        let purged = purge(&task).await;
        purged.expect("expired rows are deleted");
    }

    fn company(&self) -> &Company {
        let company = self.company.get();
        company.expect("the application builds its accounts with the builder that it is given")
    }
}
