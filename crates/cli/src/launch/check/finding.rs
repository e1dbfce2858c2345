use std::fmt::{self, Display};

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::launch::terminal::{shown, without_numbers};

/// How a part is.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    /// As it should be.
    Ok,
    /// It works, but the operator should look at it.
    Warning,
    /// It does not work.
    Failed,
    /// It could not be tried, or need not be.
    Untried,
}

/// What was found out about a part, and what to do.
#[derive(Serialize)]
pub(super) struct Finding {
    part: &'static str,
    pub(super) state: State,
    what: String,
    advice: Option<String>,
}

impl Finding {
    fn new(part: &'static str, state: State, what: impl Display) -> Self {
        let (what, advice) = (without_numbers(&what.to_string()), None);
        Self {
            part,
            state,
            what,
            advice,
        }
    }

    pub(super) fn ok(part: &'static str, what: impl Display) -> Self {
        Self::new(part, State::Ok, what)
    }

    pub(super) fn warning(part: &'static str, what: impl Display) -> Self {
        Self::new(part, State::Warning, what)
    }

    pub(super) fn failed(part: &'static str, what: impl Display) -> Self {
        Self::new(part, State::Failed, what)
    }

    pub(super) fn untried(part: &'static str, what: impl Display) -> Self {
        Self::new(part, State::Untried, what)
    }

    /// What to do about it.
    pub(super) fn advising(mut self, advice: impl Display) -> Self {
        self.advice = Some(advice.to_string());
        self
    }
}

impl Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, style) = match self.state {
            State::Ok => ("ok", AnsiColor::Green.on_default()),
            State::Warning => ("warning", AnsiColor::Yellow.on_default()),
            State::Failed => ("failed", AnsiColor::Red.on_default().bold()),
            State::Untried => ("untried", Style::new()),
        };
        let (part, what) = (self.part, shown(&self.what));
        write!(f, "{style}{name:7}{style:#}  {part}: {what}")?;
        match &self.advice {
            Some(advice) => write!(f, "; {}", shown(advice)),
            None => Ok(()),
        }
    }
}
