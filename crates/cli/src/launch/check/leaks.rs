use vestibule_builder::BuilderView;
use vestibule_domain::{ErrorChain, PlainPassword};

use super::Finding;

const PART: &str = "leaked passwords";

/// A well-known password, so the request discloses nothing.
const SAMPLE: &str = "password";

pub(super) async fn ask(builder: BuilderView<'_>) -> Vec<Finding> {
    let Some(leaks) = builder.breached_passwords() else {
        return Vec::new();
    };
    let found = match leaks.contains(&PlainPassword::new(SAMPLE.to_owned())).await {
        Ok(true) => Finding::ok(PART, "the breach check answers"),
        Ok(false) => Finding::warning(PART, format!("the breach check does not know {SAMPLE:?}"))
            .advising("check that the list is complete"),
        Err(error) => Finding::failed(PART, ErrorChain(&error))
            .advising("new passwords are accepted without the check"),
    };
    vec![found]
}
