/// Emits a test of an async function on each kind of database. The test runner ignores those that need
/// a server, unless it gets `--include-ignored`.
macro_rules! on_each_database {
    ($($case:ident),+ $(,)?) => {
        on_each_database!(sqlite: $($case),+);
        on_each_database!(postgres: $($case),+);
        on_each_database!(mariadb: $($case),+);
    };
    (sqlite: $($case:ident),+ $(,)?) => {
        on_each_database!([] sqlite: $($case),+);
    };
    (postgres: $($case:ident),+ $(,)?) => {
        on_each_database!([#[ignore = "needs POSTGRES_URL"]] postgres: $($case),+);
    };
    (mariadb: $($case:ident),+ $(,)?) => {
        on_each_database!([#[ignore = "needs MARIADB_URL"]] mariadb: $($case),+);
    };
    ($attributes:tt $database:ident: $($case:ident),+) => {
        mod $database {
            $(on_each_database!(@test $attributes $database $case);)+
        }
    };
    (@test [$(#[$attribute:meta])*] $database:ident $case:ident) => {
        $(#[$attribute])*
        #[tokio::test(flavor = "multi_thread")]
        async fn $case() {
            super::$case(&$crate::database::$database().await).await;
        }
    };
}
