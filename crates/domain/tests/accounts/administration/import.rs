use vestibule_domain::{
    Clock, Credential, ImportRow, Imported, PasswordHash, Refusal, Timestamp, User, UserId,
};

use super::{ALICE, BOB, GOOD, World, email};

const LONG_AGO: Timestamp = Timestamp::from_unix_seconds(1_000_000_000);

/// A row with the required values only.
fn row(address: &str) -> ImportRow {
    ImportRow {
        id: None,
        email: email(address),
        password: PasswordHash::unusable(),
        hash_format: None,
        email_verified_at: None,
        created_at: None,
        password_changed_at: None,
        deletion_due_at: None,
        disabled_at: None,
        failures: 0,
        device_epoch: 0,
    }
}

/// The row that creates the same account.
fn row_of(credential: Credential) -> ImportRow {
    let User { id, email, .. } = credential.user;
    ImportRow {
        id: Some(id),
        email,
        password: credential.password,
        hash_format: None,
        email_verified_at: credential.user.email_verified_at,
        created_at: Some(credential.user.created_at),
        password_changed_at: Some(credential.user.password_changed_at),
        deletion_due_at: credential.user.deletion_due_at,
        disabled_at: credential.user.disabled_at,
        failures: credential.failures,
        device_epoch: credential.device_epoch,
    }
}

async fn import(world: &World, rows: Vec<ImportRow>) -> Vec<Imported> {
    world.operator().import(rows, false).await.unwrap()
}

#[tokio::test]
async fn imported_user_logs_in_with_the_old_password() {
    let (before, after) = (World::new(), World::new());
    before.register_alice().await;
    before.log_in(ALICE, "wrong").await.unwrap_err();
    let all = before.operator().list(None, 9).await.unwrap();
    let rows: Vec<_> = all.iter().cloned().map(row_of).collect();
    assert_eq!(import(&after, rows.clone()).await, [Imported::Done]);
    assert_eq!(after.operator().list(None, 9).await.unwrap(), all);
    assert!(after.log_in(ALICE, GOOD).await.is_ok());
    assert_eq!(import(&after, rows).await, [Imported::AlreadyThere]);
}

#[tokio::test]
async fn missing_fields_of_an_imported_account_have_defaults() {
    let world = World::new();
    let known = ImportRow {
        created_at: Some(LONG_AGO),
        ..row(BOB)
    };
    let imported = import(&world, vec![row(ALICE), known]).await;
    assert_eq!(imported, [Imported::Done, Imported::Done]);
    let alice = world.user(ALICE).await.unwrap();
    assert_eq!(alice.created_at, world.clock.now());
    assert_eq!(alice.email_verified_at, None);
    assert_eq!(world.user(BOB).await.unwrap().password_changed_at, LONG_AGO);
}

#[tokio::test]
async fn invalid_row_is_refused_and_others_are_imported() {
    let world = World::new();
    let alice = world.register_alice().await.current.user;
    let other_id = ImportRow {
        id: Some(UserId::from_uuid(uuid(7))),
        ..row(ALICE)
    };
    let other_address = ImportRow {
        id: Some(alice.id),
        ..row("mallory@example.com")
    };
    let unreadable = ImportRow {
        password: PasswordHash::new("$2y$secret".to_owned()),
        ..row("carol@example.com")
    };
    let too_long = ImportRow {
        password: PasswordHash::new(format!("$cheap${}", "x".repeat(512))),
        ..row("dan@example.com")
    };
    let rows = vec![other_id, other_address, unreadable, too_long, row(BOB)];
    let imported = import(&world, rows).await;
    let reason = |reason: &str| Imported::Refused(Refusal::Hash(reason.to_owned()));
    assert_eq!(
        imported,
        [
            Imported::Refused(Refusal::EmailTaken(alice.id)),
            Imported::Refused(Refusal::IdTaken(alice.email)),
            reason("it is not a cheap one"),
            reason("it is too long"),
            Imported::Done,
        ]
    );
    assert_eq!(world.operator().list(None, 9).await.unwrap().len(), 2);
}

#[tokio::test]
async fn dry_run_reports_the_same_and_stores_nothing() {
    let world = World::new();
    let alice = ImportRow {
        id: Some(UserId::from_uuid(uuid(1))),
        ..row(ALICE)
    };
    let again = ImportRow {
        id: Some(UserId::from_uuid(uuid(2))),
        ..row(ALICE)
    };
    let rows = vec![alice.clone(), row(ALICE), again, row(BOB)];
    let expected = [
        Imported::Done,
        Imported::AlreadyThere,
        Imported::Refused(Refusal::EmailTaken(UserId::from_uuid(uuid(1)))),
        Imported::Done,
    ];
    let dry = world.operator().import(rows.clone(), true).await.unwrap();
    assert_eq!(dry, expected);
    assert_eq!(world.operator().list(None, 9).await.unwrap(), []);
    assert_eq!(import(&world, rows).await, expected);
}

fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}
