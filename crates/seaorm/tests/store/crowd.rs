//! One user does everything at once, in many browsers and at two servers.

use std::{future::Future, slice, sync::Arc, time::Duration};

use tokio::task::JoinSet;
use vestibule_domain::{
    Accounts, AuthService, ChangePassword, ChangePasswordError, Client, LoggedIn, LoginError,
    ManageSessions, MayConflict, Policy, PurgeTask, SessionRequest, SessionToken,
};
use vestibule_memory::ManualClock;
use vestibule_seaorm::SeaOrmStore;

use crate::{
    accounts::{accounts, email, password, register},
    database::TestDatabase,
};

const ROUNDS: usize = 25;
const HOUR: Duration = Duration::from_secs(60 * 60);

on_each_database!(parallel_requests_of_one_user_succeed);

async fn parallel_requests_of_one_user_succeed(database: &TestDatabase) {
    let clock = Arc::new(ManualClock::default());
    let servers = [
        server(database, 1, &clock).await,
        server(database, 2, &clock).await,
    ];
    let [(here, _), (there, _)] = &servers;
    let mut former = vec![register(here, email("alice@example.com"), password(0)).await];
    for round in 0..ROUNDS {
        // The sessions of the previous round have expired, and are being purged.
        clock.advance(24 * 31 * HOUR);
        let mut browsers = Vec::new();
        for _ in 0..4 {
            browsers.push(log_in(here, round, None).await.unwrap());
        }
        clock.advance(HOUR);

        let mut crowd = JoinSet::new();
        for (server, purge_task) in servers.clone() {
            let (browsers, former) = (browsers.clone(), former.clone());
            crowd.spawn(visit_all(server.clone(), browsers.clone()));
            crowd.spawn(purge(purge_task));
            let used_before = browsers[1].token.clone();
            crowd.spawn(log_in_again(server.clone(), round, used_before));
            let revoked = browsers[2].current.session.id;
            crowd.spawn(async move {
                let client = Client::default();
                let by = &browsers[3].current;
                let by = by.recently_authenticated().unwrap();
                retry_conflicts(|| server.revoke_session(&by, revoked))
                    .await
                    .unwrap();
                for ended in former.iter().chain([&browsers[1], &browsers[2]]) {
                    retry_conflicts(|| server.log_out(&ended.token, &client))
                        .await
                        .unwrap();
                }
            });
        }
        let changed = change_password(there, &browsers[0], round).await.unwrap();
        crowd.join_all().await;

        let left = here.list_sessions(&changed.current, 100).await.unwrap();
        assert_eq!(
            left,
            slice::from_ref(&changed.current.session),
            "round {round}"
        );
        former = browsers;
        former.push(changed);
    }
}

async fn server(
    database: &TestDatabase,
    number: u64,
    clock: &Arc<ManualClock>,
) -> (Arc<Accounts>, Arc<PurgeTask>) {
    let store = Arc::new(SeaOrmStore::new(database.migrated().await));
    let policy = Policy::default().with(|policy| {
        policy.sends_email = true;
        policy.attempts = None;
    });
    let accounts = accounts(store, Arc::default(), clock.clone(), number, policy);
    let accounts = Arc::new(accounts);
    (accounts.clone(), Arc::new(PurgeTask::new(accounts)))
}

async fn log_in(
    server: &Accounts,
    round: usize,
    replaces: Option<SessionToken>,
) -> Result<LoggedIn, LoginError> {
    let login = retry_conflicts(|| {
        let request = SessionRequest {
            replaces: replaces.clone(),
            ..SessionRequest::default()
        };
        server.log_in(email("alice@example.com"), password(round), request)
    });
    login.await.map(|login| login.logged_in().unwrap())
}

/// The password may have been changed meanwhile.
async fn log_in_again(server: Arc<Accounts>, round: usize, used_before: SessionToken) {
    match log_in(&server, round, Some(used_before)).await {
        Ok(_) | Err(LoginError::NoMatch) => {}
        Err(error) => panic!("{error:?}"),
    }
}

async fn change_password(
    server: &Accounts,
    browser: &LoggedIn,
    round: usize,
) -> Result<LoggedIn, ChangePasswordError> {
    retry_conflicts(|| {
        server.change_password(&browser.current, password(round), password(round + 1))
    })
    .await
}

async fn visit_all(server: Arc<Accounts>, browsers: Vec<LoggedIn>) {
    let client = Client::default();
    for browser in &browsers {
        retry_conflicts(|| server.authenticate(&browser.token, &client))
            .await
            .unwrap();
    }
}

async fn purge(purge_task: Arc<PurgeTask>) {
    while retry_conflicts(|| purge_task.purge_batch()).await.unwrap() > 0 {}
}

/// As often as the product retries, and with similar pauses.
async fn retry_conflicts<T, E, F>(attempt: impl Fn() -> F) -> Result<T, E>
where
    F: Future<Output = Result<T, E>>,
    E: MayConflict,
{
    for pause in [10, 20, 40] {
        match attempt().await {
            Err(error) if error.is_conflict() => {
                tokio::time::sleep(Duration::from_millis(pause)).await;
            }
            done => return done,
        }
    }
    attempt().await
}
