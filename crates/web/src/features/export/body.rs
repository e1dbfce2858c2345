use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::body::{Body, Bytes};
use http_body::Frame;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};
use vestibule_domain::{ManageAccount, RecentlyAuthenticated};

use crate::{Vestibule, WebError, features::export::resource::Export};

/// How many exports are in memory at a time: each may be a few megabytes, and a client that
/// does not read keeps its export there until the connection's timeout.
const AT_A_TIME: usize = 2;
/// How long a request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);
/// Few enough bytes that the connection does not take much of an export that is not read.
const CHUNK: usize = 64 * 1024;

/// Bounds the memory of all exports together.
#[derive(Clone)]
pub(crate) struct Exports(Arc<Semaphore>);

impl Exports {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Semaphore::new(AT_A_TIME)))
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, WebError> {
        let turn = timeout(PATIENCE, self.0.clone().acquire_owned());
        match turn.await {
            Ok(Ok(turn)) => Ok(turn),
            _ => Err(WebError::busy(PATIENCE)),
        }
    }
}

/// Everything that is kept about the user, as a body of JSON. Its memory counts until the last
/// byte is on its way.
pub(crate) async fn json(
    vestibule: &Vestibule,
    user: &RecentlyAuthenticated,
) -> Result<Body, WebError> {
    let turn = vestibule.parts().exports.turn().await?;
    let export = vestibule.accounts().export_account(user).await;
    let export = export.map_err(|error| WebError::from(error).counted())?;
    let json = serde_json::to_vec_pretty(&Export::from(export)).map_err(WebError::internal)?;
    Ok(Body::new(ExportBody {
        rest: json.into(),
        _turn: turn,
    }))
}

struct ExportBody {
    rest: Bytes,
    _turn: OwnedSemaphorePermit,
}

impl http_body::Body for ExportBody {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let next = self.rest.len().min(CHUNK);
        let chunk = self.rest.split_to(next);
        Poll::Ready((!chunk.is_empty()).then(|| Ok(Frame::data(chunk))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        http_body::SizeHint::with_exact(self.rest.len() as u64)
    }
}
