use crate::{cancellation::newcomer, database::TestDatabase, database::on_each_database};
use std::time::Instant;
use vestibule_domain::{PasswordHash, Store};
use vestibule_seaorm::SeaOrmStore;
on_each_database!(hot);
async fn hot(database: &TestDatabase) {
    let store = SeaOrmStore::new(database.migrated().await);
    let (user, session) = newcomer(1);
    let hash = PasswordHash::new("$sample".to_owned());
    let mut unit = store.begin().await.unwrap();
    unit.insert_user(&user, &hash).await.unwrap();
    unit.insert_session(&session, &hash).await.unwrap();
    unit.commit().await.unwrap();
    for _ in 0..200 {
        store.find_session(&session.token).await.unwrap().unwrap();
    }
    let mut l = vec![];
    for _ in 0..3000 {
        let t = Instant::now();
        store.find_session(&session.token).await.unwrap().unwrap();
        l.push(t.elapsed());
    }
    l.sort();
    eprintln!(
        "{} hot p50 {:?} p99 {:?}",
        &database.url[..6],
        l[1500],
        l[2970]
    );
}
