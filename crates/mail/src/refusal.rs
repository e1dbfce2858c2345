use lettre::transport::smtp::{
    self,
    response::{Category, Severity},
};
use vestibule_domain::{SendError, Unavailable};

/// The command to which a server says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The server hears of the recipient.
    Recipient,
    /// The server has the message, or is about to get it.
    Message,
}

/// What servers without enhanced codes say where they refuse the sender at the recipient: "relay
/// not permitted", "sender verify failed", "authentication required", and qmail's "that domain
/// isn't in my list of allowed rcpthosts".
const ABOUT_THE_SENDER: [&str; 4] = ["relay", "sender", "authenti", "rcpthosts"];

/// Only a refusal of the recipient's mailbox is permanent. Other refusals, such as of the sender,
/// its IP address, its rate or the text, concern every email of this site: the operator can correct
/// the cause, and the email is retried until then.
pub(crate) fn judge(error: smtp::Error, step: Step) -> SendError {
    match is_about_the_mailbox(&error, step) {
        true => SendError::Refused(error.into()),
        false => SendError::Unavailable(Unavailable::new(error)),
    }
}

fn is_about_the_mailbox(error: &smtp::Error, step: Step) -> bool {
    let Some(code) = error.status() else {
        return false;
    };
    let said = std::error::Error::source(error).map(ToString::to_string);
    let said = said.unwrap_or_default();
    let is_permanent = code.severity == Severity::PermanentNegativeCompletion
        && code.category == Category::MailSystem;
    is_permanent
        && match enhanced(&said) {
            // Enhanced codes about the sender's address (RFC 3463, 3.2; RFC 7505).
            Some((1, 7 | 8)) => false,
            // These say no more than the reply code does.
            None | Some((0, _) | (1, 0)) => {
                let said = said.to_ascii_lowercase();
                step == Step::Recipient
                    && matches!(code.to_string().as_str(), "550" | "551" | "553")
                    && !ABOUT_THE_SENDER.iter().any(|word| said.contains(word))
            }
            // Address and mailbox; no host takes email for the domain; no ASCII address.
            Some((1 | 2, _) | (4, 1 | 4) | (6, 7)) => true,
            Some(_) => false,
        }
}

/// Subject and detail of an enhanced code of the fifth class, `5.7.1` (RFC 3463), at the beginning
/// of an answer.
fn enhanced(said: &str) -> Option<(u16, u16)> {
    let code = said.split_ascii_whitespace().next()?;
    let (subject, detail) = code.strip_prefix("5.")?.split_once('.')?;
    Some((subject.parse().ok()?, detail.parse().ok()?))
}
