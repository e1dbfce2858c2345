//! A rule of a bakery's own, tested with the real rules of accounts, and without a database:
//!
//! ```sh
//! cargo test -p vestibule --example rules
//! ```

#![allow(clippy::print_stdout, reason = "it is for a terminal")]

use vestibule::{
    AccessDenied, AccessPolicy, async_trait,
    domain::{Client, NewAccount, User},
};

/// Only addresses of the bakery may register, and only bakers at work today may log in.
struct Bakery {
    off_duty: Vec<&'static str>,
}

#[async_trait]
impl AccessPolicy for Bakery {
    async fn may_register(&self, account: &NewAccount, _: &Client) -> Result<(), AccessDenied> {
        match account.email.as_str().ends_with("@bakery.example") {
            true => Ok(()),
            false => Err(AccessDenied::because("Only bakers have an account here.")),
        }
    }

    async fn may_log_in(&self, user: &User, _: &Client) -> Result<(), AccessDenied> {
        match self.off_duty.contains(&user.email.as_str()) {
            false => Ok(()),
            true => Err(AccessDenied::because("Enjoy your day off.")),
        }
    }
}

fn main() {
    let bakery = Bakery {
        off_duty: vec!["carl@bakery.example"],
    };
    println!(
        "{} off duty. Its tests are in this file.",
        bakery.off_duty.len()
    );
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

    use vestibule::{
        SecretKey,
        domain::{
            Accounts, AuthService, EmailAddress, Keys, LoginError, PlainPassword, Policy, Ports,
            RegisterError, Registered, SessionRequest,
        },
    };
    use vestibule_memory::{CheapHasher, ManualClock, MemoryStore, SeededTokenSource};

    use super::*;

    /// The rules over ports in memory, and the clock, to be moved.
    fn accounts(off_duty: &[&'static str]) -> (Accounts, Arc<ManualClock>) {
        let store = Arc::new(MemoryStore::new());
        let clock = Arc::new(ManualClock::default());
        let ports = Ports::new(
            store.clone(),
            store,
            Arc::new(CheapHasher::default()),
            clock.clone(),
            Arc::new(SeededTokenSource::default()),
        )
        .with(|ports| {
            ports.access_policy = Some(Arc::new(Bakery {
                off_duty: off_duty.to_vec(),
            }))
        });
        let key = SecretKey::parse("Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa").unwrap();
        let accounts = Accounts::new(ports, Keys::new(&key, None), Policy::default());
        (accounts, clock)
    }

    async fn register(accounts: &Accounts, email: &str) -> Result<Registered, RegisterError> {
        let email = EmailAddress::parse(email).unwrap();
        let password = PlainPassword::new("correct horse battery".to_owned());
        let account = NewAccount::new(email, password);
        accounts.register(account, SessionRequest::default()).await
    }

    #[tokio::test]
    async fn customer_gets_no_role_of_a_baker() {
        let (accounts, _) = accounts(&[]);
        let refused = register(&accounts, "carl@example.com").await;
        assert!(matches!(refused, Err(RegisterError::Refused(_))));
    }

    #[tokio::test]
    async fn login_that_the_application_refuses_opens_no_session() {
        let (accounts, _) = accounts(&["carl@bakery.example"]);
        let registered = register(&accounts, "carl@bakery.example").await.unwrap();
        assert!(matches!(registered, Registered::NotYet(_)));
        let email = EmailAddress::parse("carl@bakery.example").unwrap();
        let password = PlainPassword::new("correct horse battery".to_owned());
        let accounts: &Accounts = &accounts;
        let refused = accounts.log_in(email, password, SessionRequest::default());
        assert!(matches!(refused.await, Err(LoginError::Refused(_))));
    }

    #[tokio::test]
    async fn session_of_a_baker_expires_after_a_month() {
        let (accounts, clock) = accounts(&[]);
        let registered = register(&accounts, "dora@bakery.example").await.unwrap();
        let Registered::LoggedIn(dora) = registered else {
            panic!("she has to prove nothing");
        };
        clock.advance(Duration::from_secs(31 * 24 * 60 * 60));
        let accounts: &Accounts = &accounts;
        let found = accounts.authenticate(&dora.token, &dora.current.client);
        assert!(found.await.unwrap().is_none());
    }
}
