use super::{folder, program, refuses};

#[test]
fn invalid_value_is_reported_on_one_line() {
    for (name, value, reason) in [
        ("LISTEN", "nonsense", "'nonsense' for '--listen"),
        ("ACCENT_COLOR", "green", "it must be a color like #1f5b49"),
        (
            "ACCENT_COLOR",
            "#ffcc00",
            "contrast is too low for light pages (WCAG 2.2, 1.4.3): the nearest one that passes is #",
        ),
        ("ACCENT_COLOR_DARK", "#1f5b49", "too low for dark pages"),
        ("SITE_SUPPORT_EMAIL", "help", "like alice@example.com"),
        (
            "SITE_TERMS_URL",
            "javascript:alert(1)",
            "it must be a path or a URL",
        ),
        ("LISTEN", "127.0.0.1:99999", "'--listen"),
        ("LISTEN", "localhost", "invalid socket address"),
        ("LISTEN", "192.0.2.1:80", "cannot listen on 192.0.2.1:80"),
        ("METRICS_LISTEN", "9100", "invalid socket address"),
        (
            "METRICS_LISTEN",
            "example.com:9100",
            "like 127.0.0.1:8000, localhost:8000",
        ),
        ("LISTEN", ":8000", "like 127.0.0.1:8000, localhost:8000"),
        (
            "METRICS_LISTEN",
            "192.0.2.1:80",
            "cannot listen on 192.0.2.1:80 (METRICS_LISTEN)",
        ),
        ("PUBLIC_URL", "shop.example", "like https://shop.example"),
        ("PUBLIC_URL", "https://shop.example/path", "'--public-url"),
        ("PUBLIC_URL", "ftp://shop.example", "'--public-url"),
        (
            "SECRET_KEY",
            "hunter2hunter2",
            "invalid SECRET_KEY: it has fewer than 32 bytes",
        ),
        (
            "SECRET_KEY",
            "hunter2hunter2hunter2hunter2hunter2",
            "it is not random",
        ),
        (
            "SECRET_KEY_PREVIOUS",
            "hunter2",
            "invalid SECRET_KEY_PREVIOUS",
        ),
        (
            "SECRET_KEY",
            "0123456789abcdef0123456789abcdef",
            "the command `key` generates one",
        ),
        (
            "SECRET_KEY",
            "changeme-changeme-before-production",
            "it is a published sample",
        ),
        (
            "PASSWORD_PEPPER",
            "hunter2",
            "invalid PASSWORD_PEPPER: it has fewer than 32 bytes",
        ),
        (
            "PASSWORD_PEPPER_PREVIOUS",
            "hunter2",
            "invalid PASSWORD_PEPPER_PREVIOUS",
        ),
        (
            "DISCLOSURE",
            "everything",
            "[possible values: none, registration, all]",
        ),
        ("DISCLOSURE", "none", "needs EMAIL_VERIFICATION=required"),
        (
            "SMTP_URL",
            "mail.example",
            "invalid SMTP_URL: it must be like smtps://",
        ),
        (
            "SMTP_URL",
            "smtp://shop:hunter2@mail.example",
            "a password is sent over TLS only",
        ),
        (
            "SMTP_URL",
            "smtp://mail.example?tls=maybe",
            "tls=required or tls=opportunistic",
        ),
        (
            "SMTP_URL",
            "smtp://mail.example",
            "SMTP_URL needs MAIL_FROM",
        ),
        ("MAIL_FROM", "the shop", "it must be an email address"),
        (
            "EMAIL_VERIFICATION",
            "perhaps",
            "[possible values: off, optional, required]",
        ),
        ("TRUSTED_PROXIES", "all", "invalid address or network"),
        ("EVENTS_KEPT", "0s", "a minute or more"),
        ("DELETION_GRACE", "later", "like 30s, 15min, 12h or 14days"),
        ("SESSION_LIFETIME", "30", "like 30s, 15min, 12h or 14days"),
        (
            "DATABASE_TIMEOUT",
            "5 parsecs",
            "like 30s, 15min, 12h or 14days",
        ),
        ("LOG_FORMAT", "xml", "[possible values: auto, human, json]"),
        ("PASSWORD_MIN_LENGTH", "7", "it must be from 8 to 256"),
        ("PASSWORD_MIN_LENGTH", "257", "it must be from 8 to 256"),
        ("PASSWORD_MIN_LENGTH", "many", "it must be from 8 to 256"),
        ("SESSION_IDLE", "soon", "'--session-idle"),
        ("SESSION_IDLE", "1s", "a minute or more"),
        ("SESSION_LIFETIME", "-1day", "'--session-lifetime"),
        ("ARGON2_MEMORY_KIB", "1024", "too weak"),
        ("ARGON2_MEMORY_KIB", "4194304", "too costly"),
        ("ARGON2_PASSES", "0", "too weak"),
        ("ARGON2_PASSES", "1", "too weak"),
        ("ARGON2_LANES", "0", "1 lane"),
        ("ARGON2_LANES", "x", "'--argon2-lanes"),
        (
            "TEMPLATES_DIR",
            "nowhere",
            "nowhere: No such file or directory",
        ),
        (
            "DATABASE_URL",
            "oracle://root:hunter2@localhost/db",
            "begins with sqlite:, postgres: or mysql:",
        ),
        (
            "DATABASE_URL",
            "hunter2",
            "begins with sqlite:, postgres: or mysql:",
        ),
        ("DATABASE_URL", "sqlite::memory:", "name a file"),
        (
            "DATABASE_URL",
            "sqlite:///dev/null/data.sqlite3",
            "cannot create /dev/null/data.sqlite3",
        ),
        ("DATABASE_CONNECTIONS", "0", "'--database-connections"),
        ("DATABASE_TIMEOUT", "0s", "from a second to an hour"),
        ("DATABASE_TIMEOUT", "30days", "from a second to an hour"),
        ("DATABASE_WAIT", "100000000000years", "a day or less"),
        ("MIGRATE", "perhaps", "[possible values: auto, off]"),
        ("RUST_LOG", "%%%=", "invalid RUST_LOG"),
    ] {
        let folder = folder();
        refuses(program(&folder).env(name, value), reason);
        let made = folder.path().join("data/vestibule.sqlite3");
        assert!(!made.exists() || name == "LISTEN", "{name}={value}");
    }
}
