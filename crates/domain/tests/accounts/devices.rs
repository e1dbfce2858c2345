use proptest::prelude::*;
use vestibule_domain::{
    AuthService, DeviceKeys, EmailKind, EmailVerification, LoggedIn, Policy, SessionRequest,
};

use super::fixture::{ALICE, BOB, GOOD, KEY, OTHER_KEY, World, email, key, password};

/// Emails are sent, and no user has to verify the address.
fn world() -> World {
    World::with_policy(Policy::default().with(|policy| policy.sends_email = true))
}

fn with(device: Option<&str>) -> SessionRequest {
    SessionRequest {
        device: device.map(str::to_owned),
        ..Default::default()
    }
}

/// Logs in with the cookie of the browser, and returns whether the user got a notice.
async fn log_in(world: &World, address: &str, device: Option<&str>) -> (LoggedIn, bool) {
    let logged_in = world
        .accounts
        .log_in(email(address), password(GOOD), with(device));
    let logged_in = logged_in.await.unwrap().logged_in().unwrap();
    let messages = world.deliver().await;
    let told = messages
        .iter()
        .any(|l| l.email.kind == EmailKind::NewBrowser && l.email.to == email(address));
    (logged_in, told)
}

#[tokio::test]
async fn login_from_a_new_browser_sends_an_email_and_from_a_known_one_does_not() {
    let world = world();
    let registered = world.register_alice().await;
    let (_, told) = log_in(&world, ALICE, registered.device.as_deref()).await;
    assert!(!told, "the browser that registered is known");
    let (first, told) = log_in(&world, ALICE, None).await;
    assert!(told);
    let (again, told) = log_in(&world, ALICE, first.device.as_deref()).await;
    assert!(!told);
    let (_, told) = log_in(&world, ALICE, again.device.as_deref()).await;
    assert!(!told);
}

#[tokio::test]
async fn forged_device_cookie_is_a_new_browser() {
    let world = world();
    let own = world.register_alice().await.device.unwrap();
    let foreign = {
        let elsewhere = DeviceKeys::new(&key(OTHER_KEY), None);
        let ours = DeviceKeys::new(&key(KEY), None);
        elsewhere.write(&ours.read(&own).unwrap())
    };
    let flipped = match own.strip_prefix('A') {
        Some(rest) => format!("B{rest}"),
        None => format!("A{}", &own[1..]),
    };
    let long = "A".repeat(100_000);
    for sent in ["", "x", "🍪", &own[1..], &*long, &foreign, &flipped] {
        let (logged_in, told) = log_in(&world, ALICE, Some(sent)).await;
        assert!(told, "{:.50}", sent);
        let (_, told) = log_in(&world, ALICE, logged_in.device.as_deref()).await;
        assert!(!told, "and it got a good one");
    }
}

#[tokio::test]
async fn known_browser_of_another_user_is_reported_as_new() {
    let world = world();
    let bob = world.register(BOB, with(None)).await.device;
    world.register_alice().await;
    let (alice, told) = log_in(&world, ALICE, bob.as_deref()).await;
    assert!(told);
    let shared = alice.device;
    for address in [BOB, ALICE, BOB] {
        let (_, told) = log_in(&world, address, shared.as_deref()).await;
        assert!(!told, "{address}");
    }
}

#[tokio::test]
async fn device_cookie_does_not_disclose_users() {
    let world = world();
    let registered = world.register_alice().await.device.unwrap();
    let (elsewhere, _) = log_in(&world, ALICE, None).await;
    let keys = DeviceKeys::new(&key(KEY), None);
    let one = keys.read(&registered).unwrap();
    let other = keys.read(&elsewhere.device.unwrap()).unwrap();
    let id = elsewhere.current.id;
    assert!(keys.knows(&one, id, 0) && keys.knows(&other, id, 0));
    let printed = format!("{one:?}{other:?}");
    assert!(!printed.contains(&id.to_string()));
    assert_ne!(one, other, "the same person, with another mark");
}

#[tokio::test]
async fn browser_stays_known_after_a_key_rotation() {
    let world = world();
    let device = world.register_alice().await.device.unwrap();
    let id = world.user(ALICE).await.unwrap().id;
    let rotated = world.rekeyed(OTHER_KEY, Some(KEY));
    world.deliver().await;
    let logged_in = rotated.log_in(email(ALICE), password(GOOD), with(Some(&device)));
    let renewed = logged_in.await.unwrap().logged_in().unwrap();
    let renewed = renewed.device.unwrap();
    assert_eq!(world.store.all_emails().await, [], "no notice");
    let new_key_alone = DeviceKeys::new(&key(OTHER_KEY), None);
    assert!(new_key_alone.read(&device).is_none());
    let renewed = new_key_alone.read(&renewed).unwrap();
    assert!(
        new_key_alone.knows(&renewed, id, 0),
        "it outlives the old key"
    );
}

/// A user who registers the address of another person must not fill that mailbox by logging in.
#[tokio::test]
async fn unverified_address_receives_no_notice() {
    let world = World::verifying(EmailVerification::Optional);
    world.register_alice().await;
    let (_, told) = log_in(&world, ALICE, None).await;
    assert!(!told);
}

proptest! {
    #[test]
    fn whatever_is_changed_in_a_device_cookie_it_is_unknown(
        at in any::<prop::sample::Index>(),
        other in prop::sample::select(b"ABCyz0189-_=+/ %".as_slice()),
        cut in 0..40_usize,
        rubbish in "[A-Za-z0-9_-]{0,300}|\\PC{0,60}",
    ) {
        let keys = DeviceKeys::new(&key(KEY), None);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let sent = runtime.block_on(async { world().register_alice().await.device.unwrap() });
        let device = keys.read(&sent).unwrap();
        prop_assert_eq!(&keys.write(&device), &sent, "it has one spelling");
        let mut changed = sent.clone().into_bytes();
        let at = at.index(changed.len());
        changed[at] = other;
        let changed = String::from_utf8(changed).unwrap();
        prop_assert_eq!(keys.read(&changed).is_some(), changed == sent);
        prop_assert!(keys.read(&sent[cut + 1..]).is_none());
        prop_assert!(keys.read(&sent[..sent.len() - cut - 1]).is_none());
        prop_assert!(keys.read(&rubbish).is_none());
        prop_assert!(DeviceKeys::new(&key(OTHER_KEY), None).read(&sent).is_none());
    }
}
