//! The pages, by HTTP on the router, over ports in memory.

mod pages {
    mod account;
    mod activity;
    mod advisories;
    mod all_mistakes;
    mod below_a_prefix;
    mod breached;
    mod browser;
    mod change_email;
    mod confirm_password;
    mod content_policy;
    mod cost;
    mod cross_site;
    mod devices;
    mod errors;
    mod every_answer;
    mod exports;
    mod fixture;
    mod forgot_password;
    mod forward_auth;
    mod headers;
    mod hostile_input;
    mod languages;
    mod limits;
    mod log_in;
    mod log_out;
    mod measure;
    mod misplaced;
    mod octets;
    mod outage;
    mod profile;
    mod protected;
    mod register;
    mod registration_closed;
    mod registration_fields;
    mod replaced;
    mod resend_verification;
    mod reset_password;
    mod sessions;
    mod settings;
    mod strangers;
    mod used_links;
    mod verify_email;
    mod watched_store;
    mod words;
}
