//! The contracts of a store and of rate limits, on each kind of database.

use std::sync::Arc;

use vestibule_cache::CachedStore;
use vestibule_seaorm::{SeaOrmStore, sea_orm::ConnectionTrait};

use crate::{
    database::{self, TestDatabase},
    watching,
};

async fn store(database: TestDatabase) -> (Arc<SeaOrmStore>, TestDatabase) {
    let store = SeaOrmStore::new(database.migrated().await);
    (Arc::new(store), database)
}

/// With a session cache, as in a server.
async fn remembering(database: TestDatabase) -> (Arc<CachedStore>, TestDatabase) {
    let (store, database) = store(database).await;
    (Arc::new(watching::remembering(store).await), database)
}

mod remembering_sqlite {
    use super::*;

    async fn empty_store() -> (Arc<CachedStore>, TestDatabase) {
        remembering(database::sqlite().await).await
    }
    vestibule_contract::store_contract!(empty_store);
}

mod remembering_postgres {
    use super::*;

    async fn empty_store() -> (Arc<CachedStore>, TestDatabase) {
        remembering(database::postgres().await).await
    }
    vestibule_contract::store_contract!(
        #[ignore = "needs POSTGRES_URL"]
        empty_store
    );
}

mod remembering_mariadb {
    use super::*;

    async fn empty_store() -> (Arc<CachedStore>, TestDatabase) {
        remembering(database::mariadb().await).await
    }
    vestibule_contract::store_contract!(
        #[ignore = "needs MARIADB_URL"]
        empty_store
    );
}

mod sqlite {
    use super::*;

    async fn empty_store() -> (Arc<SeaOrmStore>, TestDatabase) {
        store(database::sqlite().await).await
    }
    vestibule_contract::store_contract!(empty_store);

    vestibule_contract::attempts_contract!(empty_store);
}

mod postgres {
    use super::*;

    async fn empty_store() -> (Arc<SeaOrmStore>, TestDatabase) {
        store(database::postgres().await).await
    }
    vestibule_contract::store_contract!(
        #[ignore = "needs POSTGRES_URL"]
        empty_store
    );

    vestibule_contract::attempts_contract!(
        #[ignore = "needs POSTGRES_URL"]
        empty_store
    );
}

/// Here any race may end with a conflict, and is retried.
mod serializable_postgres {
    use super::*;

    async fn empty_store() -> (Arc<SeaOrmStore>, TestDatabase) {
        let database = database::postgres().await;
        let strict = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET \
                      default_transaction_isolation = serializable', current_database()); END $$";
        let db = database.connect().await;
        db.execute_unprepared(strict).await.unwrap();
        db.close().await.unwrap();
        store(database).await
    }
    vestibule_contract::store_contract!(
        #[ignore = "needs POSTGRES_URL"]
        empty_store
    );

    vestibule_contract::attempts_contract!(
        #[ignore = "needs POSTGRES_URL"]
        empty_store
    );
}

mod mariadb {
    use super::*;

    async fn empty_store() -> (Arc<SeaOrmStore>, TestDatabase) {
        store(database::mariadb().await).await
    }
    vestibule_contract::store_contract!(
        #[ignore = "needs MARIADB_URL"]
        empty_store
    );

    vestibule_contract::attempts_contract!(
        #[ignore = "needs MARIADB_URL"]
        empty_store
    );
}
