use super::{Accounts, RegisterError};
use crate::{
    AccessDenied, Client, FieldValues, FieldsError, HostMessage, Invitation, NewAccount,
    Registration, Unavailable, UnitOfWork, User,
};

impl Accounts {
    /// What can be refused before any work is done, for any address. Returns the invitation that
    /// the registration consumes.
    pub(super) async fn admit_registration(
        &self,
        account: NewAccount,
        client: &Client,
    ) -> Result<(NewAccount, Option<Invitation>), RegisterError> {
        let names = self.ports.fields.as_ref();
        let names = names.map_or(&[][..], |fields| fields.names());
        let fields = account.fields.only(names);
        let account = NewAccount { fields, ..account };
        let invitation = self.demand_invitation(&account).await?;
        self.check_fields(&account.fields).await?;
        if let Some(access_policy) = &self.ports.access_policy {
            access_policy.may_register(&account, client).await?;
        }
        Ok((account, invitation))
    }

    /// Checks the fields of the application, without any query. A form with other errors shows all
    /// errors at once.
    ///
    /// # Errors
    ///
    /// - [`FieldsError::Refused`]: fields have errors.
    ///
    /// - [`FieldsError::Unavailable`]: a service that the application needs does not answer.
    pub async fn check_fields(&self, values: &FieldValues) -> Result<(), FieldsError> {
        match &self.ports.fields {
            Some(fields) => fields.check(&values.clone().only(fields.names())).await,
            None => Ok(()),
        }
    }

    async fn demand_invitation(
        &self,
        account: &NewAccount,
    ) -> Result<Option<Invitation>, RegisterError> {
        match self.policy.registration {
            Registration::Open => Ok(None),
            Registration::Closed => Err(RegisterError::Closed),
            Registration::Invite => {
                let token = account.invitation.as_ref();
                let token = token.ok_or(RegisterError::NotInvited)?;
                let found = self.find_invitation(token).await?;
                let found = found.filter(|found| found.is_for(&account.email));
                found.map(Some).ok_or(RegisterError::NotInvited)
            }
        }
    }

    pub(super) async fn save_fields(
        &self,
        user: &User,
        values: &FieldValues,
        unit: &mut dyn UnitOfWork,
    ) -> Result<(), FieldsError> {
        match &self.ports.fields {
            Some(fields) => fields.save(user, values, unit).await,
            None => Ok(()),
        }
    }

    /// Asks the application, on every way to a session.
    pub(super) async fn may_log_in(
        &self,
        user: &User,
        client: &Client,
    ) -> Result<(), AccessDenied> {
        match &self.ports.access_policy {
            Some(access_policy) => access_policy.may_log_in(user, client).await,
            None => Ok(()),
        }
    }

    /// Why the application refuses the user, if it does.
    pub(super) async fn keeps_out(
        &self,
        user: &User,
        client: &Client,
    ) -> Result<Option<HostMessage>, Unavailable> {
        match self.may_log_in(user, client).await {
            Ok(()) => Ok(None),
            Err(AccessDenied::Refused(reason)) => Ok(Some(reason)),
            Err(AccessDenied::Unavailable(error)) => Err(error),
        }
    }
}
