use lettre::{
    Address,
    address::Envelope,
    transport::smtp::{
        self,
        client::AsyncSmtpConnection,
        commands::{Data, Mail, Rcpt},
        extension::{Extension, MailBodyParameter, MailParameter},
        response::{Category, Severity},
    },
};
use vestibule_domain::{SendError, Unavailable};

/// Tells a mail server who writes to whom, and what. Step by step, since the same answer means
/// another thing at each: one that refuses this site refuses every mail of it, and none must be
/// given up for that.
pub(crate) async fn hand_over(
    connection: &mut AsyncSmtpConnection,
    envelope: &Envelope,
    message: &[u8],
) -> Result<(), SendError> {
    let sender = Mail::new(
        envelope.from().cloned(),
        parameters(connection, envelope, message)?,
    );
    let named = connection.command(sender).await;
    named.map_err(Unavailable::new)?;
    for to in envelope.to() {
        let named = connection.command(Rcpt::new(to.clone(), vec![])).await;
        named.map_err(|error| match blames_the_sender(&error) {
            true => Unavailable::new(error).into(),
            false => failed(error),
        })?;
    }
    connection.command(Data).await.map_err(failed)?;
    connection.message(message).await.map_err(failed)?;
    Ok(())
}

/// What the server must be able to take (RFC 6531 and 6152). One that is not fails for good.
fn parameters(
    connection: &AsyncSmtpConnection,
    envelope: &Envelope,
    message: &[u8],
) -> Result<Vec<MailParameter>, SendError> {
    let is_ascii = |address: &Address| AsRef::<str>::as_ref(address).is_ascii();
    let is_international = !envelope.to().iter().chain(envelope.from()).all(is_ascii);
    let needed = [
        (
            is_international,
            Extension::SmtpUtfEight,
            MailParameter::SmtpUtfEight,
        ),
        (
            !message.is_ascii(),
            Extension::EightBitMime,
            MailParameter::Body(MailBodyParameter::EightBitMime),
        ),
    ];
    let needed = needed.into_iter().filter(|(is_needed, ..)| *is_needed);
    needed
        .map(|(_, extension, parameter)| {
            match connection.server_info().supports_feature(extension) {
                true => Ok(parameter),
                false => Err(SendError::Refused(
                    format!("the mail server has no {extension}").into(),
                )),
            }
        })
        .collect()
}

/// A refusal of this mail is for good (`550`, `553`, …; RFC 5321, 4.2.3). Whatever else is wrong
/// may be mended, and the mail can wait for that.
fn failed(error: smtp::Error) -> SendError {
    let is_refused = error.status().is_some_and(|code| {
        code.severity == Severity::PermanentNegativeCompletion
            && code.category == Category::MailSystem
    });
    match is_refused {
        true => SendError::Refused(error.into()),
        false => SendError::Unavailable(Unavailable::new(error)),
    }
}

/// Many servers judge the sender only when they hear of the recipient. Then the enhanced code
/// tells (RFC 3463): a bad sender's address (`5.1.7`, `5.1.8`), or something about security
/// or policy (`5.7.…`), as for a server that wants a log-in before it passes mails on.
fn blames_the_sender(error: &smtp::Error) -> bool {
    let said = std::error::Error::source(error).map(ToString::to_string);
    let said = said.unwrap_or_default();
    ["5.1.7", "5.1.8"].contains(&said.split(' ').next().unwrap_or_default())
        || said.starts_with("5.7.")
}
