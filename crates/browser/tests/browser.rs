//! The shop in a real browser: the real program and a real Chromium, one scenario per test.
//!
//! It needs `chromium` and `chromedriver` in the path, and fails without them. If
//! `VESTIBULE_SCREENSHOTS` is the absolute path of a folder, it stores a screenshot of every page
//! there.

mod browser {
    use rig::mail_server;

    mod chromium;
    mod elsewhere;
    mod mailbox;
    mod person;
    mod senses;
    mod shop;
    mod tour;

    mod buying;
    mod changing_the_address;
    mod changing_the_password;
    mod forgetting_the_password;
    mod framing;
    mod keyboard;
    mod logging_in;
    mod logging_out;
    mod looks;
    mod other_browsers;
    mod other_sites;
    mod proving_the_address;
    mod registering;
    mod without_scripts;
}
