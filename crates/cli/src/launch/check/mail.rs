use std::time::Duration;

use humantime::format_duration;
use vestibule_builder::BuilderView;
use vestibule_domain::{Clock, ErrorChain};
use vestibule_seaorm::{Outbox, SeaOrmStore, sea_orm::DatabaseConnection};
use vestibule_system::SystemClock;

use super::Finding;

const PART: &str = "mail";
/// As for the alert `VestibuleMailOld`.
const LATE: Duration = Duration::from_secs(30 * 60);

/// Connects to the mail server up to the sender's address, and sends nothing.
pub(super) async fn try_out(builder: BuilderView<'_>) -> Vec<Finding> {
    let Some((server, from)) = builder.mail_server() else {
        let found = match builder.is_local() {
            true => Finding::untried(
                PART,
                "emails are written to the log, because SMTP_URL is not set",
            ),
            false => Finding::warning(PART, "no user can reset a password by email")
                .advising("set SMTP_URL and MAIL_FROM"),
        };
        return vec![found];
    };
    let (host, port) = server.server();
    let found = match server.try_out(from).await {
        Ok(()) => Finding::ok(
            PART,
            format!("{host}:{port} accepts the connection and the sender; no email was sent"),
        ),
        Err(error) => Finding::failed(PART, format!("{host}:{port}: {}", ErrorChain(&error)))
            .advising("check SMTP_URL, MAIL_FROM, the certificate and the firewall"),
    };
    vec![found]
}

/// What waits: a server that refuses the site says so only when it has heard all of an email.
/// Where the database says nothing, its own finding tells why.
pub(super) async fn outbox(database: Option<&DatabaseConnection>) -> Vec<Finding> {
    let Some(database) = database else {
        return Vec::new();
    };
    let outbox = SeaOrmStore::new(database.clone()).outbox().await;
    let Ok(Outbox {
        waiting,
        oldest: Some(oldest),
    }) = outbox
    else {
        return Vec::new();
    };
    let age = SystemClock.now().since(oldest);
    let waiting = format!(
        "{waiting} emails wait to be sent, the oldest for {}",
        format_duration(age)
    );
    let found = match age < LATE {
        true => Finding::ok(PART, waiting),
        false => Finding::warning(PART, waiting)
            .advising("look for `email delivery failed; retrying` in the log of the server"),
    };
    vec![found]
}
