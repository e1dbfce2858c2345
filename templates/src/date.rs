use minijinja::{Error, ErrorKind, value::Value};
use time::{
    OffsetDateTime, format_description::StaticFormatDescription, macros::format_description,
};

const WRITTEN: StaticFormatDescription =
    format_description!("[day padding:none] [month repr:long] [year]");
const MACHINE: StaticFormatDescription = format_description!("[year]-[month]-[day]");

/// The filter `date`: a day in UTC as a `<time>` element, from Unix seconds.
pub(crate) fn element(seconds: i64) -> Result<Value, Error> {
    let wrong = |error: String| Error::new(ErrorKind::InvalidOperation, error);
    let day = OffsetDateTime::from_unix_timestamp(seconds).map_err(|e| wrong(e.to_string()))?;
    let format = |form| day.format(form).map_err(|e| wrong(e.to_string()));
    let (machine, written) = (format(MACHINE)?, format(WRITTEN)?);
    Ok(Value::from_safe_string(format!(
        "<time datetime=\"{machine}\">{written}</time>"
    )))
}
