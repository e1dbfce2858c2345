//! A client must not measure whether an account exists: both cases cost the same statements.

use vestibule_domain::{
    Accounts, AuthService, ChangeEmail, Client, Disclosure, EmailVerification, NewAccount, Policy,
    ResetPassword, SessionRequest, VerifyEmail,
};

use super::{Server, server, verb_and_table};
use crate::{
    accounts::{email, password, reauthenticate_once},
    database::TestDatabase,
};

on_each_database!(
    login_sends_the_same_statements_for_known_and_unknown_addresses,
    registration_sends_the_same_statements_for_known_and_unknown_addresses,
    email_request_sends_the_same_statements_for_known_and_unknown_addresses,
);

const KNOWN: &str = "alice@example.com";

impl Server {
    /// The first statement tells whether a rate limit was used before. That discloses nothing about an
    /// account, because the key is the address that was typed.
    fn asked(&self) -> Vec<String> {
        let taken =
            |verb_and_table: String| verb_and_table.replace("INSERT attempts", "UPDATE attempts");
        let asked = self.recording.take();
        asked
            .iter()
            .map(|s| taken(verb_and_table(&s.sql)))
            .collect()
    }
}

#[track_caller]
fn are_equal(asked: &[Vec<String>]) {
    assert!(!asked[0].is_empty());
    for other in &asked[1..] {
        assert_eq!(*other, asked[0]);
    }
}

async fn login_sends_the_same_statements_for_known_and_unknown_addresses(database: &TestDatabase) {
    let server = server(database, Policy::default()).await;
    let accounts: &Accounts = &server.accounts;
    server.alice().await;
    server.recording.take();
    let mut asked = Vec::new();
    for address in [KNOWN, "nobody@example.com"] {
        let guess = accounts.log_in(email(address), password(9), SessionRequest::default());
        guess.await.unwrap_err();
        asked.push(server.asked());
    }
    are_equal(&asked);
}

/// On PostgreSQL a failed statement would end its transaction, which could be observed.
async fn registration_sends_the_same_statements_for_known_and_unknown_addresses(
    database: &TestDatabase,
) {
    let hidden = Policy::default().with(|policy| {
        policy.verification = EmailVerification::Required;
        policy.disclosure = Disclosure::None;
    });
    let server = server(database, hidden).await;
    let accounts: &Accounts = &server.accounts;
    let mut asked = Vec::new();
    for address in [KNOWN, KNOWN, "free@example.com", KNOWN] {
        let registered = accounts.register(
            NewAccount::new(email(address), password(1)),
            SessionRequest::default(),
        );
        registered.await.unwrap();
        asked.push(server.asked());
    }
    are_equal(&asked);
}

async fn email_request_sends_the_same_statements_for_known_and_unknown_addresses(
    database: &TestDatabase,
) {
    let server = server(database, Policy::default()).await;
    let (accounts, client) = (&server.accounts, &Client::default());
    let accounts: &Accounts = accounts;
    let alice = server.alice().await.current;
    let bob = accounts.register(
        NewAccount::new(email("bob@example.com"), password(1)),
        SessionRequest::default(),
    );
    bob.await.unwrap();
    server.recording.take();
    let (mut resets, mut proofs, mut moves) = (Vec::new(), Vec::new(), Vec::new());
    for address in ["bob@example.com", "nobody@example.com"] {
        let address = email(address);
        let reset = accounts.request_password_reset(&address, client).await;
        reset.unwrap();
        resets.push(server.asked());
        let proof = accounts.request_verification(&address, client).await;
        proof.unwrap();
        proofs.push(server.asked());
        let moved = accounts
            .change_email(&reauthenticate_once(accounts, &alice, 0).await, &address)
            .await;
        moved.unwrap();
        moves.push(server.asked());
    }
    for asked in [resets, proofs, moves] {
        are_equal(&asked);
    }
}
