use vestibule_domain::Causes;

use super::Finding;
use crate::Builder;

const PART: &str = "mail";

/// Goes as far as the log-in at the mail server, and sends nothing.
pub(super) async fn try_out(builder: &Builder) -> Vec<Finding> {
    let Some((server, _)) = &builder.smtp else {
        let found = match builder.is_local() {
            true => Finding::untried(PART, "mails are written to the log, as SMTP_URL is not set"),
            false => Finding::warning(PART, "nobody can reset a password by mail")
                .advising("set SMTP_URL and MAIL_FROM"),
        };
        return vec![found];
    };
    let (host, port) = server.server();
    let found = match server.try_out().await {
        Ok(()) => Finding::ok(PART, format!("{host}:{port} lets us in; nothing was sent")),
        Err(error) => Finding::failed(PART, format!("{host}:{port}: {}", Causes(&error)))
            .advising("look at SMTP_URL, the certificate and the firewall"),
    };
    vec![found]
}
