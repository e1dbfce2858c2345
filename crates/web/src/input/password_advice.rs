//! What would be a better password, beside one that was refused. It only advises: there are no
//! rules about what a password is made of (NIST SP 800-63B-4, 3.1.1.2).

use std::time::Duration;

use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};
use vestibule_domain::{EmailAddress, PlainPassword, WeakPassword};
use vestibule_templates::{Message, SecretField};
use zxcvbn::{
    feedback::{Suggestion, Warning},
    zxcvbn,
};

use crate::{Vestibule, render::messages};

const PASSWORDS_DIFFER: Message = Message::new("password-differs");

/// The most characters that are looked at: the work grows with the square of the length, to
/// some 50 ms here for what was made to take long.
const MOST_CHARACTERS: usize = 40;
/// An address that no password resembles, where none was typed that is one.
const NO_OWNER: &str = "x@x.invalid";
/// The number of password estimates at the same time: a flood of bad passwords occupies two
/// threads at most.
static TURNS: Semaphore = Semaphore::const_new(2);
/// Maximum wait for a turn. After it there is no advice, only the reason.
const PATIENCE: Duration = Duration::from_secs(1);

/// The field of a password that was refused: why, and what to do better.
pub(crate) async fn refused(
    reason: WeakPassword,
    password: PlainPassword,
    email: &str,
) -> SecretField {
    let field = SecretField::blank().with_error(messages::about_password(reason));
    field.with_advice(about(reason, password, email).await)
}

/// What is wrong with a new password and its repetition, as far as that can be seen without the
/// account: each error beside its field, so that a form has all of them at once. The rules look
/// at it again.
pub(crate) async fn new_password(
    vestibule: &Vestibule,
    password: &PlainPassword,
    confirmation: &PlainPassword,
    email: &str,
) -> Result<(), [SecretField; 2]> {
    let differs = password != confirmation;
    let field = match judge(vestibule, password, email) {
        Ok(()) if !differs => return Ok(()),
        Ok(()) => SecretField::blank(),
        Err(_) if password.is_empty() => {
            let min_length = vestibule.parts().settings.password.min_length();
            SecretField::blank().with_error(messages::no_new_password(min_length))
        }
        Err(reason) => refused(reason, password.clone(), email).await,
    };
    let confirmation = match differs {
        true => SecretField::blank().with_error(PASSWORDS_DIFFER),
        false => SecretField::blank(),
    };
    Err([field, confirmation])
}

/// Judges a new password by all that needs no other service; `email` is as it was typed.
pub(crate) fn judge(
    vestibule: &Vestibule,
    password: &PlainPassword,
    email: &str,
) -> Result<(), WeakPassword> {
    let owner = EmailAddress::parse(email).or_else(|_| EmailAddress::parse(NO_OWNER));
    let policy = &vestibule.parts().settings.password;
    owner.map_or(Ok(()), |owner| policy.check(password, &owner))
}

/// What to do better than a password that was refused.
pub(crate) async fn about(
    reason: WeakPassword,
    password: PlainPassword,
    email: &str,
) -> Vec<Message> {
    match reason {
        WeakPassword::TooShort { .. } | WeakPassword::TooLong { .. } => Vec::new(),
        WeakPassword::Common
        | WeakPassword::Breached
        | WeakPassword::ResemblesEmail
        | WeakPassword::ResemblesSite => advice(password, email).await,
    }
}

/// Off the threads that answer requests.
async fn advice(password: PlainPassword, email: &str) -> Vec<Message> {
    let Ok(Ok(turn)) = timeout(PATIENCE, TURNS.acquire()).await else {
        return Vec::new();
    };
    let email = email.to_owned();
    let advised = spawn_blocking(move || {
        let _until_done = turn;
        estimate(&password, &email)
    });
    // Without advice, the page still has the reason.
    advised.await.unwrap_or_default()
}

fn estimate(password: &PlainPassword, email: &str) -> Vec<Message> {
    let text = String::from_utf8_lossy(password.expose());
    let own: Vec<_> = email.split('@').take(2).map(beginning).collect();
    let estimate = zxcvbn(beginning(&text), &own);
    let Some(feedback) = estimate.feedback() else {
        return Vec::new();
    };
    let suggestions = feedback.suggestions().iter().copied().map(suggestion);
    let warning = feedback.warning().map(warning);
    warning.into_iter().chain(suggestions).collect()
}

fn beginning(text: &str) -> &str {
    let end = text.char_indices().nth(MOST_CHARACTERS);
    end.map_or(text, |(end, _)| &text[..end])
}

fn warning(warning: Warning) -> Message {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess => Message::new("password-warning-straight-rows"),
        Warning::ShortKeyboardPatternsAreEasyToGuess => {
            Message::new("password-warning-keyboard-patterns")
        }
        Warning::RepeatsLikeAaaAreEasyToGuess => {
            Message::new("password-warning-repeated-characters")
        }
        Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => {
            Message::new("password-warning-repeated-parts")
        }
        Warning::ThisIsATop10Password => Message::new("password-warning-top-10"),
        Warning::ThisIsATop100Password => Message::new("password-warning-top-100"),
        Warning::ThisIsACommonPassword => Message::new("password-warning-very-common"),
        Warning::ThisIsSimilarToACommonlyUsedPassword => Message::new("password-warning-similar"),
        Warning::SequencesLikeAbcAreEasyToGuess => Message::new("password-warning-sequences"),
        Warning::RecentYearsAreEasyToGuess => Message::new("password-warning-recent-years"),
        Warning::AWordByItselfIsEasyToGuess => Message::new("password-warning-one-word"),
        Warning::DatesAreOftenEasyToGuess => Message::new("password-warning-dates"),
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess => {
            Message::new("password-warning-one-name")
        }
        Warning::CommonNamesAndSurnamesAreEasyToGuess => {
            Message::new("password-warning-common-names")
        }
    }
}

fn suggestion(suggestion: Suggestion) -> Message {
    match suggestion {
        Suggestion::UseAFewWordsAvoidCommonPhrases => Message::new("password-advice-few-words"),
        Suggestion::NoNeedForSymbolsDigitsOrUppercaseLetters => {
            Message::new("password-advice-no-symbols")
        }
        Suggestion::AddAnotherWordOrTwo => Message::new("password-advice-another-word"),
        Suggestion::CapitalizationDoesntHelpVeryMuch => {
            Message::new("password-advice-capital-letter")
        }
        Suggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase => {
            Message::new("password-advice-all-capitals")
        }
        Suggestion::ReversedWordsArentMuchHarderToGuess => Message::new("password-advice-reversed"),
        Suggestion::PredictableSubstitutionsDontHelpVeryMuch => {
            Message::new("password-advice-substitutions")
        }
        Suggestion::UseALongerKeyboardPatternWithMoreTurns => {
            Message::new("password-advice-longer-pattern")
        }
        Suggestion::AvoidRepeatedWordsAndCharacters => Message::new("password-advice-no-repeats"),
        Suggestion::AvoidSequences => Message::new("password-advice-no-sequences"),
        Suggestion::AvoidRecentYears => Message::new("password-advice-no-recent-years"),
        Suggestion::AvoidYearsThatAreAssociatedWithYou => {
            Message::new("password-advice-no-own-years")
        }
        Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => {
            Message::new("password-advice-no-own-dates")
        }
    }
}
