//! Properties that hold for any input.

use proptest::prelude::*;

use super::*;

/// Almost valid cookies, forged ones, and arbitrary text.
fn cookies() -> impl Strategy<Value = String> {
    let name = "(__Host-)?vestibule_(session|flash|device)";
    let message = "(%5B%7B%22level%22%3A%22info%22%2C%22text%22%3A%7B%22text%22%3A%22555%22%7D%7D%5D|\\[\\{\"level\":\"info\",\"text\":\\{\"text\":\"555\"\\}\\}\\])";
    let forged = format!("{name}=([A-Za-z0-9+/]{{43}}=)?{message}(; {name}=[A-Za-z0-9_-]{{43}})?");
    let pieces =
        format!("({name}|=|; ?|,|\"|%[0-9a-f]{{2}}|[A-Za-z0-9_-]{{43}}|{message}|[ -~]){{0,12}}");
    prop_oneof![
        proptest::string::string_regex(&forged).unwrap(),
        proptest::string::string_regex(&pieces).unwrap(),
    ]
}

/// Each case renders pages.
fn few() -> ProptestConfig {
    let many = ProptestConfig::default();
    ProptestConfig {
        cases: many.cases / 4,
        ..many
    }
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn whatever_form_is_sent_the_page_returns_no_internal_error(
        body in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..300),
            "(email|password|password_confirmation|next|remember|token|intent|A{43}|=|&|%[0-9a-f]{2}|\\PC){0,40}".prop_map(String::into_bytes),
        ],
        path in prop::sample::select(
            ["/register", "/login", "/logout", "/settings/password", "/settings/email", "/confirm-password", "/settings/account/delete"]
                .into_iter().chain(LINK_PAGES).chain(MAILING_PAGES).collect::<Vec<_>>(),
        ),
    ) {
        let site = Site::mailing(EmailVerification::Optional);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let answer = runtime.block_on(async { post(&mut site.browser(), path, body).await });
        prop_assert!(answer.status.as_u16() < 500, "{}", answer.status);
        prop_assert!(!answer.body.contains("<script"));
    }

    #[test]
    fn whatever_query_or_cookie_is_sent_the_page_returns_no_internal_error(query in "[ -~&&[^ \"#<>\\\\^`{|}]]{0,60}", cookie in "[ -~]{0,80}") {
        let site = Site::new();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let request = Request::get(format!("/login?{query}")).header("cookie", cookie);
        let answer = runtime.block_on(async { site.browser().send(request.body(Body::empty()).unwrap()).await });
        prop_assert_eq!(answer.status.as_u16(), 200);
    }

    #[test]
    fn whatever_is_in_the_cookies_the_request_is_anonymous(
        cookies in cookies()
    ) {
        let site = Site::new();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let get = |path| Request::get(path).header("cookie", &cookies).body(Body::empty()).unwrap();
        let open = runtime.block_on(async { site.browser().send(get("/open")).await });
        prop_assert_eq!((open.status.as_u16(), open.body.as_str()), (200, "Hello, visitor"));
        let page = runtime.block_on(async { site.browser().send(get("/login")).await });
        prop_assert!(!page.body.contains("555") && !page.body.contains("class=\"message"));
    }

    #[test]
    fn whatever_is_changed_in_a_flash_message_it_is_not_shown(
        at in any::<prop::sample::Index>(),
        other in prop::sample::select(b"ABCyz0189-_=+/%".as_slice()),
    ) {
        let site = Site::new();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut browser = site.browser();
            register(&mut browser, ALICE, GOOD).await;
            let sent = browser.cookies["vestibule_flash"].clone();
            let mut changed = sent.clone().into_bytes();
            let at = at.index(changed.len());
            changed[at] = other;
            let is_changed = changed != sent.as_bytes();
            browser.cookies = [("vestibule_flash".into(), String::from_utf8(changed).unwrap())].into();
            let page = browser.get("/login").await;
            prop_assert_eq!(page.status.as_u16(), 200);
            prop_assert_eq!(page.body.contains("Welcome! Your account is ready."), !is_changed);
            Ok(())
        })?;
    }
}
