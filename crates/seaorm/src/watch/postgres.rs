mod channel;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    time::Duration,
};

use async_trait::async_trait;
use sea_orm::{
    prelude::Uuid,
    sqlx::{self, PgPool, postgres::PgNotification},
};
use tokio::{
    sync::{mpsc, oneshot},
    task::yield_now,
    time::{sleep, timeout},
};
use vestibule_domain::{ChangeListener, Changes, ErrorChain, UserId};

use self::channel::Channel;

/// The channel of the triggers. A notification has the identifier of a user, or is empty if any user
/// may be concerned.
const CHANGES: &str = "vestibule_changes";
/// Without a question for so long, what was notified is taken away all the same: a listener that
/// does not read holds up the queue of the whole database server.
const IDLE: Duration = Duration::from_secs(1);
/// The pause before the channel is opened again, and the one between the next tries: most servers
/// are back at once, and a pooler that passes nothing on is there to stay.
const SHORT_PAUSE: Duration = Duration::from_secs(1);
const LONG_PAUSE: Duration = Duration::from_secs(10);
/// So many wait for one answer at most.
const AT_ONCE: usize = 1024;

/// Hears of changes in PostgreSQL by `NOTIFY`, over a connection of its own.
///
/// A notification that is under way when a request begins would come too late. So each request asks
/// over that connection, and goes on with the answer: PostgreSQL sends what others notified before it
/// ends its answer to a question, and has marked it as sent before it tells those others that they are
/// committed. Requests that come while a question is under way share the next one.
pub(crate) struct Notifications {
    questions: mpsc::UnboundedSender<Question>,
    is_open: Arc<AtomicBool>,
}

/// Answered, or dropped.
type Question = oneshot::Sender<()>;

impl Notifications {
    /// Opens the channel in the background, and reopens it after a failure.
    pub(crate) fn listen(pool: &PgPool, listener: Arc<dyn ChangeListener>) -> Self {
        let (questions, asked) = mpsc::unbounded_channel();
        let is_open = Arc::new(AtomicBool::new(false));
        let ear = Subscription {
            pool: pool.clone(),
            asked,
            is_open: is_open.clone(),
            listener,
        };
        tokio::spawn(ear.listen());
        Self { questions, is_open }
    }
}

#[async_trait]
impl Changes for Notifications {
    async fn are_told(&self) -> bool {
        if !self.is_open.load(SeqCst) {
            return false;
        }
        let (question, answer) = oneshot::channel();
        self.questions.send(question).is_ok() && answer.await.is_ok()
    }
}

struct Subscription {
    pool: PgPool,
    asked: mpsc::UnboundedReceiver<Question>,
    is_open: Arc<AtomicBool>,
    listener: Arc<dyn ChangeListener>,
}

/// All callers are gone.
struct Over;

impl Subscription {
    async fn listen(mut self) {
        let mut pause = SHORT_PAUSE;
        while let Ok(opened) = self
            .meanwhile_refusing(Channel::open(self.pool.clone()))
            .await
        {
            let end = match opened {
                Ok(channel) => {
                    pause = SHORT_PAUSE;
                    self.answer(channel).await
                }
                Err(error) => Err(error),
            };
            let Err(error) = end else { return };
            if pause == SHORT_PAUSE {
                tracing::warn!(
                    error = %ErrorChain(&error),
                    "change notifications unavailable; sessions are read from the database"
                );
            }
            if self.meanwhile_refusing(sleep(pause)).await.is_err() {
                return;
            }
            pause = LONG_PAUSE;
        }
    }

    /// Awaits a future, and answers callers that asked before the loss of the channel was known.
    async fn meanwhile_refusing<T>(&mut self, work: impl Future<Output = T>) -> Result<T, Over> {
        tokio::pin!(work);
        loop {
            tokio::select! {
                done = &mut work => return Ok(done),
                question = self.asked.recv() => drop(question.ok_or(Over)?),
            }
        }
    }

    /// Answers until the channel is lost or all callers are gone.
    async fn answer(&mut self, channel: Channel) -> Result<(), sqlx::Error> {
        self.listener.anything_changed(); // notifications may be lost until now
        self.is_open.store(true, SeqCst);
        let end = self.answer_over(channel).await;
        self.is_open.store(false, SeqCst);
        end
    }

    async fn answer_over(&mut self, mut channel: Channel) -> Result<(), sqlx::Error> {
        let mut waiting = Vec::new();
        loop {
            let asked = timeout(IDLE, self.asked.recv_many(&mut waiting, AT_ONCE));
            if asked.await == Ok(0) {
                return Ok(());
            }
            // Let pending callers ask first: under load one answer serves all of them.
            yield_now().await;
            while waiting.len() < AT_ONCE
                && let Ok(question) = self.asked.try_recv()
            {
                waiting.push(question);
            }
            channel.ask().await?;
            while let Some(notification) = channel.next() {
                self.tell(&notification);
            }
            for question in waiting.drain(..) {
                let _ = question.send(()); // who asked may have gone
            }
        }
    }

    fn tell(&self, notification: &PgNotification) {
        match Uuid::parse_str(notification.payload()) {
            Ok(user) => self.listener.user_changed(UserId::from_uuid(user)),
            Err(_) => self.listener.anything_changed(),
        }
    }
}
