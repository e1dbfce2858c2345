use crate::accounts::by_password::ByPassword;
use crate::accounts::by_token::ByToken;
use std::time::Duration;

use vestibule_domain::{
    Client, Clock, EmailKind, EventKind, LinkPurpose, LinkToken, LoginError, OpenLinks,
    ResetPassword, ResetPasswordError, Store, WeakPassword,
};

use super::fixture::{ALICE, BOB, GOOD, NEW, World, email, password, said};

const HOUR: Duration = Duration::from_secs(60 * 60);
const SECOND: Duration = Duration::from_secs(1);

async fn reset(world: &World, link: &LinkToken, new: &str) -> Result<String, ResetPasswordError> {
    let client = Client::default();
    let new = password(new);
    world
        .accounts
        .reset_password_by(link, new, &client, None)
        .await
}

async fn ask(world: &World, address: &str) {
    let (address, client) = (email(address), Client::default());
    let asked = world.accounts.request_password_reset(&address, &client);
    asked.await.unwrap();
}

#[tokio::test]
async fn user_resets_a_forgotten_password_by_email() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    world.deliver().await;
    let link = world.reset_link(ALICE).await;
    reset(&world, &link, NEW).await.unwrap();
    assert!(!world.is_logged_in(&alice).await, "all sessions end");
    let old = world.log_in(ALICE, GOOD).await;
    assert!(matches!(old, Err(LoginError::NoMatch)));
    assert_eq!(
        said(&world.deliver().await),
        [(ALICE, "password_changed")],
        "the owner is told"
    );
    assert!(world.log_in(ALICE, NEW).await.is_ok());
    let verified_at = world.user(ALICE).await.unwrap().email_verified_at;
    assert!(verified_at.is_some(), "the mailbox was proven by that");
}

#[tokio::test]
async fn reset_request_does_not_disclose_accounts() {
    let world = World::with_email();
    world.register_alice().await;
    world.deliver().await;
    let mut work = Vec::new();
    for address in [ALICE, BOB] {
        let before = world.store.work();
        ask(&world, address).await;
        work.push(world.store.work() - before);
    }
    assert_eq!(work[0], work[1], "as many statements");
    let emails = world.store.all_emails().await;
    assert_eq!(emails.len(), 2, "as many emails");
    assert!(emails.iter().all(|email| email.user_id.is_none()));
    assert_eq!(said(&world.deliver().await), [(ALICE, "reset_password")]);
    assert_eq!(
        world.store.all_emails().await,
        [],
        "the other one led nowhere"
    );
}

#[tokio::test]
async fn reset_link_works_once() {
    let world = World::with_email();
    world.register_alice().await;
    let link = world.reset_link(ALICE).await;
    reset(&world, &link, NEW).await.unwrap();
    let again = reset(&world, &link, "yet another one").await;
    assert!(matches!(again, Err(ResetPasswordError::InvalidLink)));
    assert!(world.log_in(ALICE, NEW).await.is_ok());
}

#[tokio::test]
async fn reset_link_expires_after_an_hour() {
    let world = World::with_email();
    world.register_alice().await;
    let link = world.reset_link(ALICE).await;
    world.clock.advance(HOUR - SECOND);
    let purposes = [LinkPurpose::ResetPassword];
    let opened = world.accounts.open_link(&link, &purposes).await.unwrap();
    assert_eq!(opened.email().as_str(), ALICE);
    world.clock.advance(SECOND);
    let late = reset(&world, &link, NEW).await;
    assert!(matches!(late, Err(ResetPasswordError::InvalidLink)));
    let (new, client) = (password(NEW), Client::default());
    let late = world.accounts.reset_password(&opened, new, &client, None);
    assert!(matches!(late.await, Err(ResetPasswordError::InvalidLink)));
    assert!(world.accounts.open_link(&link, &purposes).await.is_err());
}

#[tokio::test]
async fn newer_reset_link_replaces_older_ones() {
    let world = World::with_email();
    world.register_alice().await;
    let older = world.reset_link(ALICE).await;
    world.clock.advance(world.policy.email_pause);
    let newer = world.reset_link(ALICE).await;
    let refused = reset(&world, &older, NEW).await;
    assert!(matches!(refused, Err(ResetPasswordError::InvalidLink)));
    reset(&world, &newer, NEW).await.unwrap();
}

#[tokio::test]
async fn reset_requests_send_a_bounded_number_of_emails() {
    let world = World::with_email();
    world.register_alice().await;
    let link = world.reset_link(ALICE).await;
    for _ in 0..2 {
        world.clock.advance(10 * SECOND);
        ask(&world, ALICE).await;
        assert_eq!(said(&world.deliver().await), []);
    }
    reset(&world, &link, NEW)
        .await
        .expect("the link that was emailed still works");
}

#[tokio::test]
async fn weak_password_does_not_consume_the_link() {
    let world = World::with_email();
    world.register_alice().await;
    let link = world.reset_link(ALICE).await;
    let weak = reset(&world, &link, "password").await;
    assert!(matches!(
        weak,
        Err(ResetPasswordError::WeakPassword(WeakPassword::Common))
    ));
    reset(&world, &link, NEW).await.unwrap();
}

#[tokio::test]
async fn password_reset_revokes_sessions_links_and_known_browsers() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    let verification = world.emailed_link(EmailKind::VerifyEmail).await;
    let move_away = email("mallory@example.com");
    let asked = world
        .accounts
        .change_email_with(&alice.current, password(GOOD), &move_away);
    asked.await.unwrap();
    let change = world.emailed_link(EmailKind::ChangeEmail).await;
    let link = world.reset_link(ALICE).await;
    reset(&world, &link, NEW).await.unwrap();

    for dead in [verification, change] {
        let opened = world.accounts.open_link(&dead, &LinkPurpose::ALL).await;
        assert!(opened.is_err());
    }
    assert!(world.user(ALICE).await.is_some());
}

#[tokio::test]
async fn password_reset_withdraws_queued_email_changes() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    let link = world.reset_link(ALICE).await;
    let move_away = email("mallory@example.com");
    let asked = world
        .accounts
        .change_email_with(&alice.current, password(GOOD), &move_away);
    asked.await.unwrap();
    world.clock.advance(SECOND);
    reset(&world, &link, NEW).await.unwrap();
    let messages = world.deliver().await;
    let to_thief = |message: &&vestibule_domain::OutgoingEmail| message.email.to == move_away;
    assert_eq!(messages.iter().find(to_thief).map(|l| l.email.kind), None);
}

#[tokio::test]
async fn reset_link_has_no_other_purpose() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    let link = world.reset_link(ALICE).await;
    let (accounts, client) = (&world.accounts, Client::default());
    assert!(
        accounts
            .verify_email_by(&alice.current, &link)
            .await
            .is_err()
    );
    assert!(accounts.disown_account_by(&link, &client).await.is_err());
    assert!(
        accounts
            .confirm_email_change_by(&link, &client)
            .await
            .is_err()
    );
    assert!(accounts.undo_email_change_by(&link, &client).await.is_err());
    let request = Default::default();
    let logged_in = accounts.verify_email_and_log_in_by(&link, password(GOOD), request);
    assert!(logged_in.await.is_err());
    reset(&world, &link, NEW).await.expect("it was not used up");
}

/// CVE-2019-19844: some databases fold `mıke` to `mike`, and the email went to the address as the
/// attacker had typed it.
#[tokio::test]
async fn email_is_sent_to_the_stored_address() {
    let world = World::with_email();
    world.register("Mike@Example.com", Default::default()).await;
    world.deliver().await;
    ask(&world, "mıke@example.com").await;
    assert_eq!(said(&world.deliver().await), []);
    ask(&world, "ＭＩＫＥ@example.com").await;
    let messages = world.deliver().await;
    assert_eq!(said(&messages), [("Mike@Example.com", "reset_password")]);
}

#[tokio::test]
async fn reset_link_of_an_operator_works() {
    let world = World::new();
    let alice = world.register_alice().await.current.user;
    let operator = world.operator();
    let older = operator.reset_link(&alice).await.unwrap();
    let newer = operator.reset_link(&alice).await.unwrap();
    let older = reset(&world, &older, NEW).await;
    assert!(matches!(older, Err(ResetPasswordError::InvalidLink)));
    reset(&world, &newer, NEW).await.unwrap();
    assert!(world.log_in(ALICE, NEW).await.is_ok());
    assert_eq!(world.count(EventKind::PasswordResetRequested).await, 2);
}

#[tokio::test]
async fn link_of_a_deleted_account_is_invalid() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    let link = world.reset_link(ALICE).await;
    let gone = world
        .accounts
        .delete_account_with(&alice.current, password(GOOD));
    gone.await.unwrap();
    let late = reset(&world, &link, NEW).await;
    assert!(matches!(late, Err(ResetPasswordError::InvalidLink)));
    assert_eq!(
        world
            .store
            .users()
            .find_credential(&email(ALICE))
            .await
            .unwrap(),
        None
    );
}

/// The mail worker looked up the user of the address, and created the link just after the address changed.
#[tokio::test]
async fn reset_link_for_a_former_address_is_invalid() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    let link = world.reset_link(ALICE).await;
    let moved = alice.current.user.clone().with(|user| {
        user.email = email("alice@example.org");
        user.email_verified_at = Some(world.clock.now());
    });
    let mut unit = world.store.begin().await.unwrap();
    let proof = moved.verified_email().unwrap();
    unit.users().set_email(moved.id, &proof).await.unwrap();
    unit.commit().await.unwrap();

    let refused = reset(&world, &link, NEW).await;
    assert!(matches!(refused, Err(ResetPasswordError::InvalidLink)));
    assert!(world.is_logged_in(&alice).await);
    assert!(world.log_in("alice@example.org", GOOD).await.is_ok());
}
