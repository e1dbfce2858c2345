use vestibule_domain::EmailAddress;

use super::{builder, html::tags, templates};
use crate::{AccentColor, EmailPage, HomePage, LayoutContext, Templates};

fn style(templates: &Templates) -> String {
    let assets = templates.assets().iter();
    let mut style = assets.filter(|asset| asset.content_type.starts_with("text/css"));
    String::from_utf8(style.next().unwrap().body.to_vec()).unwrap()
}

#[test]
fn accent_color_is_on_pages_and_in_emails() {
    let wine = AccentColor::light("#7a1f3d").unwrap();
    let site = builder().accent_color(wine).build().unwrap();
    let (own, branded) = (style(&templates()), style(&site));
    let rules = branded.strip_prefix(&own).unwrap();
    assert!(rules.contains(":root { --accent: #7a1f3d; "), "{rules}");
    let (_, dark) = rules
        .split_once("@media (prefers-color-scheme: dark)")
        .unwrap();
    let (_, dark) = dark.split_once("--accent: ").unwrap();
    assert!(AccentColor::dark(&dark[..7]).is_ok(), "{dark}");

    let email = &EmailPage::samples()[0];
    let html = site.render_email(email, None).unwrap().html;
    assert!(html.contains("background:#7a1f3d") && !html.contains("#1f5b49"));
    assert!(style(&templates()).contains("--accent: #1f5b49"));
}

#[test]
fn colors_of_both_schemes_are_independent() {
    let site = builder()
        .accent_color(AccentColor::dark("#f0a6bd").unwrap())
        .build()
        .unwrap();
    let style = style(&site);
    assert_eq!(style.matches(":root { --accent: ").count(), 1);
    assert!(style.contains("@media (prefers-color-scheme: dark) { :root { --accent: #f0a6bd"));
}

#[test]
fn footer_has_the_links_of_the_site_and_no_others() {
    let site = builder()
        .support_email(EmailAddress::parse("help?@shop.example").unwrap())
        .terms_url("/terms?a=1&b=\"2\"")
        .build()
        .unwrap();
    let visitor = LayoutContext::default();
    let links = |templates: &Templates| {
        let html = templates.render(&HomePage, &visitor).unwrap();
        let footer = html.split_once("<footer>").unwrap().1.to_owned();
        let links = tags(&footer).into_iter();
        links
            .filter_map(|tag| tag.get("href").map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        links(&site),
        [
            "mailto:help%3F@shop.example",
            "/terms?a=1&amp;b=&quot;2&quot;"
        ]
    );
    assert_eq!(links(&templates()), [""; 0]);
    let email = site
        .render_email(&EmailPage::samples()[0], Some("de"))
        .unwrap();
    assert!(email.text.contains("Schreiben Sie an help?@shop.example."));
    assert!(email.html.contains("href=\"mailto:help%3F@shop.example\""));
    let email = templates()
        .render_email(&EmailPage::samples()[0], None)
        .unwrap();
    assert!(!email.text.contains("Questions?"));
}
