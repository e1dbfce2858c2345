//! The access policy and the registration fields of an application.

use crate::accounts::by_token::ByToken;
use std::sync::Arc;

use async_trait::async_trait;
use vestibule_domain::{
    AccessDenied, AccessPolicy, AuthService, Client, Disclosure, EmailVerification, EventKind,
    FieldError, FieldValues, FieldsError, HostMessage, LoginError, NewAccount, Policy,
    RegisterError, Registered, RegistrationFields, SessionRequest, Unavailable, UnitOfWork, User,
    VerifyEmailError,
};

use super::fixture::{ALICE, BOB, GOOD, World, email, password};

const STAFF_ONLY: &str = "only for the staff";
const SUSPENDED: &str = "suspended until Monday";

/// Accepts addresses of one domain, and knows suspended users.
struct Doorman;

#[async_trait]
impl AccessPolicy for Doorman {
    async fn may_register(&self, account: &NewAccount, _: &Client) -> Result<(), AccessDenied> {
        match account.email.as_str().ends_with("@example.com") {
            true => Ok(()),
            false => Err(AccessDenied::because(STAFF_ONLY)),
        }
    }

    async fn may_log_in(&self, user: &User, _: &Client) -> Result<(), AccessDenied> {
        match user.email.as_str() {
            BOB => Err(AccessDenied::because(SUSPENDED)),
            "down@example.com" => Err(Unavailable::new("the list of the suspended").into()),
            _ => Ok(()),
        }
    }
}

/// Requires a name, and a seat that no other user has.
struct Seats;

#[async_trait]
impl RegistrationFields for Seats {
    fn names(&self) -> &'static [&'static str] {
        &["name", "seat"]
    }

    async fn check(&self, values: &FieldValues) -> Result<(), FieldsError> {
        match values.get("name") {
            "" => Err(refused("name", "Tell us your name.")),
            _ => Ok(()),
        }
    }

    /// An application would insert a row here; the store gets one more call.
    async fn save(
        &self,
        user: &User,
        values: &FieldValues,
        unit: &mut dyn UnitOfWork,
    ) -> Result<(), FieldsError> {
        assert_eq!(values.iter().count(), 2, "nothing but what was asked for");
        unit.users()
            .schedule_deletion(user.id, Some(user.created_at))
            .await?;
        match values.get("seat") {
            "1A" => Err(refused("seat", "This seat is taken.")),
            _ => Ok(()),
        }
    }
}

fn refused(field: &'static str, message: &'static str) -> FieldsError {
    let message = message.into();
    FieldsError::Refused(vec![FieldError { field, message }])
}

fn guarded() -> World {
    let mut world = World::new();
    world.choose(|ports| ports.access_policy = Some(Arc::new(Doorman)));
    world
}

async fn register(world: &World, address: &str) -> Result<Registered, RegisterError> {
    let account = NewAccount::new(email(address), password(GOOD));
    let request = SessionRequest::default();
    world.accounts.register(account, request).await
}

#[tokio::test]
async fn registration_refused_by_the_application_computes_no_hash() {
    let world = guarded();
    let refused = register(&world, "eve@elsewhere.example").await;
    let Err(RegisterError::Refused(HostMessage::Text(reason))) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(reason, STAFF_ONLY);
    assert_eq!(world.hasher.work(), 0);
    assert!(world.user("eve@elsewhere.example").await.is_none());
    assert!(register(&world, ALICE).await.is_ok());
}

#[tokio::test]
async fn refused_user_learns_the_reason_with_the_correct_password_only() {
    let mut world = World::new();
    register(&world, BOB).await.unwrap();
    world.choose(|ports| ports.access_policy = Some(Arc::new(Doorman)));
    let guessed = world.log_in(BOB, "a wrong guess").await;
    assert!(matches!(guessed, Err(LoginError::NoMatch)), "{guessed:?}");
    let refused = world.log_in(BOB, GOOD).await;
    let Err(LoginError::Refused(HostMessage::Text(reason))) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(reason, SUSPENDED);
    assert_eq!(world.count(EventKind::LoggedIn).await, 0);
    register(&world, ALICE).await.unwrap();
    assert!(world.log_in(ALICE, GOOD).await.is_ok());
}

#[tokio::test]
async fn unavailable_access_policy_refuses_logins() {
    let mut world = World::new();
    register(&world, "down@example.com").await.unwrap();
    world.choose(|ports| ports.access_policy = Some(Arc::new(Doorman)));
    let refused = world.log_in("down@example.com", GOOD).await;
    assert!(matches!(refused, Err(LoginError::Unavailable(_))));
}

#[tokio::test]
async fn access_policy_applies_to_registrations() {
    let world = guarded();
    let registered = register(&world, BOB).await.unwrap();
    let Registered::NotYet(HostMessage::Text(reason)) = registered else {
        panic!("{registered:?}");
    };
    assert_eq!(reason, SUSPENDED);
    let bob = world.user(BOB).await.expect("an account, for later");
    assert_eq!(world.sessions_of(&bob).await, []);
}

#[tokio::test]
async fn access_policy_applies_to_emailed_links_which_still_verify_the_address() {
    let mut world = World::verifying(EmailVerification::Required);
    register(&world, BOB).await.unwrap();
    let link = world
        .emailed_link(vestibule_domain::EmailKind::VerifyEmail)
        .await;
    world.choose(|ports| ports.access_policy = Some(Arc::new(Doorman)));
    let request = SessionRequest::default();
    let entered = world
        .accounts
        .verify_email_and_log_in_by(&link, password(GOOD), request)
        .await;
    assert!(matches!(entered, Err(VerifyEmailError::Refused(_))));
    let bob = world.user(BOB).await.unwrap();
    assert!(bob.email_verified_at.is_some());
    assert_eq!(world.sessions_of(&bob).await, []);
}

fn account_with_fields(values: &[(&str, &str)]) -> NewAccount {
    NewAccount {
        fields: values.iter().copied().collect(),
        ..NewAccount::new(email(ALICE), password(GOOD))
    }
}

async fn register_with(
    world: &World,
    values: &[(&str, &str)],
) -> Result<Registered, RegisterError> {
    let request = SessionRequest::default();
    world
        .accounts
        .register(account_with_fields(values), request)
        .await
}

#[tokio::test]
async fn invalid_registration_field_is_refused_before_any_work() {
    let mut world = World::new();
    world.choose(|ports| ports.fields = Some(Arc::new(Seats)));
    let refused = register_with(&world, &[("seat", "2B")]).await;
    let Err(RegisterError::Fields(errors)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(errors[0].field, "name");
    assert_eq!(world.hasher.work(), 0);
}

#[tokio::test]
async fn rows_of_the_application_are_stored_with_the_account_or_not_at_all() {
    let mut world = World::new();
    world.choose(|ports| ports.fields = Some(Arc::new(Seats)));
    let refused = register_with(&world, &[("name", "Alice"), ("seat", "1A")]).await;
    assert!(matches!(refused, Err(RegisterError::Fields(_))));
    assert!(
        world.user(ALICE).await.is_none(),
        "and so she may try again"
    );
    assert_eq!(world.count(EventKind::Registered).await, 0);

    let typed = [("name", "Alice"), ("seat", "2B"), ("is_admin", "1")];
    register_with(&world, &typed).await.unwrap();
    let alice = world.user(ALICE).await.unwrap();
    assert!(alice.deletion_due_at.is_some(), "the host wrote it");
}

/// Whether or not the address has an account, the fields of the application are checked first.
#[tokio::test]
async fn registration_fields_do_not_disclose_accounts() {
    let mut world = World::with_policy(Policy::default().with(|policy| {
        policy.verification = EmailVerification::Required;
        policy.disclosure = Disclosure::None;
        policy.sends_email = true;
    }));
    world.choose(|ports| ports.fields = Some(Arc::new(Seats)));
    let typed = [("name", "Alice"), ("seat", "2B")];
    for _ in 0..2 {
        let registered = register_with(&world, &typed).await.unwrap();
        assert!(matches!(registered, Registered::EmailSent));
        let refused = register_with(&world, &[]).await;
        assert!(matches!(refused, Err(RegisterError::Fields(_))));
    }
}
