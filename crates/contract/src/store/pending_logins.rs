//! Logins that wait for a further step: continued once, and few of each user.

use std::sync::Arc;

use vestibule_domain::{
    AuthEpoch, AuthMethod, Authentications, LinkPurpose, OneTimeToken, OneTimeTokenHash,
    PendingLogin, Session, Store, TokenPurpose, Unavailable, User,
};

use super::samples::*;

const PURPOSE: TokenPurpose = TokenPurpose::PendingLogin;

fn pending(user: &User, since: i64) -> PendingLogin {
    PendingLogin {
        token: OneTimeTokenHash::from_bytes(token()),
        user_id: user.id,
        proven: AuthEpoch::FIRST,
        authentications: Authentications::default().with(AuthMethod::Password, later(since)),
        remember: true,
        created_at: later(since),
        expires_at: later(since + 600),
    }
}

async fn insert_pending(store: &dyn Store, pending: &PendingLogin) {
    once!(store, unit => unit.tokens().insert(&OneTimeToken::from(pending)));
}

async fn is_there(store: &dyn Store, pending: &PendingLogin) -> bool {
    store.tokens().find(&pending.token).await.unwrap().is_some()
}

/// With all that the next step needs, and the credential of its user in the same query.
pub async fn pending_login_round_trips(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let kept = pending(&user, 0);
    let other = PendingLogin {
        proven: AuthEpoch::from_number(u32::MAX),
        authentications: Authentications::default(),
        remember: false,
        ..pending(&user, 1)
    };
    for expected in [kept, other] {
        insert_pending(&*store, &expected).await;
        let found = store.tokens().find(&expected.token).await.unwrap();
        let (token, owner) = found.unwrap();
        assert_eq!(token.into_pending_login(), Some(expected));
        assert_eq!(owner, Some(credential(&*store, &user).await));
    }
    assert_eq!(store.tokens().list_links(user.id).await.unwrap(), []);
}

/// Links and logins of other users are left.
pub async fn older_pending_logins_of_a_user_are_deleted(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    let waiting: Vec<_> = [3, 1, 4, 2].map(|since| pending(&alice, since)).into();
    let of_bob = pending(&bob, 0);
    for pending in waiting.iter().chain([&of_bob]) {
        insert_pending(&*store, pending).await;
    }
    let link = link(&alice, LinkPurpose::ResetPassword);
    once!(store, unit => unit.tokens().insert(&OneTimeToken::from(&link)));
    for (kept, there_were) in [(4, 0), (2, 2), (2, 0)] {
        let deleted = once!(store, unit => unit.tokens().delete_older(alice.id, PURPOSE, kept));
        assert_eq!(deleted, there_were);
    }
    let mut left = Vec::new();
    for pending in &waiting {
        left.push(is_there(&*store, pending).await);
    }
    assert_eq!(left, [true, false, true, false]);
    assert!(is_there(&*store, &of_bob).await);
    assert_eq!(store.tokens().list_links(alice.id).await.unwrap(), [link]);
}

/// Whichever of them comes first, no more wait than one user may have.
pub async fn parallel_logins_of_a_user_leave_a_bounded_number_of_pending_logins(
    store: Arc<dyn Store>,
) {
    let user = register(&*store, "alice@example.com").await;
    let waiting: Vec<_> = (0..16).map(|since| pending(&user, since)).collect();
    together(waiting.iter().map(|pending| {
        let (store, pending) = (store.clone(), pending.clone());
        async move { retry_conflicts(|| suspend(&*store, &pending)).await }
    }))
    .await;
    let mut left = 0;
    for pending in &waiting {
        left += u32::from(is_there(&*store, pending).await);
    }
    assert_eq!(left, PendingLogin::PER_USER);
}

async fn suspend(store: &dyn Store, pending: &PendingLogin) -> Result<(), Unavailable> {
    let (user, others) = (pending.user_id, PendingLogin::PER_USER - 1);
    let mut unit = store.begin().await?;
    assert!(unit.users().hold_auth_epoch(user, pending.proven).await?);
    unit.tokens().delete_older(user, PURPOSE, others).await?;
    unit.tokens().insert(&OneTimeToken::from(pending)).await?;
    unit.commit().await
}

/// Two clients continue one login with two right answers: one session is opened.
pub async fn one_of_parallel_continuations_opens_a_session(store: Arc<dyn Store>) {
    for round in 0..ROUNDS {
        let user = register(&*store, &format!("user{round}@example.com")).await;
        let pending = pending(&user, 0);
        insert_pending(&*store, &pending).await;
        let opened = together((0..4).map(|_| {
            let (store, pending, session) = (store.clone(), pending.clone(), session(&user));
            async move { retry_conflicts(|| continue_login(&*store, &pending, &session)).await }
        }))
        .await;
        let opened = opened.into_iter().filter(|opened| *opened).count();
        assert_eq!(opened, 1, "round {round}");
        assert_eq!(list(&*store, &user).await.len(), 1, "round {round}");
    }
}

async fn continue_login(
    store: &dyn Store,
    pending: &PendingLogin,
    session: &Session,
) -> Result<bool, Unavailable> {
    let mut unit = store.begin().await?;
    if !unit.tokens().consume(&pending.token).await? {
        return Ok(false);
    }
    let opened = unit.sessions().insert(session, pending.proven).await?;
    unit.commit().await.map(|()| opened)
}

/// The password is changed while its login is continued: once both are done, no session is there
/// that the old password opened.
pub async fn continuation_during_a_password_change_opens_no_session(store: Arc<dyn Store>) {
    for round in 0..ROUNDS {
        let user = register(&*store, &format!("user{round}@example.com")).await;
        let pending = pending(&user, 0);
        insert_pending(&*store, &pending).await;
        let race = (0..2).map(|runner| {
            let (store, user) = (store.clone(), user.clone());
            let (pending, session) = (pending.clone(), session(&user));
            async move {
                match runner {
                    0 => {
                        retry_conflicts(|| continue_login(&*store, &pending, &session)).await;
                    }
                    _ => retry_conflicts(|| change(&*store, &user)).await,
                }
            }
        });
        together(race).await;
        assert_eq!(list(&*store, &user).await, [], "round {round}");
        assert!(!is_there(&*store, &pending).await, "round {round}");
    }
}

/// In the order of the statements of a change of password.
async fn change(store: &dyn Store, user: &User) -> Result<(), Unavailable> {
    let (first, new) = (AuthEpoch::FIRST, hash("new"));
    let mut unit = store.begin().await?;
    let users = unit.users();
    assert!(users.change_password(user.id, first, &new, NOON).await?);
    unit.sessions().delete_all(user.id, None).await?;
    unit.tokens().delete_of(user.id, &[PURPOSE], 0).await?;
    unit.commit().await
}
