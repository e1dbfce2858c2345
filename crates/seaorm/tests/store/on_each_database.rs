/// Makes a test of an async function on each kind of database.
macro_rules! on_each_database {
    ($($case:ident),+ $(,)?) => {
        on_each_database!(sqlite: $($case),+);
        on_each_database!(postgres: $($case),+);
        on_each_database!(mariadb: $($case),+);
    };
    ($database:ident: $($case:ident),+ $(,)?) => {
        mod $database {
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $case() {
                    if let Some(database) = $crate::database::$database().await {
                        super::$case(&database).await;
                    }
                }
            )+
        }
    };
}
