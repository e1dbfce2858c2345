use std::time::Duration;

use vestibule_domain::{Accounts, ManageAccount, Policy, PurgeTask, ResetPassword};

use super::server;
use crate::{accounts::reauthenticate_once, database::TestDatabase};

on_each_database!(background_tasks_send_the_expected_statements);

const MINUTE: Duration = Duration::from_secs(60);

async fn background_tasks_send_the_expected_statements(database: &TestDatabase) {
    let grace = Policy::default().with(|policy| policy.deletion_grace = MINUTE);
    let server = server(database, grace).await;
    let accounts: &Accounts = &server.accounts;
    let purge_task = PurgeTask::new(server.accounts.clone());
    let alice = server.alice().await.current;
    server.recording.take();

    // Nothing is due, and nothing has expired.
    assert!(!server.mail_worker.deliver().await.unwrap());
    server.costs(&[&["SELECT emails"]]);

    purge_task.purge_batch().await.unwrap();
    let looks = [
        "SELECT sessions",
        "SELECT sessions",
        "SELECT one_time_tokens",
    ];
    let more_looks = ["SELECT events", "SELECT attempts", "SELECT users"];
    server.costs(&[&looks, &more_looks]);

    // An email with a link, and one without.
    let forgotten = accounts.request_password_reset(&alice.email, &alice.client);
    forgotten.await.unwrap();
    server.recording.take();
    assert!(server.mail_worker.deliver().await.unwrap());
    let claim = ["SELECT emails", "SELECT emails", "UPDATE emails"];
    server.costs(&[
        &claim,
        &["SELECT users", "SELECT one_time_tokens"],
        &[
            "DELETE one_time_tokens",
            "INSERT one_time_tokens",
            "UPDATE emails",
        ],
        &["DELETE emails"],
    ]);

    let deleted = accounts
        .delete_account(&reauthenticate_once(accounts, &alice, 0).await)
        .await;
    deleted.unwrap();
    server.recording.take();
    assert!(server.mail_worker.deliver().await.unwrap());
    server.costs(&[&claim, &["SELECT users"], &["DELETE emails"]]);

    server.clock.advance(MINUTE);
    purge_task.purge_batch().await.unwrap();
    server.costs(&[
        &looks,
        &["SELECT events"],
        &["SELECT attempts", "DELETE attempts"],
        &["SELECT users"],
        &["DELETE users", "DELETE emails", "DELETE events"],
        &["INSERT emails", "INSERT events"],
    ]);
}
