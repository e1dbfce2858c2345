use super::*;

fn socket(path: &str) -> Option<Host> {
    Some(Host::Socket(path.to_owned()))
}

#[test]
fn valid_database_urls_are_accepted() {
    let address = Some(Host::Address(Ipv6Addr::LOCALHOST));
    for (url, host) in [
        ("postgres://shop:secret@db.example:5432/shop", None),
        (
            "postgres://shop:p%23%2F%3F%40ss@127.0.0.1/shop?sslmode=verify-full",
            None,
        ),
        ("postgresql://shop@[::1]/shop", address.clone()),
        ("postgres://shop:secret@[::1]:5432/shop", address.clone()),
        (
            "postgres:///shop?host=/var/run/postgresql&user=shop&password=a@b",
            None,
        ),
        (
            "postgres://shop@%2Fvar%2Frun%2Fpostgresql/shop",
            socket("/var/run/postgresql"),
        ),
        ("postgres://shop@db.example?dbname=shop", None),
        (
            "postgres://shop@db/shop?options[search_path]=shop&options=-c%20a%3Db",
            None,
        ),
        ("postgres:nonsense", None),
    ] {
        assert_eq!(postgres(url, None), Ok(host), "{url}");
    }
    for (url, host) in [
        ("mysql://root@[::1]:3306/shop", address),
        (
            "mariadb://root@localhost/shop?socket=/run/mysqld/mysqld.sock",
            None,
        ),
        (
            "mysql://root@%2Frun%2Fmysqld%2Fmysqld.sock/shop",
            socket("/run/mysqld/mysqld.sock"),
        ),
        (
            "mysql://root@db/shop?ssl-mode=VERIFY_IDENTITY&ssl-ca=/etc/ca.pem",
            None,
        ),
    ] {
        assert_eq!(mysql(url), Ok(host), "{url}");
    }
}

#[test]
fn reserved_character_in_a_url_password_is_reported_without_the_password() {
    for url in [
        "postgres://shop:pa#ss@db/shop",
        "postgres://shop:12#34@db/shop",
        "postgres://shop:pa/ss@db/shop",
        "postgres://shop:12/34@db/shop",
        "postgres://shop:pa?ss@db/shop",
        "postgres://shop:12?34@db/shop",
        "postgres://shop:pa?ss=1@db/shop",
        "postgres://shop@db/shop#x",
    ] {
        assert_eq!(postgres(url, None), Err(UrlError::NotEncoded), "{url}");
        assert_eq!(mysql(url), Err(UrlError::NotEncoded), "{url}");
    }
}

#[test]
fn url_parameter_that_the_driver_ignores_is_refused() {
    let unknown = |url, name: &str| match mysql(url) {
        Err(UrlError::UnknownOption { name: found, .. }) => assert_eq!(found, name),
        other => panic!("{url}: {other:?}"),
    };
    unknown("mysql://root@db/shop?ssl-mod=REQUIRED", "ssl-mod");
    unknown("mysql://root@db/shop?sslrootcert=x", "sslrootcert");
    for url in [
        "postgres://shop@db/shop?connect_timeout=10",
        "postgres://shop@db/shop?sslmode=require&channel_binding=require",
        "postgres://shop@db/shop?pgbouncer=true",
    ] {
        let refused = postgres(url, None);
        assert!(
            matches!(refused, Err(UrlError::UnknownOption { .. })),
            "{url}"
        );
    }
    assert_eq!(
        postgres("postgres://a,b/shop", None),
        Err(UrlError::SeveralHosts)
    );
    assert_eq!(
        postgres("postgres://u:p@a:1,b:2/shop", None),
        Err(UrlError::SeveralHosts)
    );
    assert_eq!(
        postgres("postgres://u@::1/shop", None),
        Err(UrlError::NoBrackets)
    );
}

#[test]
fn postgres_url_without_a_user_needs_one_from_the_environment() {
    for url in [
        "postgres:///shop",
        "postgres://db.example/shop",
        "postgres://%2Frun/shop",
    ] {
        assert_eq!(postgres(url, None), Err(UrlError::NoUser), "{url}");
        assert!(postgres(url, Some("shop")).is_ok(), "{url}");
    }
}
