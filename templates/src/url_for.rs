use std::{collections::BTreeMap, sync::Arc};

use form_urlencoded::Serializer;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, HtmlEscape, State,
    value::{Kwargs, Value},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::Asset;

/// The name under which templates ask for the path of an [`Asset`].
const STATIC: &str = "static";

/// All but the unreserved characters (RFC 3986, 2.3): a value stays in its segment of a path.
pub(crate) const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Gives templates the function `url_for`, the filter `url` and the test `route`.
pub(crate) fn install(
    env: &mut Environment<'static>,
    routes: BTreeMap<String, String>,
    assets: &[Asset],
) {
    let routes = Arc::new(routes);
    let assets: BTreeMap<_, _> = assets.iter().map(|a| (a.name, a.path.clone())).collect();
    let known = Arc::clone(&routes);
    env.add_test("route", move |name: &str| known.contains_key(name));
    env.add_function(
        "url_for",
        move |state: &State<'_, '_>, name: &str, arguments: Kwargs| {
            let url = match name {
                STATIC => asset(&assets, &arguments)?,
                _ => route(&routes, name, &arguments)?,
            };
            Ok(written(state, &url))
        },
    );
    env.add_filter("url", |state: &State<'_, '_>, url: &str| {
        written(state, url)
    });
}

fn asset(assets: &BTreeMap<&str, String>, arguments: &Kwargs) -> Result<String, Error> {
    let filename: &str = arguments.get("filename")?;
    arguments.assert_all_used()?;
    assets
        .get(filename)
        .cloned()
        .ok_or_else(|| unknown(format!("there is no static file {filename:?}")))
}

fn route(
    routes: &BTreeMap<String, String>,
    name: &str,
    arguments: &Kwargs,
) -> Result<String, Error> {
    let path = routes
        .get(name)
        .ok_or_else(|| unknown(format!("url_for: no route is named {name:?}")))?;
    let mut values = BTreeMap::new();
    for key in arguments.args() {
        let value: Value = arguments.get(key)?;
        if value.is_undefined() {
            return Err(Error::new(
                ErrorKind::UndefinedError,
                format!("url_for: the value of {key:?}"),
            ));
        }
        if !value.is_none() {
            values.insert(key, value.to_string());
        }
    }
    let path = fill(path, &mut values)?;
    let mut query = Serializer::new(String::new());
    let query = query.extend_pairs(values).finish();
    Ok(match query.is_empty() {
        true => path,
        false => format!("{path}?{query}"),
    })
}

/// Puts values into the places of a path that have their names, `/sessions/{id}`, and takes
/// them out of the map.
fn fill(path: &str, values: &mut BTreeMap<&str, String>) -> Result<String, Error> {
    let mut filled = String::new();
    let mut rest = path;
    while let Some((before, name, behind)) = next_place(rest) {
        let value = values.remove(name).unwrap_or_default();
        // Browsers resolve dots even where they are encoded: the path would be another one.
        if matches!(value.as_str(), "" | "." | "..") {
            return Err(unknown(format!(
                "url_for: {path} needs a value for {name:?}"
            )));
        }
        filled.push_str(before);
        filled.extend(utf8_percent_encode(&value, SEGMENT));
        rest = behind;
    }
    Ok(filled + rest)
}

/// What is before the first place of a path, its name, and what is behind it.
fn next_place(path: &str) -> Option<(&str, &str, &str)> {
    let (before, from) = path.split_once('{')?;
    let (name, behind) = from.split_once('}')?;
    Some((before, name, behind))
}

fn unknown(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

/// Returns a URL in the form of the template: the text of an email is not HTML.
fn written(state: &State<'_, '_>, url: &str) -> Value {
    match state.auto_escape() {
        AutoEscape::None => url.into(),
        _ => in_html(url),
    }
}

/// Escapes a URL for HTML, but leaves its slashes readable; they mean nothing in a quoted
/// attribute or in text.
fn in_html(url: &str) -> Value {
    Value::from_safe_string(HtmlEscape(url).to_string().replace("&#x2f;", "/"))
}
