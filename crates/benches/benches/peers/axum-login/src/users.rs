use axum_login::AuthUser;
use sqlx::{Error, FromRow, PgPool, SqlitePool, query, query_as};

#[derive(Clone, Debug, FromRow)]
pub(crate) struct User {
    id: i64,
    pub(crate) email: String,
    pub(crate) password: String,
}

impl AuthUser for User {
    type Id = i64;

    fn id(&self) -> i64 {
        self.id
    }

    fn session_auth_hash(&self) -> &[u8] {
        self.password.as_bytes()
    }
}

/// The users, on either database.
#[derive(Clone)]
pub(crate) enum Users {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Users {
    pub(crate) async fn create_table(&self) -> Result<(), Error> {
        let id = match self {
            Self::Sqlite(_) => "INTEGER PRIMARY KEY",
            Self::Postgres(_) => "BIGSERIAL PRIMARY KEY",
        };
        let table = format!("CREATE TABLE users (id {id}, email TEXT UNIQUE, password TEXT)");
        match self {
            Self::Sqlite(db) => query(&table).execute(db).await.map(drop),
            Self::Postgres(db) => query(&table).execute(db).await.map(drop),
        }
    }

    pub(crate) async fn with_id(&self, id: i64) -> Result<Option<User>, Error> {
        let user = "SELECT * FROM users WHERE id = $1";
        match self {
            Self::Sqlite(db) => query_as(user).bind(id).fetch_optional(db).await,
            Self::Postgres(db) => query_as(user).bind(id).fetch_optional(db).await,
        }
    }

    pub(crate) async fn with_email(&self, email: String) -> Result<Option<User>, Error> {
        let user = "SELECT * FROM users WHERE email = $1";
        match self {
            Self::Sqlite(db) => query_as(user).bind(email).fetch_optional(db).await,
            Self::Postgres(db) => query_as(user).bind(email).fetch_optional(db).await,
        }
    }

    pub(crate) async fn insert(&self, email: String, password: String) -> Result<(), Error> {
        let user = "INSERT INTO users (email, password) VALUES ($1, $2)";
        match self {
            Self::Sqlite(db) => {
                let query = query(user).bind(email).bind(password);
                query.execute(db).await.map(drop)
            }
            Self::Postgres(db) => {
                let query = query(user).bind(email).bind(password);
                query.execute(db).await.map(drop)
            }
        }
    }
}
