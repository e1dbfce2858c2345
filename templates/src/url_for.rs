use std::{collections::BTreeMap, sync::Arc};

use form_urlencoded::Serializer;
use minijinja::{
    Environment, Error, ErrorKind, HtmlEscape,
    value::{Kwargs, Value},
};

use crate::Asset;

/// The name under which templates ask for the path of an [`Asset`].
const STATIC: &str = "static";

/// Gives templates the function `url_for` and the test `route`.
pub(crate) fn install(
    env: &mut Environment<'static>,
    routes: BTreeMap<String, String>,
    assets: &[Asset],
) {
    let routes = Arc::new(routes);
    let assets: BTreeMap<_, _> = assets.iter().map(|a| (a.name, a.path.clone())).collect();
    let known = Arc::clone(&routes);
    env.add_test("route", move |name: &str| known.contains_key(name));
    env.add_function("url_for", move |name: &str, arguments: Kwargs| {
        let url = match name {
            STATIC => asset(&assets, &arguments)?,
            _ => route(&routes, name, &arguments)?,
        };
        Ok(in_html(&url))
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
    let mut query = Serializer::new(String::new());
    for key in arguments.args() {
        let value: Value = arguments.get(key)?;
        if value.is_undefined() {
            return Err(Error::new(
                ErrorKind::UndefinedError,
                format!("url_for: the value of {key:?}"),
            ));
        }
        if !value.is_none() {
            query.append_pair(key, &value.to_string());
        }
    }
    let query = query.finish();
    Ok(match query.is_empty() {
        true => path.clone(),
        false => format!("{path}?{query}"),
    })
}

fn unknown(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

/// Escapes a URL for HTML, but leaves its slashes readable; they mean nothing in a quoted
/// attribute or in text.
fn in_html(url: &str) -> Value {
    Value::from_safe_string(HtmlEscape(url).to_string().replace("&#x2f;", "/"))
}
