//! The contract of a store, on each kind of database.

use std::sync::Arc;

use vestibule_domain::Store;
use vestibule_seaorm::SeaOrmStore;

use crate::database::{self, TestDatabase};

async fn store(database: Option<TestDatabase>) -> Option<(Arc<dyn Store>, TestDatabase)> {
    let database = database?;
    let store = SeaOrmStore::new(database.migrated().await);
    Some((Arc::new(store), database))
}

mod sqlite {
    use super::*;

    async fn empty_store() -> Option<(Arc<dyn Store>, TestDatabase)> {
        store(database::sqlite().await).await
    }
    vestibule_contract::store_contract!(empty_store);
}

mod postgres {
    use super::*;

    async fn empty_store() -> Option<(Arc<dyn Store>, TestDatabase)> {
        store(database::postgres().await).await
    }
    vestibule_contract::store_contract!(empty_store);
}

mod mariadb {
    use super::*;

    async fn empty_store() -> Option<(Arc<dyn Store>, TestDatabase)> {
        store(database::mariadb().await).await
    }
    vestibule_contract::store_contract!(empty_store);
}
