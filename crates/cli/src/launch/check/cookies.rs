use vestibule_builder::BuilderView;

use super::Finding;
use crate::Config;

const PART: &str = "cookies";

pub(super) fn look(builder: BuilderView<'_>, config: &Config) -> Vec<Finding> {
    let is_public = !config.listen.ip().is_loopback();
    let mut found = vec![match builder.public_url() {
        Some(url) if url.is_https() => Finding::ok(PART, "cookies are sent over https only"),
        Some(url) if url.is_loopback() => {
            Finding::ok(PART, "sent on this machine only, without https")
        }
        Some(_) => Finding::warning(PART, "passwords and cookies are sent unencrypted")
            .advising("use https in PUBLIC_URL"),
        None if is_public => Finding::warning(
            PART,
            "other machines can reach this server, and not over https",
        )
        .advising("set PUBLIC_URL to the address of the site"),
        None => Finding::ok(
            PART,
            "sent on this machine only, because PUBLIC_URL is not set",
        ),
    }];
    if builder.cookie_domain().is_some() {
        let what = "every host of COOKIE_DOMAIN receives the session cookie and can replace it";
        found.push(Finding::warning(PART, what).advising("make sure that you control all of them"));
    }
    found
}
