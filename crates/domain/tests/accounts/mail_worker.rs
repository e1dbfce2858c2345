use crate::accounts::by_password::ByPassword;
use crate::accounts::by_token::ByToken;
use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use tokio::{sync::Barrier, task::JoinSet, time::timeout};
use vestibule_domain::{
    Client, EmailKind, EventKind, MailWorker, Mailer, OutgoingEmail, ResetPassword, SENDING_TIME,
    SendError,
};
use vestibule_memory::{Delivery, RecordingMailer};

use super::fixture::{ALICE, GOOD, KEY, NEW, OTHER_KEY, World, email, password, said};

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Alice requested a password reset, and the email waits.
async fn waiting() -> World {
    let world = World::with_email();
    world.register_alice().await;
    world.deliver().await;
    let (alice, client) = (email(ALICE), Client::default());
    let asked = world.accounts.request_password_reset(&alice, &client);
    asked.await.unwrap();
    world
}

#[tokio::test]
async fn retry_delay_grows_while_the_mail_server_is_unavailable() {
    let world = waiting().await;
    world.mailer.set_delivery(Delivery::IsUnavailable);
    let attempts = async || {
        let waiting = world.store.all_emails().await;
        waiting[0].attempts
    };
    world.deliver().await;
    let waits = [10, 30, 90, 270, 810, 2_430, 3_600, 3_600];
    for (before, wait) in (1..).zip(waits) {
        assert_eq!(attempts().await, before);
        world.clock.advance(SECOND * (wait - 1));
        world.deliver().await;
        assert_eq!(attempts().await, before, "not before {wait} s");
        world.clock.advance(SECOND);
        world.deliver().await;
        assert_eq!(attempts().await, before + 1);
    }
    world.mailer.set_delivery(Delivery::Works);
    world.clock.advance(HOUR);
    assert_eq!(said(&world.deliver().await), [(ALICE, "reset_password")]);
    assert_eq!(world.store.all_emails().await, []);
    assert_eq!(world.count(EventKind::EmailUndeliverable).await, 0);
}

#[tokio::test]
async fn rejected_email_is_deleted() {
    let world = waiting().await;
    world.mailer.set_delivery(Delivery::IsRefused);
    assert_eq!(said(&world.deliver().await), []);
    assert_eq!(world.store.all_emails().await, []);
    assert_eq!(world.count(EventKind::EmailUndeliverable).await, 1);
}

#[tokio::test]
async fn email_is_deleted_after_a_day() {
    let world = waiting().await;
    world.mailer.set_delivery(Delivery::IsUnavailable);
    for _ in 0..23 {
        world.deliver().await;
        world.clock.advance(HOUR);
    }
    assert_eq!(world.store.all_emails().await.len(), 1);
    world.mailer.set_delivery(Delivery::Works);
    world.clock.advance(HOUR);
    assert_eq!(said(&world.deliver().await), [], "no email is waiting");
    assert_eq!(world.store.all_emails().await, []);
    assert_eq!(world.count(EventKind::EmailUndeliverable).await, 1);
}

/// A mailer whose process crashes when the email has just been sent.
#[derive(Default)]
struct DyingMailer(RecordingMailer);

#[async_trait]
impl Mailer for DyingMailer {
    async fn send(&self, message: &OutgoingEmail) -> Result<(), SendError> {
        self.0.send(message).await?;
        std::future::pending().await
    }
}

/// Sends the waiting email, crashes, and returns the token that it sent.
async fn crash_after_sending(world: &World) -> String {
    let mailer = Arc::new(DyingMailer::default());
    let mail_worker = MailWorker::new(world.accounts.clone(), mailer.clone());
    let died = timeout(Duration::from_millis(100), mail_worker.deliver()).await;
    assert!(died.is_err());
    let messages = mailer.0.sent();
    messages[0].link.as_ref().unwrap().expose().to_string()
}

#[tokio::test]
async fn email_of_a_crashed_worker_is_sent_with_the_same_link() {
    let world = waiting().await;
    let sent = crash_after_sending(&world).await;
    world.clock.advance(2 * SENDING_TIME - SECOND);
    assert_eq!(said(&world.deliver().await), [], "it may still be sending");
    world.clock.advance(SECOND);
    let again = world.emailed_link(EmailKind::ResetPassword).await;
    assert_eq!(again.expose().as_str(), sent);
    let client = Client::default();
    let reset = world
        .accounts
        .reset_password_by(&again, password(NEW), &client, None);
    reset.await.unwrap();
}

#[tokio::test]
async fn emailed_link_stays_the_same_after_a_key_rotation() {
    let world = waiting().await;
    let sent = crash_after_sending(&world).await;
    world.clock.advance(2 * SENDING_TIME);
    let accounts = world.rekeyed(OTHER_KEY, Some(KEY));
    let mail_worker = MailWorker::new(accounts.clone(), world.mailer.clone());
    assert!(mail_worker.deliver().await.unwrap());
    let link = world.mailer.sent().pop().unwrap().link.unwrap();
    assert_eq!(link.expose().as_str(), sent);
    let client = Client::default();
    let reset = accounts.reset_password_by(&link, password(NEW), &client, None);
    reset.await.unwrap();
}

#[tokio::test]
async fn email_retried_under_another_key_has_a_new_link() {
    let world = waiting().await;
    let sent = crash_after_sending(&world).await;
    world.clock.advance(2 * SENDING_TIME);
    let accounts = world.rekeyed(OTHER_KEY, None);
    let mail_worker = MailWorker::new(accounts.clone(), world.mailer.clone());
    assert!(mail_worker.deliver().await.unwrap());
    let link = world.mailer.sent().pop().and_then(|message| message.link);
    let link = link.expect("the old one leads nowhere, and the person waits");
    assert_ne!(link.expose().as_str(), sent);
}

#[tokio::test]
async fn queued_email_contains_no_secret() {
    let world = waiting().await;
    let sent = crash_after_sending(&world).await;
    let waiting = world.store.all_emails().await;
    assert!(waiting[0].link.is_some());
    assert!(!format!("{waiting:?}").contains(&sent));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_never_send_the_same_email() {
    const POSTMEN: usize = 4;
    let world = World::with_email();
    for number in 0..30 {
        let address = format!("user{number}@example.com");
        world.register(&address, Default::default()).await;
    }
    let start = Arc::new(Barrier::new(POSTMEN));
    let mut at_work = JoinSet::new();
    for _ in 0..POSTMEN {
        let mail_worker = MailWorker::new(world.accounts.clone(), world.mailer.clone());
        let start = start.clone();
        at_work.spawn(async move {
            start.wait().await;
            while mail_worker.deliver().await.unwrap() {}
        });
    }
    at_work.join_all().await;
    let messages = world.mailer.sent();
    assert_eq!(messages.len(), 30);
    let mut said = said(&messages);
    said.dedup();
    assert_eq!(said.len(), 30, "each person got theirs");
    assert_eq!(world.store.all_emails().await, []);
}

#[tokio::test]
async fn email_to_a_deleted_user_is_dropped() {
    let world = waiting().await;
    let alice = world.log_in(ALICE, GOOD).await.unwrap();
    let gone = world
        .accounts
        .delete_account_with(&alice.current, password(GOOD));
    gone.await.unwrap();
    assert_eq!(said(&world.deliver().await), [(ALICE, "account_deleted")]);
    assert_eq!(world.count(EventKind::EmailUndeliverable).await, 0);
}
