use super::Accounts;
use crate::{Client, EventKind, SessionToken, Unavailable};

impl Accounts {
    pub(super) async fn log_out(
        &self,
        token: &SessionToken,
        client: &Client,
    ) -> Result<(), Unavailable> {
        let Some((session, user)) = self.find_session(token).await? else {
            return Ok(());
        };
        let mut work = self.begin(client).await?;
        if work.unit.delete_session(user.id, session.id).await? {
            work.record(EventKind::LoggedOut, Some(user.id)).await?;
        }
        work.commit().await
    }
}
