//! The JSON API, by HTTP on the router, with ports in memory.

#[allow(dead_code, reason = "the tests of the pages use all of it")]
#[path = "pages"]
mod pages {
    pub(crate) mod browser;
    pub(crate) mod fixture;
    pub(crate) mod profile;
}

mod api {
    mod accounts;
    mod bearer;
    mod client;
    mod disclosure;
    mod document;
    mod emails;
    mod guards;
    mod hostile;
    mod login;
    mod passwords;
    mod pending_login;
    mod register;
    mod times;
}
