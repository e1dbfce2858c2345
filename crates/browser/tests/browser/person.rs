use std::time::{Duration, Instant};

use fantoccini::{
    Client, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    error::CmdError,
    key::Key,
};

use super::chromium::Chromium;

/// A user with a browser, and their actions. `senses` has what they see.
pub(crate) struct Person {
    pub(crate) browser: Chromium,
    /// The URL of the shop, without a trailing slash.
    pub(crate) shop: String,
}

impl Person {
    pub(crate) async fn at(shop: String) -> Self {
        let browser = Chromium::start().await;
        Self { browser, shop }
    }

    pub(crate) async fn reading(language: &str, shop: String) -> Self {
        let browser = Chromium::reading(language).await;
        Self { browser, shop }
    }

    pub(crate) fn client(&self) -> &Client {
        &self.browser.client
    }

    /// Opens a path of the shop.
    pub(crate) async fn open(&self, path: &str) {
        let address = format!("{}{path}", self.shop);
        self.client().goto(&address).await.unwrap();
    }

    /// Replaces the content of a field.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Ticks a box, or selects an option.
    pub(crate) async fn choose(&self, label: &str) {
        let label = self.find(&format!("//label[{}]", begins(label))).await;
        label.click().await.unwrap();
    }

    pub(crate) async fn press(&self, button: &str) {
        let button = self.find(&format!("//button[{}]", is(button))).await;
        self.turn(button.click()).await;
    }

    /// Clicks a link: the last one of this name, because the content comes after the header.
    pub(crate) async fn follow(&self, link: &str) {
        let path = format!("(//a[{} or @aria-label='{link}'])[last()]", is(link));
        let link = self.find(&path).await;
        self.turn(link.click()).await;
    }

    /// Opens the account menu, and clicks a link in it.
    pub(crate) async fn follow_in_account_menu(&self, link: &str) {
        let menu = "//details[contains(@class, 'account-menu')]";
        self.find(&format!("{menu}/summary"))
            .await
            .click()
            .await
            .unwrap();
        let link = self.find(&format!("{menu}//a[{}]", is(link))).await;
        self.turn(link.click()).await;
    }

    pub(crate) async fn reload(&self) {
        self.turn(self.client().refresh()).await;
    }

    pub(crate) async fn go_back(&self) {
        self.turn(self.client().back()).await;
    }

    /// Presses a key in the focused element.
    pub(crate) async fn hit(&self, key: Key) -> Result<(), CmdError> {
        let value = key.into();
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        self.client().perform_actions(keys).await
    }

    /// Types into the focused element.
    pub(crate) async fn type_into_focused(&self, text: &str) {
        let focused = self.client().active_element().await.unwrap();
        focused.send_keys(text).await.unwrap();
    }

    pub(crate) async fn register(&self, email: &str, password: &str) {
        self.open("/register").await;
        self.fill_in_registration(email, password, password).await;
        self.press("Register").await;
        self.is_logged_in_as(email).await;
    }

    pub(crate) async fn fill_in_registration(&self, email: &str, password: &str, again: &str) {
        self.fill("Email", email).await;
        self.fill("Password", password).await;
        self.fill("Password confirmation", again).await;
    }

    pub(crate) async fn log_in(&self, email: &str, password: &str) {
        self.open("/login").await;
        self.try_to_log_in(email, password).await;
        self.is_logged_in_as(email).await;
    }

    pub(crate) async fn try_to_log_in(&self, email: &str, password: &str) {
        self.fill("Email", email).await;
        self.fill("Password", password).await;
        self.press("Log in").await;
    }

    pub(crate) async fn log_out(&self) {
        self.follow("Logout").await;
        self.is_a_visitor().await;
    }

    /// Does something that loads another page, and waits for that page.
    pub(crate) async fn turn(&self, act: impl Future<Output = Result<(), CmdError>>) {
        let page = self.find("/html").await;
        act.await.unwrap();
        let is_gone = async || {
            let asked = page.tag_name().await;
            asked.is_err_and(|error| error.is_stale_element_reference())
        };
        until("another page comes", is_gone).await;
    }

    pub(crate) async fn field(&self, label: &str) -> Element {
        let path = format!("//*[@id=//label[{}]/@for]", is(label));
        self.find(&path).await
    }

    pub(crate) async fn find(&self, path: &str) -> Element {
        let found = self.client().find(Locator::XPath(path)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no {path} in\n{}\n{error}", self.text().await),
        }
    }
}

/// Waits for a change that comes soon.
pub(crate) async fn until(what: &str, mut has_come: impl AsyncFnMut() -> bool) {
    let statement_timeout = Duration::from_secs(30);
    let start = Instant::now();
    while !has_come().await {
        assert!(
            start.elapsed() < statement_timeout,
            "waited in vain until {what}"
        );
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn is(text: &str) -> String {
    format!("normalize-space()='{text}'")
}

fn begins(text: &str) -> String {
    format!("starts-with(normalize-space(), '{text}')")
}
