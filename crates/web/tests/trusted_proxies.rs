//! The address of a client, behind proxies and with forged headers.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use proptest::prelude::*;
use vestibule_web::TrustedProxies;

const PROXIES: &str = "10.0.0.0/8, 192.0.2.1, fd00::/8";

fn client(peer: &str, headers: &[(&'static str, &str)]) -> String {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(
            HeaderName::from_static(name),
            HeaderValue::from_str(value).unwrap(),
        );
    }
    client_with(peer, &map)
}

fn client_with(peer: &str, headers: &HeaderMap) -> String {
    let proxies = TrustedProxies::parse(PROXIES).unwrap();
    let peer: IpAddr = peer.parse().unwrap();
    proxies.client_address(peer, headers).to_string()
}

const FOR: &str = "x-forwarded-for";
const FORWARDED: &str = "forwarded";

#[test]
fn forwarded_header_of_an_untrusted_client_is_ignored() {
    assert_eq!(client("203.0.113.9", &[(FOR, "1.1.1.1")]), "203.0.113.9");
    let both = [(FOR, "1.1.1.1"), (FORWARDED, "for=1.1.1.1")];
    assert_eq!(client("203.0.113.9", &both), "203.0.113.9");
}

#[test]
fn trusted_proxy_is_trusted_for_its_own_client_only() {
    let lied = [(FOR, "1.1.1.1, 203.0.113.9")];
    assert_eq!(client("10.0.0.7", &lied), "203.0.113.9");
    let two_lines = [(FOR, "1.1.1.1"), (FOR, "203.0.113.9")];
    assert_eq!(client("10.0.0.7", &two_lines), "203.0.113.9");
    let two_proxies = [(FOR, "1.1.1.1, 203.0.113.9, 192.0.2.1")];
    assert_eq!(client("10.0.0.7", &two_proxies), "203.0.113.9");
}

#[test]
fn usual_forwarded_header_formats_are_parsed() {
    assert_eq!(
        client("10.0.0.7", &[(FOR, "203.0.113.9:4711")]),
        "203.0.113.9"
    );
    assert_eq!(
        client("10.0.0.7", &[(FOR, "[2001:db8::1]:80")]),
        "2001:db8::1"
    );
    assert_eq!(
        client("10.0.0.7", &[(FOR, "::ffff:203.0.113.9")]),
        "203.0.113.9"
    );
    assert_eq!(
        client("::ffff:10.0.0.7", &[(FOR, "203.0.113.9")]),
        "203.0.113.9"
    );
    let node = [(
        FORWARDED,
        "for=1.1.1.1, For=\"[2001:db8::1]:4711\";proto=https",
    )];
    assert_eq!(client("10.0.0.7", &node), "2001:db8::1");
}

#[test]
fn header_that_a_proxy_forwards_unread_is_no_bypass() {
    // The proxy writes `X-Forwarded-For`, and passes the `Forwarded` of the client on.
    for lie in [
        "for=1.1.1.1",
        "for=1.1.1.1, for=10.0.0.7",
        "for=10.0.0.7",
        "for=192.0.2.1",
        "for=unknown",
        "z\u{fc}rich",
        "",
    ] {
        let lied = [(FOR, "203.0.113.9"), (FORWARDED, lie)];
        assert_eq!(client("10.0.0.7", &lied), "203.0.113.9", "{lie}");
        let lied = [(FOR, "unix:"), (FORWARDED, lie)];
        assert_eq!(client("10.0.0.7", &lied), "10.0.0.7", "{lie}");
    }
    let removed = [(FOR, ""), (FORWARDED, "for=203.0.113.9")];
    assert_eq!(client("10.0.0.7", &removed), "203.0.113.9");
}

#[test]
fn non_ascii_bytes_do_not_hide_the_client_address() {
    let lies: [&[u8]; 4] = [
        "z\u{fc}rich".as_bytes(),
        b"z\xfcrich",
        b"\xff\xfe, 1.1.1.1",
        b"\x80",
    ];
    for (header, told) in [(FOR, "203.0.113.9"), (FORWARDED, "for=203.0.113.9")] {
        for lie in lies {
            let value = |octets: &[u8]| HeaderValue::from_bytes(octets).unwrap();
            let in_one_line = [lie, b", ", told.as_bytes()].concat();
            let one_line = vec![value(&in_one_line)];
            let two_lines = vec![value(lie), value(told.as_bytes())];
            for lines in [one_line, two_lines] {
                let lines = lines
                    .into_iter()
                    .map(|line| (HeaderName::from_static(header), line));
                let headers = HeaderMap::from_iter(lines);
                assert_eq!(
                    client_with("10.0.0.7", &headers),
                    "203.0.113.9",
                    "{headers:?}"
                );
            }
        }
    }
}

#[test]
fn malformed_forwarded_header_yields_the_last_known_hop() {
    assert_eq!(client("10.0.0.7", &[(FOR, "unknown")]), "10.0.0.7");
    assert_eq!(
        client("10.0.0.7", &[(FOR, "1.1.1.1, , 192.0.2.1")]),
        "192.0.2.1"
    );
    assert_eq!(
        client("10.0.0.7", &[(FORWARDED, "for=_hidden")]),
        "10.0.0.7"
    );
    assert!(TrustedProxies::parse("10.0.0.0/8, all").is_err());
}

proptest! {
    #[test]
    fn whatever_header_an_untrusted_client_sends_its_address_stays(value in "[ -~]{0,80}") {
        prop_assert_eq!(client("203.0.113.9", &[(FOR, &value), (FORWARDED, &value)]), "203.0.113.9");
    }

    #[test]
    fn whatever_precedes_it_the_address_added_by_the_proxy_is_used(lie in "([0-9a-f.:,\"=;\\[\\] ]|for=|10\\.0\\.0\\.7|1\\.1\\.1\\.1|[ -~]){0,60}") {
        let told = format!("{lie}, 203.0.113.9");
        prop_assert_eq!(client("10.0.0.7", &[(FOR, &told)]), "203.0.113.9");
        let told = format!("{lie}, for=203.0.113.9");
        prop_assert_eq!(client("10.0.0.7", &[(FORWARDED, &told)]), "203.0.113.9");
        let lines = [(FOR, lie.as_str()), (FOR, "203.0.113.9")];
        prop_assert_eq!(client("10.0.0.7", &lines), "203.0.113.9");
    }

    #[test]
    fn whatever_list_of_proxies_is_accepted_only_its_members_are_trusted(list in "([0-9./:a-f, ]|10\\.0\\.0\\.0/8|\\PC){0,40}") {
        if let Ok(proxies) = TrustedProxies::parse(&list) {
            let mut headers = HeaderMap::new();
            headers.insert(FOR, HeaderValue::from_static("1.1.1.1"));
            let peer = "203.0.113.9".parse().unwrap();
            let is_named = list.split(',').any(|proxy| {
                let network = proxy.trim().parse::<ipnet::IpNet>();
                network.is_ok_and(|network| network.contains(&peer)) || proxy.trim() == "203.0.113.9"
            });
            let believed = proxies.client_address(peer, &headers) != peer;
            prop_assert_eq!(believed, is_named);
        }
    }
}
