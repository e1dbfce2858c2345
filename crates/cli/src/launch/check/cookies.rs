use vestibule_builder::BuilderView;

use super::Finding;
use crate::Config;

const PART: &str = "cookies";

pub(super) fn look(builder: BuilderView<'_>, config: &Config) -> Vec<Finding> {
    let is_public = !config.listen.ip().is_loopback();
    let mut found = vec![match builder.public_url() {
        Some(url) if url.is_https() => Finding::ok(PART, "they are kept to https"),
        Some(url) if url.is_loopback() => {
            Finding::ok(PART, "sent on this machine only, without https")
        }
        Some(_) => Finding::warning(PART, "passwords and cookies can be read on their way")
            .advising("PUBLIC_URL should be https"),
        None if is_public => Finding::warning(PART, "others can reach this, and not by https")
            .advising("set PUBLIC_URL to where people find the site"),
        None => Finding::ok(
            PART,
            "sent on this machine only, because PUBLIC_URL is not set",
        ),
    }];
    if builder.cookie_domain().is_some() {
        let what = "every host of COOKIE_DOMAIN gets the session, and can plant one";
        found.push(Finding::warning(PART, what).advising("make sure that all of them are yours"));
    }
    found
}
