use std::{collections::BTreeMap, fmt};

use axum::http::StatusCode;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use vestibule_domain::FieldValues;

use crate::WebError;

/// The fields of a form without a name in the struct, by `#[serde(flatten)]`: each value that was sent.
#[derive(Debug, Default)]
pub(crate) struct UnnamedFields(BTreeMap<String, Vec<String>>);

impl UnnamedFields {
    /// Those with these names. As everywhere, one that was sent twice is refused (400).
    pub(crate) fn named(&self, names: &[&str]) -> Result<FieldValues, WebError> {
        let sent = names.iter().filter_map(|name| self.0.get_key_value(*name));
        let once = sent.map(|(name, values)| match values.as_slice() {
            [value] => Ok((name, value)),
            _ => Err(WebError::status(StatusCode::BAD_REQUEST)),
        });
        once.collect()
    }
}

impl<'de> Deserialize<'de> for UnnamedFields {
    fn deserialize<D: Deserializer<'de>>(form: D) -> Result<Self, D::Error> {
        form.deserialize_map(Rest)
    }
}

struct Rest;

impl<'de> Visitor<'de> for Rest {
    type Value = UnnamedFields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("fields of a form")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut form: A) -> Result<UnnamedFields, A::Error> {
        let mut fields = UnnamedFields::default();
        while let Some((name, value)) = form.next_entry()? {
            fields.0.entry(name).or_default().push(value);
        }
        Ok(fields)
    }
}
