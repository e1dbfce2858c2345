//! The store decides about concurrent operations without errors. Only a conflict is possible, and
//! then the transaction is retried.

use std::{sync::Arc, time::Duration};

use tokio::{sync::Barrier, time::timeout};
use vestibule_domain::{AuthEpoch, EmailError, PasswordHash, Session, Store, Unavailable, User};

use super::samples::*;

/// 24 people, or one impatient one, press the button at once.
pub async fn one_of_parallel_registrations_of_an_address_wins(store: Arc<dyn Store>) {
    let registered = together((0..24).map(|_| {
        let store = store.clone();
        async move {
            let user = user("alice@example.com");
            let inserted = is_inserted(&*store, &user, &hash("old")).await;
            inserted.then_some(user)
        }
    }))
    .await;
    let winners: Vec<_> = registered.into_iter().flatten().collect();
    assert_eq!(winners.len(), 1, "{winners:?}");
    let found = store
        .users()
        .find_credential(&email("alice@example.com"))
        .await
        .unwrap();
    assert_eq!(found.map(|found| found.user), winners.into_iter().next());
}

/// Neighbors in an index do not block or refuse each other.
pub async fn parallel_registrations_of_different_addresses_succeed(store: Arc<dyn Store>) {
    together((0..24).map(|number| {
        let store = store.clone();
        async move {
            let user = user(&format!("user{number}@example.com"));
            let session = session(&user);
            retry_conflicts(|| reset_credentials(&*store, &user, &session)).await;
            assert_eq!(find(&*store, &session).await, Some((session, user)));
        }
    }))
    .await;
}

async fn reset_credentials(
    store: &dyn Store,
    user: &User,
    session: &Session,
) -> Result<(), Unavailable> {
    let hash = hash("old");
    let mut unit = store.begin().await?;
    match unit.users().insert(user, &hash).await {
        Err(EmailError::Unavailable(error)) => return Err(error),
        inserted => inserted.unwrap(),
    }
    assert!(unit.sessions().insert(session, AuthEpoch::FIRST).await?);
    unit.commit().await
}

/// All of them proved the same old password.
pub async fn one_of_parallel_password_changes_wins(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let changed = together((0..16).map(|number| {
        let (store, user) = (store.clone(), user.clone());
        async move {
            let new = hash(&format!("new{number}"));
            let changed = change_password(&*store, &user, AuthEpoch::FIRST, &new, later(60)).await;
            changed.then_some(new)
        }
    }))
    .await;
    let winners: Vec<_> = changed.into_iter().flatten().collect();
    assert_eq!(winners, [credential(&*store, &user).await.password]);
}

/// Sessions of different users are neighbors in the index: users who each revoke their sessions and
/// open a new one at the same time must not deadlock.
pub async fn parallel_password_changes_of_different_users_succeed(store: Arc<dyn Store>) {
    let mut users = Vec::new();
    for number in 0..24 {
        users.push(register(&*store, &format!("user{number}@example.com")).await);
    }
    let changes = users.iter().map(|user| {
        let (store, user) = (store.clone(), user.clone());
        async move {
            let session = session(&user);
            retry_conflicts(|| replace_everything(&*store, &user, Some(&session))).await;
            let changed = user.with(|user| user.auth_epoch = AuthEpoch::FIRST.next());
            assert_eq!(find(&*store, &session).await, Some((session, changed)));
        }
    });
    together(changes).await;
}

/// Changes the password from "old" to "new", ends all sessions, and may open one.
async fn replace_everything(
    store: &dyn Store,
    user: &User,
    session: Option<&Session>,
) -> Result<(), Unavailable> {
    let (first, new) = (AuthEpoch::FIRST, hash("new"));
    let mut unit = store.begin().await?;
    assert!(
        unit.users()
            .change_password(user.id, first, &new, NOON)
            .await?
    );
    unit.sessions().delete_all(user.id, None).await?;
    if let Some(session) = session {
        assert!(unit.sessions().insert(session, first.next()).await?);
    }
    unit.commit().await
}

/// A login with the old password runs during a change of password: after both, no session of the
/// old password is valid.
pub async fn login_during_a_password_change_opens_no_session(store: Arc<dyn Store>) {
    for round in 0..ROUNDS {
        let user = register(&*store, &format!("user{round}@example.com")).await;
        let race = (0..4).map(|runner| {
            let (store, user) = (store.clone(), user.clone());
            async move {
                if runner > 0 {
                    log_in(&*store, &session(&user), AuthEpoch::FIRST).await;
                } else {
                    retry_conflicts(|| replace_everything(&*store, &user, None)).await;
                }
            }
        });
        together(race).await;
        assert_eq!(list(&*store, &user).await, [], "round {round}");
    }
}

/// All logins see a hash that is out of date and renew it: one of them does, and each of them opens
/// a session, since the password is the same.
pub async fn parallel_rehashes_of_one_user_succeed(store: Arc<dyn Store>) {
    for round in 0..ROUNDS {
        let user = register(&*store, &format!("user{round}@example.com")).await;
        let opened = together((0..4).map(|number| {
            let (store, user) = (store.clone(), user.clone());
            async move {
                let renewed = hash(&format!("renewed{number}"));
                retry_conflicts(|| log_in_and_renew(&*store, &user, &renewed)).await
            }
        }))
        .await;
        let renewed = opened.into_iter().filter(|renewed| *renewed).count();
        assert_eq!(renewed, 1, "round {round}");
        assert_eq!(list(&*store, &user).await.len(), 4, "round {round}");
    }
}

async fn log_in_and_renew(
    store: &dyn Store,
    user: &User,
    renewed: &PasswordHash,
) -> Result<bool, Unavailable> {
    let old = hash("old");
    let mut unit = store.begin().await?;
    let first = AuthEpoch::FIRST;
    assert!(unit.sessions().insert(&session(user), first).await?);
    let renewed = unit.users().renew_hash(user.id, &old, renewed).await?;
    unit.commit().await.map(|()| renewed)
}

/// A page with sixteen pictures is one visit.
pub async fn one_of_parallel_visits_is_written(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let session = session(&user);
    open(&*store, &session).await;
    let written = together((0..16).map(|_| {
        let (store, session) = (store.clone(), session.clone());
        async move { touch(&*store, &session, later(3600), later(1800)).await }
    }))
    .await;
    assert_eq!(written.into_iter().filter(|written| *written).count(), 1);
    let found = find(&*store, &session).await;
    assert_eq!(
        found.map(|(found, _)| found.last_seen_at),
        Some(later(3600))
    );
}

/// Whichever comes first, the session is gone.
pub async fn visit_during_a_logout_restores_no_session(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    for round in 0..ROUNDS {
        let session = session(&user);
        open(&*store, &session).await;
        let race = (0..4).map(|runner| {
            let (store, session) = (store.clone(), session.clone());
            async move {
                if runner > 0 {
                    touch(&*store, &session, later(60 + runner), NOON).await;
                } else {
                    retry_conflicts(|| log_out(&*store, &session)).await;
                }
            }
        });
        together(race).await;
        assert_eq!(find(&*store, &session).await, None, "round {round}");
    }
}

async fn log_out(store: &dyn Store, session: &Session) -> Result<(), Unavailable> {
    let mut unit = store.begin().await?;
    assert!(unit.sessions().delete_by_token(&session.token).await?);
    unit.commit().await
}

/// Each holds what the other one wants. The store ends at least one of them, as a conflict; it
/// is done again from its beginning, and neither change is lost, or half a change kept.
pub async fn deadlocked_transactions_both_complete(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    let met = Arc::new(Barrier::new(2));
    let runners = [
        ("+first", [alice.clone(), bob.clone()]),
        ("+second", [bob.clone(), alice.clone()]),
    ];
    together(runners.map(|(mark, users)| {
        let (store, met) = (store.clone(), met.clone());
        async move { while !retry_conflicts(|| mark_both(&*store, mark, &users, &met)).await {} }
    }))
    .await;
    let marked = credential(&*store, &alice).await.password;
    assert_eq!(marked, credential(&*store, &bob).await.password);
    let either = [hash("old+first+second"), hash("old+second+first")];
    assert!(either.contains(&marked), "{}", marked.expose());
}

/// Tells whether it found the hashes that it had read.
async fn mark_both(
    store: &dyn Store,
    mark: &str,
    users: &[User; 2],
    met: &Barrier,
) -> Result<bool, Unavailable> {
    /// Where units wait for each other from the beginning, they do not meet.
    const RENDEZVOUS: Duration = Duration::from_secs(1);

    let mut marked = Vec::new();
    for user in users {
        let from = credential(store, user).await.password;
        marked.push((
            user,
            PasswordHash::new(format!("{}{mark}", from.expose())),
            from,
        ));
    }
    let mut unit = store.begin().await?;
    for (user, to, from) in marked {
        if !unit.users().renew_hash(user.id, &from, &to).await? {
            return Ok(false);
        }
        let _ = timeout(RENDEZVOUS, met.wait()).await;
    }
    unit.commit().await?;
    Ok(true)
}

/// The others hear that there was nothing left to end.
pub async fn one_of_parallel_revocations_deletes_the_session(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let session = session(&user);
    open(&*store, &session).await;
    let ended = together((0..16).map(|_| {
        let (store, session) = (store.clone(), session.clone());
        async move { retry_conflicts(|| revoke(&*store, &session)).await }
    }))
    .await;
    assert_eq!(ended.into_iter().filter(|ended| *ended).count(), 1);
}

async fn revoke(store: &dyn Store, session: &Session) -> Result<bool, Unavailable> {
    let mut unit = store.begin().await?;
    let ended = unit.sessions().delete(session.user_id, session.id).await?;
    unit.commit().await.map(|()| ended)
}
