//! What users see.

use fantoccini::{Locator, elements::Element};
use serde_json::Value;

use super::person::Person;

/// Chromium logs this at each logout, when it obeys `Clear-Site-Data`.
const CACHE_CLEARED: &str = r#"Cleared data types: "cache"."#;

impl Person {
    /// The text of the whole page.
    pub(crate) async fn text(&self) -> String {
        let page = self.client().find(Locator::Css("body")).await.unwrap();
        page.text().await.unwrap()
    }

    pub(crate) async fn reads(&self, text: &str) {
        let page = self.text().await;
        assert!(page.contains(text), "{text:?} is not in\n{page}");
    }

    pub(crate) async fn reads_nothing_of(&self, text: &str) {
        let source = self.client().source().await.unwrap();
        assert!(!source.contains(text), "{text:?} is in\n{source}");
    }

    /// The path and query of the current page.
    pub(crate) async fn is_at(&self, path: &str) {
        let url = self.client().current_url().await.unwrap();
        let expected = format!("{}{path}", self.shop);
        assert_eq!(url.as_str(), expected, "{}", self.text().await);
    }

    pub(crate) async fn is_logged_in_as(&self, email: &str) {
        let expected = format!("Logged in as {email}. Logout");
        assert_eq!(self.footer().await, expected, "{}", self.text().await);
    }

    pub(crate) async fn is_a_visitor(&self) {
        assert_eq!(self.footer().await, "Cookie Shop", "{}", self.text().await);
    }

    async fn footer(&self) -> String {
        self.find("//footer").await.text().await.unwrap()
    }

    /// The status of the current page.
    pub(crate) async fn has_status(&self, status: u16) {
        let script = "return performance.getEntriesByType('navigation')[0].responseStatus";
        assert_eq!(self.measure(script).await, status, "{}", self.text().await);
    }

    /// The accessible name of the focused element.
    pub(crate) async fn focus(&self) -> String {
        let focused = self.client().active_element().await.unwrap();
        self.browser.name_of(&focused).await
    }

    pub(crate) async fn value_of(&self, label: &str) -> String {
        let value = self.field(label).await.prop("value").await.unwrap();
        value.unwrap()
    }

    /// The error of a field: it is shown above the field, or above its advice, and is part of its
    /// accessible description.
    pub(crate) async fn error_at(&self, label: &str) -> String {
        let field = self.field(label).await;
        let invalid = field.attr("aria-invalid").await.unwrap();
        assert_eq!(invalid.as_deref(), Some("true"), "{label}");
        let described_by = field.attr("aria-describedby").await.unwrap();
        for id in described_by.unwrap_or_default().split_whitespace() {
            let text = self.find(&format!("//*[@id='{id}']")).await;
            if text.attr("role").await.unwrap().as_deref() == Some("alert") {
                let advice = format!("//*[@id='{id}']/following-sibling::ul[1]");
                match self.client().find(Locator::XPath(&advice)).await {
                    Ok(advice) => {
                        assert_close_above(&text, &advice).await;
                        assert_close_above(&advice, &field).await;
                    }
                    Err(_) => assert_close_above(&text, &field).await,
                }
                return text.text().await.unwrap();
            }
        }
        panic!("no message about {label} in\n{}", self.text().await);
    }

    /// The cookies for this page, in the order of their names: the browser has no order.
    pub(crate) async fn cookies(&self) -> Vec<(String, String)> {
        let cookies = self.client().get_all_cookies().await.unwrap();
        let pair =
            |cookie: &fantoccini::cookies::Cookie| (cookie.name().into(), cookie.value().into());
        let mut cookies: Vec<_> = cookies.iter().map(pair).collect();
        cookies.sort();
        cookies
    }

    /// The console messages since the last call, except those of a logout: a violated policy, a missing
    /// file, and the like.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let mut complaints = self.browser.console().await;
        complaints.retain(|complaint| !complaint.ends_with(CACHE_CLEARED));
        complaints
    }

    pub(crate) async fn browser_has_no_complaint(&self) {
        assert_eq!(self.complaints().await, [""; 0]);
    }

    /// Runs a script of the test in the page.
    pub(crate) async fn measure(&self, script: &str) -> Value {
        self.client().execute(script, vec![]).await.unwrap()
    }
}

async fn assert_close_above(text: &Element, field: &Element) {
    let (left, top, _, height) = text.rectangle().await.unwrap();
    let (field_left, field_top, field_width, _) = field.rectangle().await.unwrap();
    let gap = field_top - (top + height);
    assert!((0.0..24.0).contains(&gap), "{gap} px above its field");
    assert!((field_left..field_left + field_width).contains(&left));
}
