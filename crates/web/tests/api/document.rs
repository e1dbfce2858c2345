use serde_json::Value;

use super::client::{DOCUMENT, fits};
use crate::pages::fixture::{Choices, Site};

#[test]
fn openapi_document_has_version_3_1_and_the_server_url() {
    assert_eq!(DOCUMENT["openapi"], "3.1.0");
    assert_eq!(DOCUMENT["servers"][0]["url"], "/api/v1");
}

/// Each body in the description, with its place there.
fn bodies<'a>(value: &'a Value, place: &str, found: &mut Vec<(String, &'a Value)>) {
    for (name, member) in value.as_object().into_iter().flatten() {
        let place = format!("{place} {name}");
        match name.as_str() {
            "content" => {
                let contents = member.as_object().into_iter().flatten();
                found.extend(contents.map(|(kind, content)| (format!("{place} {kind}"), content)));
            }
            _ => bodies(member, &place, found),
        }
    }
}

#[test]
fn every_body_has_a_schema_and_a_valid_example() {
    let mut found = Vec::new();
    bodies(&DOCUMENT["paths"], "", &mut found);
    assert!(found.len() > 100, "{}", found.len());
    for (place, content) in found {
        assert!(content.get("example").is_some(), "{place}");
        fits(&content["example"], &content["schema"]);
    }
}

#[tokio::test]
async fn operations_below_a_prefix_match_the_document() {
    let site = Site::with(Choices {
        at: Some(("/account", "shop")),
        ..Choices::default()
    });
    let mut browser = site.browser();
    let document = browser.get("/account/api/v1/openapi.json").await.body;
    let document: Value = serde_json::from_str(&document).unwrap();
    let base = document["servers"][0]["url"].as_str().unwrap();
    assert_eq!(base, "/account/api/v1");
    browser
        .get(&format!("{base}/session"))
        .await
        .has_status(401);
    browser.get(&format!("{base}/docs")).await.has_status(200);
    browser.get("/api/v1/session").await.has_status(404);
    let cookie = &document["components"]["securitySchemes"]["cookie"]["name"];
    assert_eq!(cookie, "shop_session");
}
