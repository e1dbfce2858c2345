use lettre::{
    Address,
    address::Envelope,
    transport::smtp::{
        client::AsyncSmtpConnection,
        commands::{Data, Mail, Rcpt},
        extension::{Extension, MailBodyParameter, MailParameter},
    },
};
use vestibule_domain::{SendError, Unavailable};

use crate::refusal::{Step, judge};

/// Sends an email to a server, step by step, because the meaning of a response depends on the step: a
/// server that refuses this site refuses every email, and none must be given up for that.
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
        named.map_err(|error| judge(error, Step::Recipient))?;
    }
    let refused = |error| judge(error, Step::Message);
    connection.command(Data).await.map_err(refused)?;
    connection.message(message).await.map_err(refused)?;
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
