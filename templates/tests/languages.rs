//! Languages and messages of an application, and the errors about invalid ones.

use std::{fs, sync::LazyLock};

use proptest::prelude::*;
use tempfile::TempDir;
use vestibule_templates::{
    LayoutContext, LoginPage, Message, TemplateError, Templates, TemplatesBuilder,
};

fn builder() -> TemplatesBuilder {
    Templates::builder().url("users.login", "/login")
}

fn log_in(templates: &Templates, language: &str) -> String {
    let layout_context = LayoutContext {
        language,
        ..LayoutContext::default()
    };
    let page = LoginPage::new(None);
    templates
        .render(&page, &layout_context)
        .unwrap()
        .to_string()
}

fn fault(built: Result<Templates, TemplateError>) -> String {
    let fault = built.err().unwrap().to_string();
    assert!(!fault.contains('\n'), "{fault}");
    fault
}

#[test]
fn preferred_language_of_the_browser_is_chosen() {
    let templates = builder().build().unwrap();
    for (sent, language) in [
        ("de-AT,de;q=0.9", "de"),
        ("fr", "fr"),
        ("fr-CA, en;q=0.5", "fr"),
        ("it, de;q=0.5, en;q=0.4", "de"),
        ("en;q=0.2, DE ; q=0.7", "de"),
        ("de;q=0, fr;q=0.1", "fr"),
        ("de;q=0", "en"),
        ("*", "en"),
        ("*, fr;q=0.5", "fr"),
        ("en-US,en;q=0.9", "en"),
        ("tlh", "en"),
    ] {
        assert_eq!(templates.negotiate(sent), language, "{sent}");
    }
}

#[test]
fn whatever_accept_language_is_sent_a_language_is_chosen() {
    let templates = builder().build().unwrap();
    let long = "de-".repeat(4_000);
    let many = "it,".repeat(4_000) + "de";
    for rubbish in [
        "",
        ",",
        ";;;",
        "q=1",
        "de;q=NaN",
        "de;q=-inf",
        "de;q=",
        "de;level=1",
        "\u{0}\u{7f}",
        "日本語",
        "-",
        "und",
        &long,
        &many,
    ] {
        assert_eq!(templates.negotiate(rubbish), "en", "{rubbish}");
    }
}

#[test]
fn application_chooses_languages_and_their_order() {
    let german_first = builder().languages(["de", "en"]).build().unwrap();
    assert_eq!(german_first.negotiate("fr"), "de");
    assert_eq!(german_first.negotiate("en-GB"), "en");
    assert!(log_in(&german_first, "fr").contains("<html lang=\"de\">"));
    assert!(log_in(&german_first, "").contains("Angemeldet bleiben"));
    let english = builder().languages(["en"]).build().unwrap();
    assert_eq!(english.negotiate("de,fr"), "en");
}

#[test]
fn language_without_messages_is_reported() {
    let unknown = fault(builder().languages(["en", "tlh"]).build());
    assert!(unknown.contains("\"tlh\""), "{unknown}");
    let rubbish = fault(builder().languages(["<b>"]).build());
    assert!(rubbish.contains("\"<b>\""), "{rubbish}");
    let none: [&str; 0] = [];
    assert!(builder().languages(none).build().is_err());
    let no_tag = fault(builder().messages("no language", "a = b").build());
    assert!(no_tag.contains("\"no language\""), "{no_tag}");
}

#[test]
fn application_replaces_a_single_message() {
    let words = "login-lead = Schön, dass du da bist.\nshop-crumbs = { $n } Krümel";
    let templates = builder()
        .messages("de", words)
        .messages("en", "shop-crumbs = { $n } crumbs")
        .template("crumbs.html", "{{ t('shop-crumbs', n=3) }}")
        .build()
        .unwrap();
    let german = log_in(&templates, "de");
    assert!(german.contains("Schön, dass du da bist.") && german.contains("Angemeldet bleiben"));
    assert!(log_in(&templates, "en").contains("Log in to your account."));
    for (language, said) in [("de", "3 Krümel"), ("en", "3 crumbs"), ("fr", "3 crumbs")] {
        let layout_context = LayoutContext {
            language,
            ..LayoutContext::default()
        };
        let html = templates.render_named("crumbs.html", &(), &layout_context);
        assert_eq!(&*html.unwrap(), said);
    }
    assert!(templates.knows(&Message::new("shop-crumbs").with("n", 3)));
}

#[test]
fn page_in_a_right_to_left_language_has_its_direction() {
    for (tag, direction) in [
        ("ar", " dir=\"rtl\""),
        ("he", " dir=\"rtl\""),
        ("fa-IR", " dir=\"rtl\""),
        ("ur", " dir=\"rtl\""),
        ("it", ""),
        ("ja", ""),
    ] {
        let templates = builder().messages(tag, "login-title = …").build().unwrap();
        let page = log_in(&templates, tag);
        assert!(
            page.contains(&format!("<html lang=\"{tag}\"{direction}>")),
            "{page}"
        );
        assert!(log_in(&templates, "en").contains("<html lang=\"en\">"));
    }
}

#[test]
fn added_language_falls_back_to_the_default_messages() {
    let italian = "login-title = Accesso\nbase-skip = Vai al contenuto";
    let templates = builder()
        .messages("it", italian)
        .languages(["de", "it"])
        .build()
        .unwrap();
    assert_eq!(templates.negotiate("it-CH"), "it");
    let html = log_in(&templates, "it");
    assert!(html.contains("<html lang=\"it\">") && html.contains("<h1>Accesso</h1>"));
    assert!(html.contains("Angemeldet bleiben"));
    let alone = builder().messages("it", italian).languages(["it"]).build();
    assert!(log_in(&alone.unwrap(), "it").contains("Stay logged in"));
}

#[test]
fn messages_in_the_folder_override_those_of_the_program() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("en.ftl", "login-lead = from the folder");
    write("en.ftl~", "{ broken");
    write(".de.ftl", "{ broken");
    fs::create_dir(folder.path().join("words")).unwrap();
    write("words/de.ftl", "{ broken");
    let program = "login-lead = from the program\nlogin-title = the program's";
    let templates = builder()
        .folder(folder.path().to_owned())
        .messages("en", program)
        .build()
        .unwrap();
    let html = log_in(&templates, "en");
    assert!(html.contains("from the folder") && html.contains("the program&#x27;s"));
}

#[test]
fn invalid_catalogue_is_reported_with_file_and_line() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("de.ftl");
    fs::write(&file, "login-lead = Hallo\n\nlogin-title = { $\n").unwrap();
    let slip = fault(builder().folder(folder.path().to_owned()).build());
    assert!(
        slip.starts_with(&format!("{}:3: ", file.display())),
        "{slip}"
    );
    let slip = fault(
        builder()
            .messages("de", "login-lead = Hallo\n= rubbish")
            .build(),
    );
    assert!(slip.starts_with("de.ftl:2: "), "{slip}");
}

#[test]
fn unknown_variable_in_a_message_is_reported_with_file_and_line() {
    let words = "login-lead = Hallo\npassword-too-short =\n  { $max ->\n    *[other] Zu kurz\n  }";
    let unknown = fault(builder().messages("de", words).build());
    assert!(unknown.starts_with("de.ftl:3: "), "{unknown}");
    assert!(unknown.contains("password-too-short") && unknown.contains("$max"));
}

#[test]
fn message_that_breaks_a_page_is_reported_at_start() {
    let broken = fault(builder().messages("fr", "login-lead = { -brand }").build());
    assert!(broken.starts_with("login.html:"), "{broken}");
    assert!(broken.contains("login-lead") && broken.contains("-brand"));
}

proptest! {
    #[test]
    fn whatever_header_is_sent_the_language_is_a_supported_one(sent in "(de|fr|en|it|-|_|AT|Latn|x-|\\*|,|;|q=|0|1|\\.|NaN| |[!-~]|\\PC){0,30}") {
        static TEMPLATES: LazyLock<Templates> =
            LazyLock::new(|| builder().languages(["fr", "de"]).build().unwrap());
        let language = TEMPLATES.negotiate(&sent);
        prop_assert!(["fr", "de"].contains(&language));
        prop_assert_eq!(TEMPLATES.negotiate(language), language);
    }
}
