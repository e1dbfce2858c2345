//! The shop with axum-login, its sqlx store and password-auth, each as their documentation has it.

use std::{env, sync::LazyLock};

use axum::{
    Form, Router,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use axum_login::{
    AuthManagerLayerBuilder, AuthUser, AuthnBackend, UserId,
    tower_sessions::{Expiry, SessionManagerLayer},
};
use minijinja::{Environment, context};
use serde::{Deserialize, Serialize};
use sqlx::{
    FromRow, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use time::Duration;
use tokio::{net::TcpListener, task::spawn_blocking};
use tower_sessions_sqlx_store::SqliteStore;

static PAGES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut pages = Environment::new();
    pages
        .add_template("shop.html", include_str!("../../shop.html"))
        .unwrap();
    pages
});
static COOKIES: LazyLock<Vec<Cookie>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../cookies.json")).unwrap());

#[derive(Deserialize, Serialize)]
struct Cookie {
    slug: String,
    name: String,
    price: String,
    description: String,
}

#[derive(Clone, Debug, FromRow)]
struct User {
    id: i64,
    email: String,
    password: String,
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

#[derive(Deserialize)]
struct Credentials {
    email: String,
    password: String,
}

#[derive(Clone)]
struct Backend(SqlitePool);

impl AuthnBackend for Backend {
    type User = User;
    type Credentials = Credentials;
    type Error = sqlx::Error;

    async fn authenticate(&self, given: Credentials) -> Result<Option<User>, sqlx::Error> {
        let query = sqlx::query_as("SELECT * FROM users WHERE email = ?");
        let user: Option<User> = query.bind(given.email).fetch_optional(&self.0).await?;
        let verified = spawn_blocking(move || {
            user.filter(|user| {
                password_auth::verify_password(given.password, &user.password).is_ok()
            })
        });
        Ok(verified.await.unwrap())
    }

    async fn get_user(&self, id: &UserId<Self>) -> Result<Option<User>, sqlx::Error> {
        let query = sqlx::query_as("SELECT * FROM users WHERE id = ?");
        query.bind(id).fetch_optional(&self.0).await
    }
}

type AuthSession = axum_login::AuthSession<Backend>;

async fn cookies(session: AuthSession) -> Html<String> {
    let page = PAGES.get_template("shop.html").unwrap();
    let email = session.user.map(|user| user.email);
    Html(
        page.render(context! { cookies => *COOKIES, email })
            .unwrap(),
    )
}

async fn log_in(mut session: AuthSession, Form(form): Form<Credentials>) -> Response {
    match session.authenticate(form).await.unwrap() {
        Some(user) => {
            session.login(&user).await.unwrap();
            Redirect::to("/cookies").into_response()
        }
        None => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
    }
}

async fn register(State(db): State<SqlitePool>, Form(form): Form<Credentials>) -> Redirect {
    let hash = spawn_blocking(|| password_auth::generate_hash(form.password))
        .await
        .unwrap();
    let query = sqlx::query("INSERT INTO users (email, password) VALUES (?, ?)");
    query
        .bind(form.email)
        .bind(hash)
        .execute(&db)
        .await
        .unwrap();
    Redirect::to("/login")
}

#[tokio::main]
async fn main() {
    let options = SqliteConnectOptions::new()
        .filename("shop.sqlite3")
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal);
    let db = SqlitePool::connect_with(options).await.unwrap();
    let table = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE, password TEXT)";
    sqlx::query(table).execute(&db).await.unwrap();
    let sessions = SqliteStore::new(db.clone());
    sessions.migrate().await.unwrap();
    let sessions = SessionManagerLayer::new(sessions)
        .with_secure(false)
        .with_expiry(Expiry::OnInactivity(Duration::days(1)));
    let authenticated = AuthManagerLayerBuilder::new(Backend(db.clone()), sessions).build();

    let form = async || Html(include_str!("../../form.html"));
    let app = Router::new()
        .route("/static-page", get(async || "ok"))
        .route("/cookies", get(cookies))
        .route("/login", get(form).post(log_in))
        .route("/register", get(form).post(register))
        .layer(authenticated)
        .with_state(db);
    let listener = TcpListener::bind(env::var("LISTEN").unwrap())
        .await
        .unwrap();
    axum::serve(listener, app).await.unwrap();
}
