//! Registration by invitation, and closed registration.

use vestibule_domain::{
    AuthService, Client, Disclosure, EmailVerification, EventKind, Invitation, Invite, LinkError,
    LinkPurpose, LinkToken, NewAccount, OpenLinks, Policy, PurgeTask, RegisterError, Registered,
    Registration, SessionRequest,
};

use super::fixture::{ALICE, BOB, GOOD, KEY, OTHER_KEY, World, email, password};

fn world(registration: Registration) -> World {
    World::with_policy(Policy::default().with(|policy| policy.registration = registration))
}

async fn invite(world: &World, address: Option<&str>) -> LinkToken {
    let (client, address) = (Client::default(), address.map(email));
    let accounts = &world.accounts;
    let invited = accounts.invite(address, Invitation::LIFETIME, None, &client);
    invited.await.unwrap()
}

async fn register(
    world: &World,
    address: &str,
    invitation: Option<&LinkToken>,
) -> Result<Registered, RegisterError> {
    let account = NewAccount {
        invitation: invitation.cloned(),
        ..NewAccount::new(email(address), password(GOOD))
    };
    let request = SessionRequest::default();
    world.accounts.register(account, request).await
}

fn is_uninvited(registered: &Result<Registered, RegisterError>) -> bool {
    matches!(registered, Err(RegisterError::NotInvited))
}

#[tokio::test]
async fn invited_visitor_registers_once() {
    let world = world(Registration::Invite);
    let invitation = invite(&world, None).await;
    let seen = world.accounts.open_invitation(&invitation).await.unwrap();
    assert!(seen.is_some(), "to look uses nothing up");
    assert!(register(&world, ALICE, Some(&invitation)).await.is_ok());
    assert!(is_uninvited(
        &register(&world, BOB, Some(&invitation)).await
    ));
    let seen = world.accounts.open_invitation(&invitation).await.unwrap();
    assert_eq!(seen, None);
    assert_eq!(world.count(EventKind::Invited).await, 1);
}

#[tokio::test]
async fn one_time_token_for_another_purpose_is_refused() {
    let world = World::with_policy(Policy::default().with(|policy| {
        policy.registration = Registration::Invite;
        policy.sends_email = true;
    }));
    let invitation = invite(&world, None).await;
    let opened = world.accounts.open_link(&invitation, &LinkPurpose::ALL);
    assert!(matches!(opened.await, Err(LinkError::Dead)));
    assert!(register(&world, ALICE, Some(&invitation)).await.is_ok());
    let link = world.reset_link(ALICE).await;
    let opened = world.accounts.open_invitation(&link).await.unwrap();
    assert_eq!(opened, None);
    assert!(is_uninvited(&register(&world, BOB, Some(&link)).await));
}

#[tokio::test]
async fn uninvited_visitor_is_refused_and_no_password_is_hashed() {
    let world = world(Registration::Invite);
    let guess = LinkToken::generate(&*world.random).unwrap();
    assert!(is_uninvited(&register(&world, ALICE, None).await));
    assert!(is_uninvited(&register(&world, ALICE, Some(&guess)).await));
    assert_eq!(world.hasher.work(), 0);
}

#[tokio::test]
async fn invitation_for_another_address_is_refused() {
    let world = world(Registration::Invite);
    let invitation = invite(&world, Some("Alice@Example.com")).await;
    assert!(is_uninvited(
        &register(&world, BOB, Some(&invitation)).await
    ));
    assert!(register(&world, ALICE, Some(&invitation)).await.is_ok());
}

#[tokio::test]
async fn expired_invitation_is_refused_and_purged() {
    let world = world(Registration::Invite);
    let invitation = invite(&world, None).await;
    world.clock.advance(Invitation::LIFETIME);
    assert!(is_uninvited(
        &register(&world, ALICE, Some(&invitation)).await
    ));
    let rooms = PurgeTask::new(world.accounts.clone());
    assert_eq!(rooms.purge_batch().await.unwrap(), 1);
}

#[tokio::test]
async fn invalid_registration_does_not_consume_the_invitation() {
    let world = world(Registration::Invite);
    let first = invite(&world, None).await;
    register(&world, ALICE, Some(&first)).await.unwrap();
    let second = invite(&world, None).await;
    let taken = register(&world, ALICE, Some(&second)).await;
    assert!(matches!(taken, Err(RegisterError::EmailTaken)));
    assert!(register(&world, BOB, Some(&second)).await.is_ok());
}

/// Otherwise a second attempt would disclose whether the first created an account.
#[tokio::test]
async fn with_disclosure_none_every_registration_consumes_its_invitation() {
    let world = World::with_policy(Policy::default().with(|policy| {
        policy.registration = Registration::Invite;
        policy.verification = EmailVerification::Required;
        policy.disclosure = Disclosure::None;
        policy.sends_email = true;
    }));
    for _ in 0..2 {
        let invitation = invite(&world, None).await;
        let registered = register(&world, ALICE, Some(&invitation)).await.unwrap();
        assert!(matches!(registered, Registered::EmailSent));
        assert!(is_uninvited(
            &register(&world, ALICE, Some(&invitation)).await
        ));
    }
}

#[tokio::test]
async fn second_registration_with_an_invitation_is_refused() {
    let world = world(Registration::Invite);
    let invitation = invite(&world, None).await;
    let (alice, bob) = tokio::join!(
        register(&world, ALICE, Some(&invitation)),
        register(&world, BOB, Some(&invitation)),
    );
    assert_eq!(
        [&alice, &bob].into_iter().filter(|one| one.is_ok()).count(),
        1
    );
}

#[tokio::test]
async fn invitation_survives_a_key_rotation() {
    let world = world(Registration::Invite);
    let invitation = invite(&world, None).await;
    let rotated = world.rekeyed(OTHER_KEY, Some(KEY));
    let found = rotated.open_invitation(&invitation).await.unwrap();
    let found = found.expect("it was made under the key before");
    assert_eq!(
        found.expires_at.since(found.created_at),
        Invitation::LIFETIME
    );
}

#[tokio::test]
async fn closed_registration_refuses_invitations() {
    let world = world(Registration::Closed);
    let invitation = invite(&world, None).await;
    for invitation in [None, Some(&invitation)] {
        let refused = register(&world, ALICE, invitation).await;
        assert!(matches!(refused, Err(RegisterError::Closed)));
    }
}
