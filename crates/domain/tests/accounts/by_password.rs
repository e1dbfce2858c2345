//! Sensitive operations with the current password, as the pages call them.

use vestibule_domain::{
    Accounts, AuthService, ChangeEmail, CurrentUser, Deletion, EmailAddress, LoggedIn,
    ManageAccount, PlainPassword, Proof, ProofError, RecentlyAuthenticated,
};

pub(crate) trait ByPassword {
    async fn confirm_password(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
    ) -> Result<LoggedIn, ProofError>;

    async fn check_password(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
    ) -> Result<RecentlyAuthenticated, ProofError>;

    async fn change_email_with(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
        new: &EmailAddress,
    ) -> Result<(), ProofError>;

    async fn delete_account_with(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
    ) -> Result<Deletion, ProofError>;
}

impl ByPassword for Accounts {
    async fn confirm_password(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
    ) -> Result<LoggedIn, ProofError> {
        self.reauthenticate(by, Proof::Password(current)).await
    }

    async fn check_password(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
    ) -> Result<RecentlyAuthenticated, ProofError> {
        self.reauthenticate_once(by, Proof::Password(current)).await
    }

    async fn change_email_with(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
        new: &EmailAddress,
    ) -> Result<(), ProofError> {
        let by = self.check_password(by, current).await?;
        self.change_email(&by, new).await
    }

    async fn delete_account_with(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
    ) -> Result<Deletion, ProofError> {
        let by = self.check_password(by, current).await?;
        self.delete_account(&by).await
    }
}

/// The evidence of a user who has just authenticated.
pub(crate) fn recent(by: &CurrentUser) -> RecentlyAuthenticated {
    by.recently_authenticated().expect("authenticated recently")
}
