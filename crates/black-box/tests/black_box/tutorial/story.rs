use std::fs;

use super::{
    browser::{ALICE, Answer, Browser, PASSWORD},
    page::{Step, steps},
    reader::Reader,
    server::Server,
};

/// The expected output and pages of each step.
const WALKS: [fn(&Reader, &Server); 4] = [accounts, a_closed_page, one_site, orders];

#[test]
fn tutorial_shop_works_after_each_step() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/TUTORIAL.md");
    let page = fs::read_to_string(page).unwrap();
    let mut reader = Reader::new();
    let mut walks = WALKS.iter();
    for step in steps(&page) {
        match step {
            Step::Write { path, text } => reader.write(path, text),
            Step::Run("cargo run") => {
                let walk = walks.next().expect("a walk for each run");
                walk(&reader, &reader.run());
            }
            Step::Run(command) => match command.split_once(' ') {
                Some(("cd", folder)) => reader.enter(folder),
                Some(("cargo", new)) => reader.make(new.strip_prefix("new ").unwrap()),
                _ => panic!("the test does not know the command {command}"),
            },
        }
    }
    assert_eq!(walks.len(), 0, "each walk has its run");
}

fn accounts(reader: &Reader, shop: &Server) {
    let mut alice = shop.browser();
    alice.get("/").shows("Welcome to the Cookie Shop!");
    alice.register(ALICE, PASSWORD).leads_to("/");
    assert!(alice.is_logged_in());
    assert!(reader.has("data/vestibule.sqlite3") && reader.has("data/secret.key"));
}

fn a_closed_page(_: &Reader, shop: &Server) {
    let mut alice = shop.browser();
    alice.get("/cookies").shows("Ginger Snap");
    alice.get("/checkout").leads_to("/login?next=%2Fcheckout");
    alice.log_in(ALICE, PASSWORD).leads_to("/");
    alice
        .get("/checkout")
        .shows("You order as alice@example.com.");
}

fn one_site(_: &Reader, shop: &Server) {
    let mut alice = shop.browser();
    alice.get("/cookies").hides("Logged in as");
    alice.log_in(ALICE, PASSWORD);
    let cookies = alice.get("/cookies");
    cookies.shows("<li>Ginger Snap</li>");
    cookies.shows("Logged in as");
    alice
        .get("/settings")
        .shows("<a href=\"/cookies\">Cookies</a>");
}

fn orders(_: &Reader, shop: &Server) {
    let mut alice = shop.browser();
    alice.log_in(ALICE, PASSWORD);
    alice.get("/checkout").shows("Nothing yet");
    order(&mut alice, "Ginger Snap").leads_to("/checkout");
    let checkout = alice.get("/checkout");
    checkout.shows("Thank you! Ginger Snap is on its way.");
    checkout.shows("<li>Ginger Snap</li>");
    order(&mut alice, "Gravel").has_status(422);

    let mut bob = shop.browser();
    bob.register("bob@example.com", PASSWORD);
    bob.get("/checkout").shows("Nothing yet");
    let gone = alice.post(
        "/settings/account/delete",
        &[("confirmation", ALICE), ("current_password", PASSWORD)],
    );
    gone.has_status(303);
    let left = shop.database().number("select count(*) from orders");
    assert_eq!(left, 0, "orders go with their user");
}

fn order(browser: &mut Browser, cookie: &str) -> Answer {
    browser.post("/checkout", &[("cookie", cookie)])
}
