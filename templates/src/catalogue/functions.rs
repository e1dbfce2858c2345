use fluent_bundle::{FluentArgs, FluentValue};
use minijinja::{
    Environment, Error, ErrorKind, HtmlEscape,
    value::{Kwargs, Value},
};
use serde::Deserialize;

use super::{MissingTranslation, Translator};
use crate::{Message, agent, date, email};

/// Gives templates the function `t` and the filters that need translations, in one language.
pub(crate) fn install(env: &mut Environment<'static>, translator: Translator) {
    let spoken = translator.clone();
    env.add_function("t", move |what: Value, arguments: Kwargs| {
        match what.as_str() {
            Some(id) => message(&spoken, id, &arguments),
            None => {
                arguments.assert_all_used()?;
                let message = Message::deserialize(what)?;
                Ok(spoken.message(&message)?.into())
            }
        }
    });
    let dated = translator.clone();
    env.add_filter("date", move |seconds: i64| {
        date::day_element(&dated, seconds)
    });
    let named = translator.clone();
    env.add_filter("browser", move |agent: Option<&str>| {
        let named = named.message(&agent::browser(agent.unwrap_or_default()));
        named.map_err(Error::from)
    });
    env.add_filter("device", |agent: Option<&str>| {
        agent::device(agent.unwrap_or_default())
    });
    env.add_filter("wrap", email::wrap);
    env.add_filter("clock", date::clock_element);
    let relative = translator.clone();
    env.add_filter("ago", move |seconds: i64, now: i64| {
        date::ago_element(&relative, seconds, now)
    });
    env.add_filter("datetime", move |seconds: i64| {
        date::minute_element(&translator, seconds)
    });
}

/// A message with arguments of the template. It is escaped as any other value is; but an
/// argument that is markup already, such as a block that was `set`, stays markup.
fn message(translator: &Translator, id: &str, arguments: &Kwargs) -> Result<Value, Error> {
    let mut markup = Vec::new();
    let mut given = FluentArgs::new();
    for name in arguments.args() {
        let value: Value = arguments.get(name)?;
        let value = if value.is_undefined() {
            let fault = format!("t: the value of {name:?}");
            return Err(Error::new(ErrorKind::UndefinedError, fault));
        } else if value.is_safe() {
            let place = placeholder(markup.len())?;
            markup.push((place, value.to_string()));
            place.to_string().into()
        } else if let Some(number) = value.as_i64() {
            number.into()
        } else {
            FluentValue::from(value.to_string())
        };
        given.set(name, value);
    }
    let said = translator.translate(id, &given)?;
    if markup.is_empty() {
        return Ok(said.into());
    }
    let escaped = HtmlEscape(&said).to_string();
    let whole = markup.iter().fold(escaped, |html, (place, markup)| {
        html.replace(*place, markup)
    });
    Ok(Value::from_safe_string(whole))
}

/// A Unicode noncharacter, which no text contains. If a client sends one, the markup of the template
/// is repeated, but no input is unescaped.
fn placeholder(n: usize) -> Result<char, Error> {
    ('\u{FDD0}'..='\u{FDEF}').nth(n).ok_or_else(|| {
        let fault = "t: too many arguments are markup";
        Error::new(ErrorKind::TooManyArguments, fault)
    })
}

impl From<MissingTranslation> for Error {
    fn from(why: MissingTranslation) -> Self {
        Self::new(ErrorKind::InvalidOperation, why.to_string())
    }
}
