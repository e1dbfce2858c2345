//! Emailed links: found with their user, used once, ended together.

use std::sync::Arc;

use vestibule_domain::{
    Credential, Link, LinkPurpose, OneTimeToken, OneTimeTokenHash, Store, TokenPurpose,
};

use super::samples::*;

async fn emailed(store: &dyn Store, link: &Link) {
    once!(store, unit => unit.tokens().insert(&OneTimeToken::from(link)));
}

/// The link with this hash, and the credential of its user.
async fn find_link(store: &dyn Store, token: &OneTimeTokenHash) -> Option<(Link, Credential)> {
    let (token, owner) = store.tokens().find(token).await.unwrap()?;
    token.into_link().zip(owner)
}

/// One query gives both, with all that is known of them; the address is the link's own.
pub async fn link_is_found_by_its_token_with_its_user(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    for purpose in LinkPurpose::ALL {
        let of_alice = Link {
            email: email("Älice.New@Example.com"),
            created_at: later(1),
            expires_at: later(2),
            ..link(&alice, purpose)
        };
        let of_bob = link(&bob, purpose);
        emailed(&*store, &of_alice).await;
        emailed(&*store, &of_bob).await;
        let (found, owner) = find_link(&*store, &of_alice.token).await.unwrap();
        assert_eq!(found.email.as_str(), "Älice.New@Example.com");
        assert_eq!(found, of_alice);
        assert_eq!(owner, credential(&*store, &alice).await);
        let found = find_link(&*store, &of_bob.token).await;
        assert_eq!(found, Some((of_bob, credential(&*store, &bob).await)));
    }
}

/// Whether a link still works is decided by the domain.
pub async fn expired_link_is_found(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let ended = Link {
        expires_at: later(-60),
        ..link(&user, LinkPurpose::ResetPassword)
    };
    emailed(&*store, &ended).await;
    let found = find_link(&*store, &ended.token).await;
    assert_eq!(found, Some((ended, credential(&*store, &user).await)));
}

/// Bytes are no text: a guess that is nearly right finds nothing.
pub async fn link_tokens_differ_by_every_byte(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let ends = [0, b' ', b'a', b'A', 0xC3, 0xFF];
    let token = |end| {
        let mut token = [b'a'; 32];
        token[31] = end;
        OneTimeTokenHash::from_bytes(token)
    };
    let links = ends.map(|end| Link {
        token: token(end),
        ..link(&user, LinkPurpose::VerifyEmail)
    });
    for link in &links {
        emailed(&*store, link).await;
    }
    for link in links {
        let found = find_link(&*store, &link.token).await;
        assert_eq!(found.map(|(found, _)| found), Some(link));
    }
    assert_eq!(find_link(&*store, &token(b'b')).await, None);
}

/// Only the links of the user are listed, for all purposes.
pub async fn links_are_listed_by_their_user(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    assert_eq!(store.tokens().list_links(alice.id).await.unwrap(), []);
    emailed(&*store, &link(&bob, LinkPurpose::ResetPassword)).await;
    let mut expected = LinkPurpose::ALL.map(|purpose| link(&alice, purpose));
    for link in &expected {
        emailed(&*store, link).await;
    }
    let mut listed = store.tokens().list_links(alice.id).await.unwrap();
    listed.sort_by_key(|link| *link.token.as_bytes());
    expected.sort_by_key(|link| *link.token.as_bytes());
    assert_eq!(listed, expected);
}

/// To delete a link is to use it, and only the first one is told that it was there.
pub async fn link_is_consumed_once(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let (used, other) = (
        link(&user, LinkPurpose::ResetPassword),
        link(&user, LinkPurpose::ResetPassword),
    );
    emailed(&*store, &used).await;
    emailed(&*store, &other).await;
    for was_there in [true, false] {
        assert_eq!(
            once!(store, unit => unit.tokens().consume(&used.token)),
            was_there
        );
    }
    assert_eq!(find_link(&*store, &used.token).await, None);
    assert_eq!(store.tokens().list_links(user.id).await.unwrap(), [other]);
}

/// A use that was rolled back, since the new password was refused by something, was none.
pub async fn rolled_back_use_does_not_consume_the_token(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let link = link(&user, LinkPurpose::ResetPassword);
    emailed(&*store, &link).await;
    let mut unit = store.begin().await.unwrap();
    assert!(unit.tokens().consume(&link.token).await.unwrap());
    drop(unit);
    assert!(once!(store, unit => unit.tokens().consume(&link.token)));
}

/// Two people click, or one who is impatient; what the link was good for happens once.
pub async fn one_of_parallel_uses_of_a_link_counts(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let link = link(&user, LinkPurpose::ResetPassword);
    emailed(&*store, &link).await;
    let used = together((0..16).map(|_| {
        let (store, token) = (store.clone(), link.token);
        async move { once!(store, unit => unit.tokens().consume(&token)) }
    }))
    .await;
    assert_eq!(used.into_iter().filter(|used| *used).count(), 1);
}

/// A new password ends the ways in, and leaves the way back, and other people's links.
pub async fn links_are_deleted_by_purpose_and_counted(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    let kept = link(&alice, LinkPurpose::UndoEmailChange);
    let of_bob = link(&bob, LinkPurpose::ResetPassword);
    for link in [
        &link(&alice, LinkPurpose::ResetPassword),
        &link(&alice, LinkPurpose::ResetPassword),
        &link(&alice, LinkPurpose::ChangeEmail),
        &kept,
        &of_bob,
    ] {
        emailed(&*store, link).await;
    }
    let doomed = [LinkPurpose::ResetPassword, LinkPurpose::ChangeEmail].map(TokenPurpose::Link);
    for (purposes, there_were) in [(&doomed[..0], 0), (&doomed[..], 3), (&doomed[..], 0)] {
        let deleted = once!(store, unit => unit.tokens().delete_of(alice.id, purposes, 0));
        assert_eq!(deleted, there_were, "{purposes:?}");
    }
    assert_eq!(store.tokens().list_links(alice.id).await.unwrap(), [kept]);
    assert_eq!(store.tokens().list_links(bob.id).await.unwrap(), [of_bob]);
}
