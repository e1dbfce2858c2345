//! Operations of emailed links, by the token in them.

use vestibule_domain::{
    Accounts, ChangeEmail, Client, CurrentUser, LinkError, LinkPurpose, LinkToken, LoggedIn,
    MoveError, OpenLinks, PlainPassword, ResetPassword, ResetPasswordError, SessionRequest,
    VerifyEmail, VerifyEmailError,
};

pub(crate) trait ByToken {
    async fn reset_password_by(
        &self,
        token: &LinkToken,
        new: PlainPassword,
        client: &Client,
        device: Option<&str>,
    ) -> Result<String, ResetPasswordError>;

    async fn verify_email_by(
        &self,
        by: &CurrentUser,
        token: &LinkToken,
    ) -> Result<(), VerifyEmailError>;

    async fn verify_email_and_log_in_by(
        &self,
        token: &LinkToken,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, VerifyEmailError>;

    async fn disown_account_by(&self, token: &LinkToken, client: &Client) -> Result<(), LinkError>;

    async fn confirm_email_change_by(
        &self,
        token: &LinkToken,
        client: &Client,
    ) -> Result<(), MoveError>;

    async fn undo_email_change_by(
        &self,
        token: &LinkToken,
        client: &Client,
    ) -> Result<(), MoveError>;
}

impl ByToken for Accounts {
    async fn reset_password_by(
        &self,
        token: &LinkToken,
        new: PlainPassword,
        client: &Client,
        device: Option<&str>,
    ) -> Result<String, ResetPasswordError> {
        let link = self.open_link(token, &LinkPurpose::ALL).await?;
        self.reset_password(&link, new, client, device).await
    }

    async fn verify_email_by(
        &self,
        by: &CurrentUser,
        token: &LinkToken,
    ) -> Result<(), VerifyEmailError> {
        let link = self.open_link(token, &LinkPurpose::ALL).await?;
        self.verify_email(by, &link).await
    }

    async fn verify_email_and_log_in_by(
        &self,
        token: &LinkToken,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, VerifyEmailError> {
        let link = self.open_link(token, &LinkPurpose::ALL).await?;
        let login = self.verify_email_and_log_in(&link, password, request).await;
        login.map(|login| login.logged_in().unwrap())
    }

    async fn disown_account_by(&self, token: &LinkToken, client: &Client) -> Result<(), LinkError> {
        let link = self.open_link(token, &LinkPurpose::ALL).await?;
        self.disown_account(&link, client).await
    }

    async fn confirm_email_change_by(
        &self,
        token: &LinkToken,
        client: &Client,
    ) -> Result<(), MoveError> {
        let link = self.open_link(token, &LinkPurpose::ALL).await?;
        self.confirm_email_change(&link, client).await
    }

    async fn undo_email_change_by(
        &self,
        token: &LinkToken,
        client: &Client,
    ) -> Result<(), MoveError> {
        let link = self.open_link(token, &LinkPurpose::ALL).await?;
        self.undo_email_change(&link, client).await
    }
}
