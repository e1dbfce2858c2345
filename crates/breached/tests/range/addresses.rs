use vestibule_breached::RangeUrl;

#[test]
fn plain_http_is_accepted_for_loopback_only() {
    for good in [
        "https://api.pwnedpasswords.com/range/",
        "https://api.pwnedpasswords.com/range",
        "https://mirror.example:8443",
        "http://localhost:8080/range/",
        "http://127.0.0.1:8080/",
        "http://[::1]:8080/",
    ] {
        assert!(RangeUrl::parse(good).is_ok(), "{good}");
    }
    for bad in [
        "http://api.pwnedpasswords.com/range/",
        "http://localhost.example/range/",
        "ftp://mirror.example/",
        "https://",
        "https://user:hunter2@mirror.example/",
        "https://mirror.example/?range=",
        "https://mirror.example/#range",
        "api.pwnedpasswords.com/range/",
        "",
    ] {
        assert!(RangeUrl::parse(bad).is_err(), "{bad}");
    }
}
