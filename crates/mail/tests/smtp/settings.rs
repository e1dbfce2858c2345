use vestibule_mail::{InvalidMailFrom, InvalidSmtpUrl, MailFrom, SmtpUrl};

fn why(text: &str) -> InvalidSmtpUrl {
    SmtpUrl::parse(text).expect_err(text)
}

#[test]
fn usual_forms_of_an_smtp_url_are_accepted() {
    for text in [
        "smtps://user:p%40ss@mail.example",
        "smtps://mail.example:4650",
        "smtp://mail.example:587?tls=required",
        "smtp://user:password@mail.example?tls=required",
        "smtp://localhost:1025",
        "smtp://mail.example/?tls=opportunistic",
        "smtp://user:password@localhost",
        "smtp://user:password@127.0.0.1:1025",
        "smtp://user:password@[::1]:1025?tls=opportunistic",
    ] {
        SmtpUrl::parse(text).expect(text);
    }
}

#[test]
fn password_over_an_unencrypted_network_is_refused() {
    for text in [
        "smtp://user:password@mail.example",
        "smtp://user:password@mail.example?tls=opportunistic",
        "smtp://user:password@192.0.2.1",
        "smtp://user:password@localhost.example",
        "smtp://user:password@127.0.0.1.example",
    ] {
        assert_eq!(why(text), InvalidSmtpUrl::PasswordInTheClear, "{text}");
    }
}

#[test]
fn misspelled_tls_parameter_is_refused() {
    for text in [
        "smtp://mail.example?TLS=required",
        "smtp://mail.example?tls=require",
        "smtp://mail.example?tls=required&tls=opportunistic",
        "smtp://mail.example?starttls=required",
        "smtp://mail.example?tls=",
        "smtps://mail.example?tls=opportunistic",
    ] {
        assert_eq!(why(text), InvalidSmtpUrl::Tls, "{text}");
    }
}

#[test]
fn invalid_smtp_url_is_refused_in_one_line_without_its_password() {
    for text in [
        "",
        "mail.example",
        "mail.example:587",
        "https://mail.example",
        "smtp://",
        "smtp:///path",
        "smtp://user@mail.example?tls=required",
        "smtps://user:hunter2@mail.example/path",
        "smtps://user:hun#ter2@mail.example",
        "smtps://user:hunter2@mail.example#x",
        "smtps://user:%ff@mail.example",
        "smtp://mail.example:99999",
    ] {
        let line = why(text).to_string();
        assert!(!line.contains("ter2") && !line.contains('\n'), "{line}");
    }
    let url = SmtpUrl::parse("smtps://user:hunter2@mail.example").unwrap();
    assert_eq!(format!("{url:?}"), "SmtpUrl(mail.example)");
}

#[test]
fn sender_is_an_address_with_or_without_a_name() {
    let bare = MailFrom::parse("no-reply@shop.example").unwrap();
    let named = MailFrom::parse("Cookie Shop <no-reply@shop.example>").unwrap();
    assert_eq!(bare.clone().named("Cookie Shop"), named);
    assert_eq!(named.clone().named("Another"), named);
    for (text, why) in [
        ("", InvalidMailFrom::Form),
        ("shop.example", InvalidMailFrom::Form),
        ("Cookie Shop", InvalidMailFrom::Form),
        ("<@shop.example>", InvalidMailFrom::Form),
        ("a@shop.example, b@shop.example", InvalidMailFrom::Comma),
        ("Cookies, Inc. <a@shop.example>", InvalidMailFrom::Comma),
        (
            "Shop <a@shop.example>\r\nBcc: eve@example.com",
            InvalidMailFrom::Form,
        ),
        (
            "a@shop.example\r\nBcc: eve@example.com",
            InvalidMailFrom::Form,
        ),
        ("Shop\tRoom <a@shop.example>", InvalidMailFrom::Form),
        ("jörg@shop.example", InvalidMailFrom::LocalPart),
        ("Shop <büro@bücher.example>", InvalidMailFrom::LocalPart),
    ] {
        let refused = MailFrom::parse(text).expect_err(text);
        assert_eq!(refused, why, "{text:?}");
        assert!(!refused.to_string().contains('\n'));
    }
    for text in [
        "\"Cookies, Inc.\" <a@shop.example>",
        "Süßes & Café <a@shop.example>",
        "Bücher <a@bücher.example>",
    ] {
        MailFrom::parse(text).expect(text);
    }
}

#[test]
fn smtp_settings_are_clone_send_and_sync() {
    fn holds<T: Clone + Send + Sync + 'static>() {}
    holds::<SmtpUrl>();
    holds::<MailFrom>();
}
