use super::Accounts;
use crate::{SessionToken, Unavailable};

impl Accounts {
    pub(super) async fn log_out(&self, token: &SessionToken) -> Result<(), Unavailable> {
        let mut unit = self.ports.store.begin().await?;
        self.end_session(unit.as_mut(), token).await?;
        unit.commit().await
    }
}
