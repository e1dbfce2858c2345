use fluent_bundle::FluentArgs;
use minijinja::{Error, HtmlEscape, value::Value};
use time::{
    OffsetDateTime, format_description::StaticFormatDescription, macros::format_description,
};

use crate::catalogue::{MissingTranslation, Translator};

const DAY: StaticFormatDescription = format_description!("[year]-[month]-[day]");
const MINUTE: StaticFormatDescription =
    format_description!("[year]-[month]-[day]T[hour]:[minute]Z");
const MINUTE_SECONDS: i64 = 60;
const HOUR: i64 = 60 * MINUTE_SECONDS;
const DAY_SECONDS: i64 = 24 * HOUR;
const CLOCK: StaticFormatDescription = format_description!("[hour]:[minute]");

/// The filter `date`: a day in UTC as a `<time>` element, from Unix seconds, in the format of the
/// language.
pub(crate) fn day_element(translator: &Translator, seconds: i64) -> Result<Value, Error> {
    let moment = moment(seconds)?;
    Ok(element(&format(moment, DAY)?, &day(translator, moment)?))
}

/// The filter `datetime`: the same with the time of day.
pub(crate) fn minute_element(translator: &Translator, seconds: i64) -> Result<Value, Error> {
    let machine = format(moment(seconds)?, MINUTE)?;
    Ok(element(&machine, &minute(translator, seconds)?))
}

/// The filter `clock`: the time of day in UTC.
pub(crate) fn clock_element(seconds: i64) -> Result<Value, Error> {
    let moment = moment(seconds)?;
    Ok(element(&format(moment, MINUTE)?, &format(moment, CLOCK)?))
}

/// The filter `ago`: a time before `now`, in the largest unit that fits; after a month, the date.
pub(crate) fn ago_element(translator: &Translator, seconds: i64, now: i64) -> Result<Value, Error> {
    const UNITS: [(i64, i64, &str); 3] = [
        (HOUR, MINUTE_SECONDS, "ago-minutes"),
        (DAY_SECONDS, HOUR, "ago-hours"),
        (30 * DAY_SECONDS, DAY_SECONDS, "ago-days"),
    ];
    let past = now.saturating_sub(seconds);
    let unit = UNITS.into_iter().find(|(below, ..)| past < *below);
    let Some((_, unit, id)) = unit else {
        return day_element(translator, seconds);
    };
    let mut parts = FluentArgs::new();
    parts.set("n", past / unit);
    let written = match past < MINUTE_SECONDS {
        true => translator.translate("ago-now", &FluentArgs::new())?,
        false => translator.translate(id, &parts)?,
    };
    let machine = format(moment(seconds)?, MINUTE)?;
    let title = minute(translator, seconds)?;
    Ok(titled(&machine, &title, &written))
}

/// Day and time of day, in the format of the language.
pub(crate) fn minute(translator: &Translator, seconds: i64) -> Result<String, MissingTranslation> {
    let moment = moment(seconds)?;
    let mut parts = FluentArgs::new();
    parts.set("date", day(translator, moment)?);
    parts.set("time", format(moment, CLOCK)?);
    translator.translate("datetime-written", &parts)
}

fn day(translator: &Translator, moment: OffsetDateTime) -> Result<String, MissingTranslation> {
    let mut parts = FluentArgs::new();
    parts.set("day", moment.day());
    parts.set("month", u8::from(moment.month()));
    parts.set("year", moment.year());
    translator.translate("date-written", &parts)
}

fn moment(seconds: i64) -> Result<OffsetDateTime, MissingTranslation> {
    OffsetDateTime::from_unix_timestamp(seconds).map_err(|e| MissingTranslation(e.to_string()))
}

fn format(
    moment: OffsetDateTime,
    form: StaticFormatDescription,
) -> Result<String, MissingTranslation> {
    moment
        .format(form)
        .map_err(|e| MissingTranslation(e.to_string()))
}

fn titled(machine: &str, title: &str, written: &str) -> Value {
    let (title, written) = (HtmlEscape(title), HtmlEscape(written));
    Value::from_safe_string(format!(
        "<time datetime=\"{machine}\" title=\"{title} UTC\">{written}</time>"
    ))
}

fn element(machine: &str, written: &str) -> Value {
    let written = HtmlEscape(written);
    Value::from_safe_string(format!("<time datetime=\"{machine}\">{written}</time>"))
}
