//! People whom an operator keeps out.

use std::sync::Arc;

use vestibule_domain::{AuthEpoch, Store, Unavailable, User};

use super::samples::*;

/// It is told, and it can be taken back.
pub async fn user_is_disabled_and_enabled(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    for since in [Some(later(60)), None] {
        assert!(once!(store, unit => unit.users().set_disabled(alice.id, since)));
        let stored = credential(&*store, &alice).await;
        assert_eq!(stored.user.disabled_at, since);
        assert_eq!(credential(&*store, &bob).await.user, bob);
    }
    let unknown = user("carol@example.com");
    assert!(!once!(store, unit => unit.users().set_disabled(unknown.id, None)));
}

/// The right proof opens nothing while it lasts.
pub async fn disabled_user_gets_no_session(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    for (since, is_let_in) in [(Some(NOON), false), (None, true)] {
        once!(store, unit => unit.users().set_disabled(user.id, since));
        let session = session(&user);
        let epoch = credential(&*store, &user).await.user.auth_epoch;
        let opened = log_in(&*store, &session, epoch).await;
        assert_eq!(opened, is_let_in, "{since:?}");
        assert_eq!(find(&*store, &session).await.is_some(), is_let_in);
    }
}

/// A login runs while an operator disables the account: after both, no session is valid.
pub async fn login_during_a_disabling_opens_no_session(store: Arc<dyn Store>) {
    for round in 0..ROUNDS {
        let user = register(&*store, &format!("user{round}@example.com")).await;
        let race = (0..4).map(|runner| {
            let (store, user) = (store.clone(), user.clone());
            async move {
                if runner > 0 {
                    log_in(&*store, &session(&user), AuthEpoch::FIRST).await;
                } else {
                    retry_conflicts(|| disable(&*store, &user)).await;
                }
            }
        });
        together(race).await;
        let left = list(&*store, &user).await;
        assert_eq!(left, [], "round {round}");
    }
}

async fn disable(store: &dyn Store, user: &User) -> Result<(), Unavailable> {
    let mut unit = store.begin().await?;
    assert!(unit.users().set_disabled(user.id, Some(NOON)).await?);
    unit.sessions().delete_all(user.id, None).await?;
    unit.commit().await
}
