//! A user with an imported password hash logs in, through the pages and a database.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use tower::ServiceExt;
use vestibule_argon2::{Argon2Hasher, Argon2Params, Capacity};
use vestibule_domain::{Credential, EmailAddress, ForeignHashes, PasswordHash, Store};
use vestibule_memory::SeededTokenSource;
use vestibule_seaorm::{PoolOptions, SeaOrmStore, connect};

const ALICE: &str = "alice@example.com";
/// Made by Django 5.2.19 from "correct horse battery staple".
const DJANGO: &str =
    "pbkdf2_sha256$1000000$XwtM9GRG7Uob3ixOEktEO1$8EZVytwAJq0MBK0MxE5U402o/3cnY+sfwFV9+vd4nYI=";
/// `printf 'correct horse battery staple' | md5sum`
const MD5: &str = "9cc2ae8a1ba7a93da39b46fc1019c481";

struct Site {
    app: Router,
    store: SeaOrmStore,
    _folder: tempfile::TempDir,
}

impl Site {
    /// A site where Alice has an account with this hash.
    async fn with_hash_of_alice(hash: PasswordHash) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/db", folder.path().display());
        let accounts = vestibule::builder().database_url(&url).build().await;
        let database = connect(&url, &PoolOptions::default()).await.unwrap();
        let site = Self {
            app: accounts.unwrap().mount(Router::new()),
            store: SeaOrmStore::new(database),
            _folder: folder,
        };
        let chosen = "password=seven+green+lamps&password_confirmation=seven+green+lamps";
        assert_eq!(site.post("/register", chosen).await, StatusCode::SEE_OTHER);
        let Credential { user, password, .. } = site.alice().await;
        let mut unit = site.store.begin().await.unwrap();
        let replaced = unit.users().renew_hash(user.id, &password, &hash).await;
        assert!(replaced.unwrap());
        unit.commit().await.unwrap();
        site
    }

    async fn alice(&self) -> Credential {
        let email = EmailAddress::parse(ALICE).unwrap();
        self.store
            .users()
            .find_credential(&email)
            .await
            .unwrap()
            .unwrap()
    }

    async fn post(&self, path: &str, fields: &str) -> StatusCode {
        let request = Request::post(path)
            .header("host", "localhost")
            .header("accept", "text/html")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(format!("email={ALICE}&{fields}")))
            .unwrap();
        self.app.clone().oneshot(request).await.unwrap().status()
    }

    async fn log_in(&self, password: &str) -> StatusCode {
        let fields = format!("password={}", password.replace(' ', "+"));
        self.post("/login", &fields).await
    }
}

async fn adopted(hash: &str, format: Option<&str>) -> PasswordHash {
    let random = Arc::new(SeededTokenSource::default());
    let hasher = Argon2Hasher::new(Argon2Params::default(), Capacity::default(), random).unwrap();
    hasher.adopt(hash, format).await.unwrap()
}

#[tokio::test]
async fn imported_user_logs_in_and_gets_a_current_hash() {
    for hash in [
        PasswordHash::new(DJANGO.to_owned()),
        adopted(DJANGO, None).await,
        adopted(MD5, Some("md5")).await,
    ] {
        let site = Site::with_hash_of_alice(hash.clone()).await;
        let wrong = site.log_in("correct horse battery stapler").await;
        assert_eq!(wrong, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            site.alice().await.password == hash,
            "only its owner renews it"
        );
        for _ in 0..2 {
            let right = site.log_in("correct horse battery staple").await;
            assert_eq!(right, StatusCode::SEE_OTHER);
            let today = site.alice().await.password;
            let is_of_today = today
                .expose()
                .starts_with("$argon2id$v=19$m=19456,t=2,p=1$");
            assert!(is_of_today, "{}", today.expose());
        }
    }
}
