//! A build without a driver names the missing feature (`just features`).

use vestibule_seaorm::{ConnectError, PoolOptions, connect, sqlite_file};

#[tokio::test]
async fn database_without_a_driver_is_refused_with_the_feature_name() {
    for (url, feature, is_built_in) in [
        (
            "sqlite:///dev/null/none",
            "sqlite",
            cfg!(feature = "sqlite"),
        ),
        (
            "postgresql://u:hunter2@[::",
            "postgres",
            cfg!(feature = "postgres"),
        ),
        ("MariaDB://u:hunter2@[::", "mysql", cfg!(feature = "mysql")),
    ] {
        let refused = connect(url, &PoolOptions::default()).await.unwrap_err();
        let names_feature =
            matches!(refused, ConnectError::NoDriver { feature: name } if name == feature);
        assert_eq!(names_feature, !is_built_in, "{url}: {refused}");
        assert!(!refused.to_string().contains("hunter2"), "{refused}");
    }
}

#[test]
fn path_of_a_database_without_a_driver_is_not_reported() {
    let file = sqlite_file("sqlite://data/accounts");
    assert_eq!(
        file.is_ok_and(|file| file.is_some()),
        cfg!(feature = "sqlite")
    );
}
