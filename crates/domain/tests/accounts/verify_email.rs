use crate::accounts::by_token::ByToken;
use vestibule_domain::{
    AuthService, Client, Clock, EmailKind, EmailVerification, LinkPurpose, LoginError, NewAccount,
    OpenLinks, Registered, SessionRequest, Store, VerifyEmail, VerifyEmailError,
};

use super::fixture::{ALICE, BOB, GOOD, NEW, World, email, password, said};

fn required() -> World {
    World::verifying(EmailVerification::Required)
}

async fn register(world: &World, address: &str) -> Registered {
    let request = SessionRequest::default();
    let registered = world
        .accounts
        .register(NewAccount::new(email(address), password(GOOD)), request);
    registered.await.unwrap()
}

async fn is_verified(world: &World, address: &str) -> bool {
    let user = world.user(address).await.unwrap();
    user.email_verified_at.is_some()
}

#[tokio::test]
async fn logged_in_user_verifies_the_address_by_the_link() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    let link = world.emailed_link(EmailKind::VerifyEmail).await;
    let opened = world.accounts.open_link(&link, &LinkPurpose::ALL).await;
    assert_eq!(opened.unwrap().purpose(), LinkPurpose::VerifyEmail);
    assert!(!is_verified(&world, ALICE).await, "scanners follow links");
    let verify = || world.accounts.verify_email_by(&alice.current, &link);
    verify().await.unwrap();
    assert!(is_verified(&world, ALICE).await);
    assert!(matches!(verify().await, Err(VerifyEmailError::InvalidLink)));
}

#[tokio::test]
async fn link_of_another_account_verifies_no_address() {
    let world = World::with_email();
    world.register_alice().await;
    let link = world.emailed_link(EmailKind::VerifyEmail).await;
    let bob = world.register(BOB, SessionRequest::default()).await;
    let refused = world.accounts.verify_email_by(&bob.current, &link).await;
    assert!(matches!(refused, Err(VerifyEmailError::AnotherAccount)));
    assert!(!is_verified(&world, ALICE).await);
    assert!(!is_verified(&world, BOB).await);
}

#[tokio::test]
async fn registration_with_required_verification_opens_no_session() {
    let world = required();
    assert!(matches!(
        register(&world, ALICE).await,
        Registered::EmailSent
    ));
    let right = world.log_in(ALICE, GOOD).await;
    assert!(matches!(right, Err(LoginError::EmailUnverified)));
    let wrong = world.log_in(ALICE, NEW).await;
    assert!(matches!(wrong, Err(LoginError::NoMatch)), "nothing is told");

    let link = world.emailed_link(EmailKind::VerifyEmail).await;
    let enter = |typed| {
        let request = SessionRequest::default();
        let accounts = &world.accounts;
        accounts.verify_email_and_log_in_by(&link, password(typed), request)
    };
    let wrong = enter(NEW).await;
    assert!(matches!(wrong, Err(VerifyEmailError::WrongPassword)));
    let entered = enter(GOOD).await.expect("the link was not used up");
    assert!(entered.current.email_verified_at.is_some());
    assert!(world.is_logged_in(&entered).await);
    assert!(world.log_in(ALICE, GOOD).await.is_ok());
    assert!(matches!(
        enter(GOOD).await,
        Err(VerifyEmailError::InvalidLink)
    ));
}

/// An attacker registers the address of another person and waits for them to use the account.
#[tokio::test]
async fn verification_by_the_address_owner_revokes_access_of_the_registrant() {
    let world = World::with_email();
    let squatter = world.register_alice().await;
    let link = world.emailed_link(EmailKind::VerifyEmail).await;

    let request = SessionRequest::default();
    let without =
        world
            .accounts
            .verify_email_and_log_in_by(&link, password("what I always take"), request);
    assert!(matches!(
        without.await,
        Err(VerifyEmailError::WrongPassword)
    ));
    assert!(!is_verified(&world, ALICE).await);

    let client = Client::default();
    let chosen = world
        .accounts
        .reset_password_by(&link, password(NEW), &client, None);
    chosen.await.unwrap();
    assert!(is_verified(&world, ALICE).await);
    assert!(!world.is_logged_in(&squatter).await);
    assert!(world.log_in(ALICE, GOOD).await.is_err());
    assert!(world.log_in(ALICE, NEW).await.is_ok());
}

#[tokio::test]
async fn owner_of_the_address_deletes_an_account_registered_by_another() {
    let world = World::with_email();
    let squatter = world.register_alice().await;
    let link = world.emailed_link(EmailKind::VerifyEmail).await;
    let client = Client::default();
    let disown = || world.accounts.disown_account_by(&link, &client);
    disown().await.unwrap();
    assert_eq!(world.user(ALICE).await, None);
    assert!(!world.is_logged_in(&squatter).await);
    assert!(disown().await.is_err());
}

#[tokio::test]
async fn verified_account_is_not_deleted_by_a_verification_link() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    let link = world.emailed_link(EmailKind::VerifyEmail).await;
    let verified = world.accounts.verify_email_by(&alice.current, &link).await;
    verified.unwrap();
    let client = Client::default();
    world.clock.advance(world.policy.email_pause);
    let address = email(ALICE);
    let asked = world.accounts.request_verification(&address, &client);
    asked.await.unwrap();
    assert_eq!(
        said(&world.deliver().await),
        [],
        "there is nothing to prove"
    );
    assert!(
        world
            .accounts
            .disown_account_by(&link, &client)
            .await
            .is_err()
    );
    assert!(world.user(ALICE).await.is_some());
}

#[tokio::test]
async fn resend_works_for_users_and_visitors() {
    let world = required();
    register(&world, ALICE).await;
    let older = world.emailed_link(EmailKind::VerifyEmail).await;
    world.clock.advance(world.policy.email_pause);
    let client = Client::default();
    let mut work = Vec::new();
    for address in [ALICE, BOB] {
        let before = world.store.work();
        let address = email(address);
        let asked = world.accounts.request_verification(&address, &client);
        asked.await.unwrap();
        work.push(world.store.work() - before);
    }
    assert_eq!(work[0], work[1]);
    let newer = world.emailed_link(EmailKind::VerifyEmail).await;
    let opened = async |link| {
        let opened = world.accounts.open_link(link, &LinkPurpose::ALL).await;
        opened.is_ok()
    };
    assert!(!opened(&older).await);
    assert!(opened(&newer).await);
}

/// A link that is created while the address is being verified in another way.
#[tokio::test]
async fn link_used_after_verification_deletes_no_account() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    let link = world.emailed_link(EmailKind::VerifyEmail).await;
    let verified = alice
        .current
        .user
        .clone()
        .with(|user| user.email_verified_at = Some(world.clock.now()));
    let mut unit = world.store.begin().await.unwrap();
    let proof = verified.verified_email().unwrap();
    assert!(
        unit.users()
            .verify_email(verified.id, &proof)
            .await
            .unwrap()
    );
    unit.commit().await.unwrap();

    let client = Client::default();
    assert!(
        world
            .accounts
            .disown_account_by(&link, &client)
            .await
            .is_err()
    );
    assert!(world.is_logged_in(&alice).await);
}
