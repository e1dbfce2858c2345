//! Fields of the application in the registration form.

use std::sync::Arc;

use axum::{body::Body, http::Request};

use super::{
    fixture::{ALICE, Choices, FORM, GOOD, Site},
    profile::Profile,
};

fn site() -> Site {
    Site::with(Choices {
        fields: Some(Arc::new(Profile)),
        template: Some((
            "register.html",
            r#"{% extends "vestibule/register.html" %}
            {% import "form.html" as form %}
            {% block fields %}
            {{ form.text("name", "Your name", extra.name) }}
            {{ form.check("terms", "I like cookies", extra.terms) }}
            {% endblock %}"#,
        )),
        ..Choices::default()
    })
}

fn typed<'a>(name: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("email", ALICE),
        ("password", GOOD),
        ("password_confirmation", GOOD),
        ("name", name),
    ];
    fields.extend(more);
    fields
}

#[tokio::test]
async fn invalid_application_field_shows_its_error_and_keeps_the_input() {
    let site = site();
    let mut browser = site.browser();
    browser.get("/register").await.shows("I like cookies");
    let page = browser.post("/register", &typed("<Alice>", &[])).await;
    page.has_status(422);
    page.shows(r#"name="name" type="text" value="&lt;Alice&gt;""#);
    page.shows(r#"id="terms-error" role="alert">"#);
    page.hides("Tell us your name.");
    page.shows(r#"value="alice@example.com""#);
    let ticked = [("terms", "on")];
    let page = browser.post("/register", &typed("", &ticked)).await;
    page.has_status(422);
    page.shows("Tell us your name.");
    page.shows(r#"value="on" checked"#);
    let done = browser.post("/register", &typed("Alice", &ticked)).await;
    done.leads_to("/cookies");
}

#[tokio::test]
async fn unknown_fields_are_ignored() {
    let site = site();
    let more = [("terms", "on"), ("is_admin", "1"), ("user_id", "7")];
    let done = site.browser().post("/register", &typed("A", &more)).await;
    done.leads_to("/cookies");
}

#[tokio::test]
async fn repeated_application_field_is_refused() {
    let site = site();
    let body = "email=a%40example.com&name=Alice&name=Bob";
    let request = Request::post("/register")
        .header("content-type", FORM)
        .header("sec-fetch-site", "same-origin");
    let request = request.body(Body::from(body)).unwrap();
    site.browser().send(request).await.has_status(400);
}
