//! People who go, and take everything along.

use std::sync::Arc;

use vestibule_domain::{
    AuthEpoch, DeleteIf, LinkPurpose, OneTimeToken, Session, Store, Unavailable, User,
};

use super::samples::*;

/// Those whose time has come, and no one else.
pub async fn users_are_listed_when_their_deletion_is_due(store: Arc<dyn Store>) {
    let mut users = Vec::new();
    for (address, due_at) in [
        ("never@example.com", None),
        ("past@example.com", Some(later(-60))),
        ("now@example.com", Some(later(60))),
        ("soon@example.com", Some(later(61))),
    ] {
        let user = register(&*store, address).await;
        let scheduled = once!(store, unit => unit.users().schedule_deletion(user.id, due_at));
        assert!(scheduled, "{address}");
        let stored = credential(&*store, &user).await.user;
        assert_eq!(stored.deletion_due_at, due_at);
        users.push(stored);
    }
    let mut listed = store
        .users()
        .list_due_for_deletion(later(60), 10)
        .await
        .unwrap();
    listed.sort_by_key(|user| user.id);
    assert_eq!(listed, users[1..3]);
    let some = store
        .users()
        .list_due_for_deletion(later(60), 1)
        .await
        .unwrap();
    assert_eq!(some.len(), 1, "no more than the limit");

    assert!(once!(store, unit => unit.users().schedule_deletion(users[1].id, None)));
    let listed = store
        .users()
        .list_due_for_deletion(later(60), 10)
        .await
        .unwrap();
    assert_eq!(listed, users[2..3], "who changed their mind stays");
    let unknown = user("nobody@example.com");
    assert!(!once!(store, unit => unit.users().schedule_deletion(unknown.id, Some(NOON))));
}

/// All data of the user is deleted, no data of others, and the address is free.
pub async fn deleting_a_user_deletes_all_their_rows(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    for user in [&alice, &bob] {
        open(&*store, &session(user)).await;
        let (link, event) = (link(user, LinkPurpose::ResetPassword), event(user, NOON));
        once!(store, unit => unit.tokens().insert(&OneTimeToken::from(&link)));
        once!(store, unit => unit.events().insert(&event));
        let queued = queued_email(user);
        once!(store, unit => unit.emails().insert(&queued));
    }
    for was_there in [true, false] {
        assert_eq!(
            once!(store, unit => unit.users().delete(alice.id, DeleteIf::Exists)),
            was_there
        );
    }
    let left = store.users().find_credential_by_id(alice.id).await.unwrap();
    assert_eq!(left, None);
    assert_eq!(count_rows(&*store, &alice).await, [0, 0, 0]);
    assert_eq!(count_rows(&*store, &bob).await, [1, 1, 1]);
    let queued = retry_conflicts(|| store.emails().claim(NOON, later(60))).await;
    assert_eq!(queued.and_then(|queued| queued.user_id), Some(bob.id));
    let queued = retry_conflicts(|| store.emails().claim(NOON, later(60))).await;
    assert_eq!(queued, None, "the other email will never be sent");
    register(&*store, "alice@example.com").await;
}

/// How many sessions, links and events the user has.
async fn count_rows(store: &dyn Store, user: &User) -> [usize; 3] {
    [
        list(store, user).await.len(),
        store.tokens().list_links(user.id).await.unwrap().len(),
        store.events().list(user.id, 10).await.unwrap().len(),
    ]
}

/// A login in the last second of the grace period keeps the account and all its data.
pub async fn user_is_deleted_only_when_due(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    open(&*store, &session(&user)).await;
    for (due_at, is_deleted) in [
        (None, false),
        (Some(later(61)), false),
        (Some(later(60)), true),
    ] {
        once!(store, unit => unit.users().schedule_deletion(user.id, due_at));
        let deleted =
            once!(store, unit => unit.users().delete(user.id, DeleteIf::DueAt(later(60))));
        assert_eq!(deleted, is_deleted, "{due_at:?}");
        let sessions = list(&*store, &user).await;
        assert_eq!(sessions.is_empty(), is_deleted, "{due_at:?}");
    }
}

/// A user logs in while the account is deleted: nothing is left over without an owner.
pub async fn login_during_a_deletion_leaves_no_session(store: Arc<dyn Store>) {
    for round in 0..ROUNDS {
        let user = register(&*store, &format!("user{round}@example.com")).await;
        open(&*store, &session(&user)).await;
        let race = (0..4).map(|runner| {
            let (store, user) = (store.clone(), user.clone());
            async move {
                if runner > 0 {
                    log_in(&*store, &session(&user), AuthEpoch::FIRST).await;
                } else {
                    assert!(once!(store, unit => unit.users().delete(user.id, DeleteIf::Exists)));
                }
            }
        });
        together(race).await;
        let left = list(&*store, &user).await;
        assert_eq!(left, [], "round {round}");
    }
}

/// The account is due and its owner comes back: either they are let in and stay, or they are
/// gone and were not let in.
pub async fn login_during_the_due_deletion_keeps_or_loses_the_whole_account(store: Arc<dyn Store>) {
    for round in 0..ROUNDS {
        let user = register(&*store, &format!("user{round}@example.com")).await;
        once!(store, unit => unit.users().schedule_deletion(user.id, Some(NOON)));
        let session = session(&user);
        let race = (0..2).map(|runner| {
            let (store, user, session) = (store.clone(), user.clone(), session.clone());
            async move {
                match runner {
                    0 => retry_conflicts(|| cancel_deletion_by_login(&*store, &session)).await,
                    _ => once!(store, unit => unit.users().delete(user.id, DeleteIf::DueAt(NOON))),
                }
            }
        });
        let mut happened = together(race).await;
        happened.sort_unstable();
        assert_eq!(happened, [false, true], "round {round}: one of both");
        let found = find(&*store, &session).await;
        let owner = store.users().find_credential_by_id(user.id).await.unwrap();
        assert_eq!(found.is_some(), owner.is_some(), "round {round}");
    }
}

async fn cancel_deletion_by_login(
    store: &dyn Store,
    session: &Session,
) -> Result<bool, Unavailable> {
    let mut unit = store.begin().await?;
    if !unit.sessions().insert(session, AuthEpoch::FIRST).await? {
        return Ok(false);
    }
    assert!(
        unit.users()
            .schedule_deletion(session.user_id, None)
            .await?
    );
    unit.commit().await.map(|()| true)
}
