use vestibule_domain::{Causes, PlainPassword};

use super::Finding;
use crate::Builder;

const PART: &str = "leaked passwords";

/// Everybody knows this one: it says nothing about anybody.
const SAMPLE: &str = "password";

pub(super) async fn ask(builder: &Builder) -> Vec<Finding> {
    let Some(leaks) = &builder.breached else {
        return Vec::new();
    };
    let found = match leaks.contains(&PlainPassword::new(SAMPLE.to_owned())).await {
        Ok(true) => Finding::ok(PART, "the list answers"),
        Ok(false) => Finding::warning(PART, format!("the list does not know {SAMPLE:?}"))
            .advising("look whether it is whole"),
        Err(error) => Finding::failed(PART, Causes(&error))
            .advising("meanwhile new passwords are accepted without it"),
    };
    vec![found]
}
