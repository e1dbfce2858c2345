//! Pages and operations show every time that a row can have.

use std::time::Duration;

use proptest::prelude::*;
use serde_json::json;
use vestibule_domain::{
    AuthMethod, Authentications, Client as Origin, Clock, Credential, EmailAddress, Event, EventId,
    EventKind, PasswordHasher, PlainPassword, Session, SessionId, SessionTokenHash, Store,
    Timestamp, User, UserId,
};
use vestibule_memory::SeededTokenSource;
use vestibule_web::Route;

use crate::{
    api::client::Client,
    pages::fixture::{ALICE, GOOD, Site},
};

/// All values of a column of whole seconds.
fn time() -> impl Strategy<Value = Timestamp> {
    let seconds = prop_oneof![
        any::<i64>(),
        Just(i64::MIN),
        Just(i64::MAX),
        Just(1_690_887_741_455),
        -62_135_596_900..-62_135_596_700_i64,
        253_402_300_700..253_402_300_900_i64,
        0..2_000_000_000_i64,
    ];
    seconds.prop_map(Timestamp::from_unix_seconds)
}

/// Alice's account, a session of another browser and an event, with these times.
async fn store(site: &Site, times: [Timestamp; 8]) {
    let [verified, changed, created, due, since, proved, seen, at] = times;
    let random = SeededTokenSource::default();
    let plain = PlainPassword::new(GOOD.to_owned());
    let password = site.hasher.hash(&plain).await.unwrap();
    let user = User::new(
        UserId::generate(&*site.clock, &random).unwrap(),
        EmailAddress::parse(ALICE).unwrap(),
        created,
    )
    .with(|user| {
        user.email_verified_at = Some(verified);
        user.password_changed_at = changed;
        user.deletion_due_at = Some(due);
    });
    let credential = Credential::new(user, password);
    let user_id = credential.user.id;
    let session = Session::new(
        SessionId::generate(&*site.clock, &random).unwrap(),
        user_id,
        SessionTokenHash::from_bytes([7; 32]),
        Authentications::default().with(AuthMethod::Password, proved),
        since,
        Timestamp::MAX,
    )
    .with(|session| {
        session.last_seen_at = seen.max(site.clock.now());
        session.remembered = true;
        session.client = Origin::default();
    });
    let event = Event {
        id: EventId::generate(&*site.clock, &random).unwrap(),
        kind: EventKind::LoggedIn,
        user_id: Some(user_id),
        at,
        client: Origin::default(),
    };
    let mut unit = site.store.begin().await.unwrap();
    assert!(unit.users().insert_credential(&credential).await.unwrap());
    let proven = credential.user.auth_epoch;
    assert!(unit.sessions().insert(&session, proven).await.unwrap());
    unit.events().insert(&event).await.unwrap();
    unit.commit().await.unwrap();
}

/// Logs in by the API, and requests everything.
async fn request_all_pages(site: &Site) -> Vec<String> {
    let mut client = Client::new(site);
    let body = json!({ "email": ALICE, "password": GOOD });
    let opened = client.post("/session", body).await;
    let mut failed = Vec::new();
    if opened.answer.status != 201 || opened.json["session"].is_null() {
        failed.push(format!("log in: {}", opened.answer.body));
    }
    for path in [
        "/account",
        "/account/activity",
        "/account/export",
        "/session",
        "/sessions",
    ] {
        let reply = client.get(path).await;
        if reply.answer.status != 200 {
            failed.push(format!("{path}: {}", reply.answer.body));
        }
    }
    for path in Route::all().map(Route::path) {
        let page = client.browser.get(path).await;
        if page.status.is_server_error() {
            failed.push(format!("{path}: {}", page.body));
        }
    }
    failed
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]

    #[test]
    fn whatever_time_a_row_has_pages_and_api_render_it(
        times in prop::array::uniform8(time()),
        now in 0..4_000_000_000_u64,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let failed = runtime.block_on(async {
            let site = Site::new();
            site.clock.advance(Duration::from_secs(now));
            store(&site, times).await;
            request_all_pages(&site).await
        });
        prop_assert!(failed.is_empty(), "{failed:?}");
    }
}
