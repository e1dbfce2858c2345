//! A client may disconnect at any moment; then the web server drops the handler future.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

use tokio::task::JoinSet;
use uuid::Uuid;
use vestibule_domain::{
    AuthEpoch, AuthMethod, Authentications, Client, EmailAddress, EmailId, EmailKind, Event,
    EventId, EventKind, Invitation, Link, LinkPurpose, OneTimeToken, OneTimeTokenHash,
    PasswordHash, QueuedEmail, Session, SessionId, SessionTokenHash, Store, Timestamp, Unavailable,
    User, UserId,
};
use vestibule_seaorm::{
    SeaOrmStore, connect,
    sea_orm::{
        ConnectionTrait, DatabaseConnection,
        sea_query::{Expr, ExprTrait, Query},
    },
};

use crate::database::{TestDatabase, pool};

const SERVERS: usize = 4;
const ROUNDS: usize = 12;
/// No email becomes due a second time.
const NEVER: Timestamp = Timestamp::from_unix_seconds(i64::MAX);

on_each_database!(disconnected_client_leaves_no_transaction);

async fn disconnected_client_leaves_no_transaction(database: &TestDatabase) {
    let observer = database.migrated().await;
    let table = "CREATE TABLE marks (server INT NOT NULL PRIMARY KEY, mark INT NOT NULL)";
    observer.execute_unprepared(table).await.unwrap();
    let mut servers = JoinSet::new();
    for server in 0..SERVERS {
        let own = connect(&database.url, &pool(1)).await.unwrap();
        servers.spawn(hang_up_at_every_point(server, own, observer.clone()));
    }
    let store = SeaOrmStore::new(observer);
    for (user, session) in servers.join_all().await.into_iter().flatten() {
        let found = store.users().find_credential(&user.email).await.unwrap();
        let expected = found.map(|_| (session.clone(), user));
        assert_eq!(
            store.sessions().find(&session.token).await.unwrap(),
            expected
        );
    }
}

/// On a pool with one connection, so that the next statement gets the connection of the dropped one.
async fn hang_up_at_every_point(
    server: usize,
    own: DatabaseConnection,
    observer: DatabaseConnection,
) -> Vec<(User, Session)> {
    let first = format!("INSERT INTO marks (server, mark) VALUES ({server}, 0)");
    own.execute_unprepared(&first).await.unwrap();
    let store = SeaOrmStore::new(own.clone());
    let mut visits = Vec::new();
    for _ in 0..ROUNDS {
        for polls in 0.. {
            let (user, session) = newcomer(server * 10_000 + visits.len());
            let visited = abandon(visit(&store, &user, &session), polls).await;
            visits.push((user, session));

            let mark = visits.len();
            let update = format!("UPDATE marks SET mark = {mark} WHERE server = {server}");
            own.execute_unprepared(&update).await.unwrap();
            assert_eq!(seen(&observer, server).await, mark, "after {polls} polls");

            if let Some(finished) = visited {
                finished.unwrap();
                break;
            }
        }
    }
    visits
}

/// Polls a future at most this many times, and drops it.
async fn abandon<F: Future>(future: F, polls: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut polled = 0;
    poll_fn(|context| {
        if polled == polls {
            return Poll::Ready(None);
        }
        polled += 1;
        match future.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if polled == polls => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// All operations of a store, one after the other.
async fn visit(store: &dyn Store, user: &User, session: &Session) -> Result<(), Unavailable> {
    let hash = PasswordHash::new("$sample".to_owned());
    store.sessions().find(&session.token).await?;
    store.users().find_credential(&user.email).await?;
    let mut unit = store.begin().await?;
    unit.users()
        .insert(user, &hash)
        .await
        .map_err(Unavailable::new)?;
    unit.sessions().insert(session, AuthEpoch::FIRST).await?;
    unit.events().insert(&event_of(user)).await?;
    let token = OneTimeToken::from(&link_of(user));
    unit.tokens().insert(&token).await?;
    unit.emails().insert(&email_to(user)).await?;
    unit.commit().await?;
    let dawn = Timestamp::from_unix_seconds(0);
    store.sessions().list(user.id, dawn, dawn, 100).await?;
    store.emails().claim(session.expires_at, NEVER).await?;
    Ok(())
}

pub(crate) fn newcomer(number: usize) -> (User, Session) {
    let noon = Timestamp::from_unix_seconds(1_749_988_800);
    let id = Uuid::from_u128(number as u128);
    let user = User::new(
        UserId::from_uuid(id),
        EmailAddress::parse(&format!("user{number}@example.com")).unwrap(),
        noon,
    );
    let session = Session::new(
        SessionId::from_uuid(id),
        user.id,
        SessionTokenHash::from_bytes(secret(id)),
        Authentications::default().with(AuthMethod::Password, noon),
        noon,
        noon,
    );
    (user, session)
}

/// The event of the registration.
pub(crate) fn event_of(user: &User) -> Event {
    Event {
        id: EventId::from_uuid(user.id.as_uuid()),
        kind: EventKind::Registered,
        user_id: Some(user.id),
        at: user.created_at,
        client: Client::default(),
    }
}

/// An expired link from the registration.
pub(crate) fn link_of(user: &User) -> Link {
    Link {
        token: OneTimeTokenHash::from_bytes(secret(user.id.as_uuid())),
        purpose: LinkPurpose::VerifyEmail,
        user_id: user.id,
        email: user.email.clone(),
        created_at: user.created_at,
        expires_at: user.created_at,
        email_changes: 0,
    }
}

/// An invitation for the address.
pub(crate) fn invitation_of(user: &User) -> Invitation {
    let mut token = secret(user.id.as_uuid());
    token[31] = 1;
    Invitation {
        token: OneTimeTokenHash::from_bytes(token),
        email: Some(user.email.clone()),
        created_at: user.created_at,
        expires_at: user.created_at,
    }
}

/// An email about the user, due since the registration.
pub(crate) fn email_to(user: &User) -> QueuedEmail {
    QueuedEmail {
        id: EmailId::from_uuid(user.id.as_uuid()),
        kind: EmailKind::PasswordChanged,
        to: user.email.clone(),
        user_id: Some(user.id),
        other_email: None,
        email_changes: 0,
        client: Client::default(),
        created_at: user.created_at,
        link: None,
        attempts: 0,
    }
}

fn secret(id: Uuid) -> [u8; 32] {
    let mut secret = [0; 32];
    secret[..16].copy_from_slice(id.as_bytes());
    secret
}

/// The mark of a server as other connections see it: one that was written inside of an open transaction
/// is not visible.
async fn seen(observer: &DatabaseConnection, server: usize) -> usize {
    let select = Query::select()
        .column("mark")
        .from("marks")
        .and_where(Expr::col("server").eq(server as i32))
        .take();
    let row = observer.query_one(&select).await.unwrap().unwrap();
    row.try_get_by_index::<i32>(0).unwrap() as usize
}
