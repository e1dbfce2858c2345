use std::{sync::Arc, time::Duration};

use async_trait::async_trait;

use super::{
    AccountExport, AuthService, ChangePasswordError, ConfirmPasswordError, Deletion, ExportError,
    LinkError, LogInError, LoggedIn, MoveError, OpenedLink, RegisterError, Registered,
    RequestMailError, ResetPasswordError, VerifyEmailError, repeats::Repeats, ring::Ring,
};
use crate::{
    AttemptStore, BreachedPasswords, Client, Clock, CurrentUser, DeviceKeys, EmailAddress, Event,
    EventId, EventKind, EventSink, Gatekeeper, Invitation, LinkKeys, LinkPurpose, LinkToken,
    MailId, MailKind, NewAccount, PasswordHasher, PlainPassword, Policy, RegistrationFields,
    SecretKey, Session, SessionId, SessionKeys, SessionRequest, SessionToken, Store, TokenSource,
    Unavailable, UserId, attempt::BudgetKeys,
};

/// What [`Accounts`] needs from the world.
#[derive(Clone)]
pub struct Ports {
    /// Keeps users and all that is theirs.
    pub store: Arc<dyn Store>,
    /// Keeps how often somebody may still try.
    pub attempts: Arc<dyn AttemptStore>,
    /// Makes and checks password hashes.
    pub hasher: Arc<dyn PasswordHasher>,
    /// Knows the passwords that leaked elsewhere; `None`: nobody is asked.
    pub breached: Option<Arc<dyn BreachedPasswords>>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub random: Arc<dyn TokenSource>,
    /// What a host asks of whoever registers.
    pub fields: Option<Arc<dyn RegistrationFields>>,
    /// A host's own say in who comes in.
    pub gatekeeper: Option<Arc<dyn Gatekeeper>>,
    /// Hear what happened.
    pub sinks: Vec<Arc<dyn EventSink>>,
}

/// A key for each purpose.
pub struct Keys {
    pub(crate) sessions: SessionKeys,
    pub(crate) links: LinkKeys,
    pub(crate) devices: DeviceKeys,
    pub(crate) budgets: BudgetKeys,
}

impl Keys {
    /// Derives them from the secret of the installation. What was made under `previous` is
    /// still accepted.
    pub fn new(current: &SecretKey, previous: Option<&SecretKey>) -> Self {
        Self {
            sessions: SessionKeys::new(current, previous),
            links: LinkKeys::new(current, previous),
            devices: DeviceKeys::new(current, previous),
            budgets: BudgetKeys::new(current),
        }
    }
}

/// The rules of the product: [`AuthService`] over the ports. Each intention is a file of
/// its own.
pub struct Accounts {
    pub(crate) ports: Ports,
    pub(crate) keys: Keys,
    pub(crate) policy: Policy,
    pub(crate) own_events: Repeats<EventKind>,
    pub(crate) own_mails: Repeats<MailKind>,
    pub(crate) visitors_events: Ring<EventId>,
    pub(crate) visitors_mails: Ring<MailId>,
}

impl Accounts {
    /// Brings the rules and the world together.
    pub fn new(ports: Ports, keys: Keys, policy: Policy) -> Self {
        Self {
            ports,
            keys,
            own_events: Repeats::new(),
            own_mails: Repeats::new(),
            visitors_events: Ring::new(policy.visitors_rows),
            visitors_mails: Ring::new(policy.visitors_rows),
            policy,
        }
    }
}

#[async_trait]
impl AuthService for Accounts {
    async fn register(
        &self,
        account: NewAccount,
        request: SessionRequest,
    ) -> Result<Registered, RegisterError> {
        self.register(account, request).await
    }

    async fn invite(
        &self,
        email: Option<EmailAddress>,
        lifetime: Duration,
        by: Option<UserId>,
        client: &Client,
    ) -> Result<LinkToken, Unavailable> {
        self.invite(email, lifetime, by, client).await
    }

    async fn open_invitation(&self, token: &LinkToken) -> Result<Option<Invitation>, Unavailable> {
        self.find_invitation(token).await
    }

    async fn log_in(
        &self,
        email: EmailAddress,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, LogInError> {
        self.log_in(email, password, request).await
    }

    async fn authenticate(
        &self,
        token: &SessionToken,
        client: &Client,
    ) -> Result<Option<CurrentUser>, Unavailable> {
        self.authenticate(token, client).await
    }

    async fn log_out(&self, token: &SessionToken, client: &Client) -> Result<(), Unavailable> {
        self.log_out(token, client).await
    }

    async fn confirm_password(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
    ) -> Result<LoggedIn, ConfirmPasswordError> {
        self.confirm_password(by, current).await
    }

    async fn change_password(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
        new: PlainPassword,
    ) -> Result<LoggedIn, ChangePasswordError> {
        self.change_password(by, current, new).await
    }

    async fn request_password_reset(
        &self,
        email: &EmailAddress,
        client: &Client,
    ) -> Result<(), RequestMailError> {
        self.request_password_reset(email, client).await
    }

    async fn reset_password(
        &self,
        token: &LinkToken,
        new: PlainPassword,
        client: &Client,
        device: Option<&str>,
    ) -> Result<String, ResetPasswordError> {
        self.reset_password(token, new, client, device).await
    }

    async fn open_link(
        &self,
        token: &LinkToken,
        purposes: &[LinkPurpose],
    ) -> Result<OpenedLink, LinkError> {
        self.open_link(token, purposes).await
    }

    async fn request_verification(
        &self,
        email: &EmailAddress,
        client: &Client,
    ) -> Result<(), RequestMailError> {
        self.request_verification(email, client).await
    }

    async fn verify_email(
        &self,
        by: &CurrentUser,
        token: &LinkToken,
    ) -> Result<(), VerifyEmailError> {
        self.verify_email(by, token).await
    }

    async fn verify_email_and_log_in(
        &self,
        token: &LinkToken,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, VerifyEmailError> {
        self.verify_email_and_log_in(token, password, request).await
    }

    async fn disown_account(&self, token: &LinkToken, client: &Client) -> Result<(), LinkError> {
        self.disown_account(token, client).await
    }

    async fn change_email(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
        new: &EmailAddress,
    ) -> Result<(), ConfirmPasswordError> {
        self.change_email(by, current, new).await
    }

    async fn confirm_email_change(
        &self,
        token: &LinkToken,
        client: &Client,
    ) -> Result<(), MoveError> {
        self.confirm_email_change(token, client).await
    }

    async fn undo_email_change(&self, token: &LinkToken, client: &Client) -> Result<(), MoveError> {
        self.undo_email_change(token, client).await
    }

    async fn list_sessions(
        &self,
        by: &CurrentUser,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable> {
        self.list_sessions(by, limit).await
    }

    async fn revoke_session(
        &self,
        by: &CurrentUser,
        session: SessionId,
    ) -> Result<bool, Unavailable> {
        self.revoke_session(by, session).await
    }

    async fn revoke_other_sessions(&self, by: &CurrentUser) -> Result<u64, Unavailable> {
        self.revoke_other_sessions(by).await
    }

    async fn list_events(&self, by: &CurrentUser, limit: u32) -> Result<Vec<Event>, Unavailable> {
        self.list_events(by, limit).await
    }

    async fn export_account(&self, by: &CurrentUser) -> Result<AccountExport, ExportError> {
        self.export_account(by).await
    }

    async fn delete_account(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
    ) -> Result<Deletion, ConfirmPasswordError> {
        self.delete_account(by, current).await
    }
}
