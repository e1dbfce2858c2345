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

    mod change_email;
    mod change_password;
    mod cross_site;
    mod framing;
    mod gallery;
    mod keyboard;
    mod layout;
    mod login;
    mod logout;
    mod new_browser;
    mod order;
    mod register;
    mod reset_password;
    mod verify_email;
    mod without_scripts;
}
