use proptest::prelude::*;
use vestibule_domain::{EmailAddress, Mailer, SendError};

use super::{
    fixture::{mailer_to, message},
    received::parse,
    server::Server,
};

/// All characters that an address may have, and more.
fn address() -> impl Strategy<Value = String> {
    let local = "([a-zA-Z0-9!#$%&'*+/=?^_`{|}~.<>\\x00-\\x20\\pL\\pM-]|\\PC){1,12}";
    let local = prop_oneof![
        local,
        "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,20}",
        "[\\pL\\pM]{1,9}"
    ];
    let domain = prop_oneof!["[a-z]{1,9}\\.example", "\\PC{1,9}\\.com"];
    (local, domain).prop_map(|(local, domain)| format!("{local}@{domain}"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_address_is_typed_it_stays_in_its_header_and_command(typed in address()) {
        let Ok(email) = EmailAddress::parse(&typed) else { return Ok(()) };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let server = Server::start().await;
            let sent = mailer_to(&server).send(&message(1, &typed)).await;
            let said = server.said();
            if let Err(SendError::Refused(_)) = sent {
                prop_assert!(said.emails.is_empty());
                return Ok(());
            }
            sent.unwrap();
            let recipient = format!("RCPT TO:<{}>", email.canonical());
            let recipients = said.commands.iter().filter(|line| line.starts_with("RCPT"));
            prop_assert_eq!(recipients.collect::<Vec<_>>(), vec![&recipient]);
            let message = parse(&said.emails[0]);
            let names: Vec<_> = message.headers().iter().map(|header| header.name()).collect();
            prop_assert_eq!(
                names,
                ["From", "To", "Date", "Message-ID", "Auto-Submitted", "Subject", "MIME-Version", "Content-Type"]
            );
            let to = message.to().unwrap();
            prop_assert_eq!(to.first().unwrap().address(), Some(email.canonical()));
            Ok(())
        })?;
    }
}
