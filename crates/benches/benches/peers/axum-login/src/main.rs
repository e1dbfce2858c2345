//! The shop made with axum-login, its sqlx store and password-auth, as their documentation shows.

mod users;

use std::{env, sync::LazyLock};

use axum::{
    Form, Router,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use axum_login::{
    AuthManagerLayerBuilder, AuthnBackend, UserId,
    tower_sessions::{Expiry, SessionManagerLayer, SessionStore},
};
use minijinja::{Environment, context};
use serde::{Deserialize, Serialize};
use sqlx::{
    PgPool, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use time::Duration;
use tokio::{net::TcpListener, task::spawn_blocking};
use tower_sessions_sqlx_store::{PostgresStore, SqliteStore};
use users::{User, Users};

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

#[derive(Deserialize)]
struct Credentials {
    email: String,
    password: String,
}

#[derive(Clone)]
struct Backend(Users);

impl AuthnBackend for Backend {
    type User = User;
    type Credentials = Credentials;
    type Error = sqlx::Error;

    async fn authenticate(&self, given: Credentials) -> Result<Option<User>, sqlx::Error> {
        let user = self.0.with_email(given.email).await?;
        let verified = spawn_blocking(move || {
            user.filter(|user| {
                password_auth::verify_password(given.password, &user.password).is_ok()
            })
        });
        Ok(verified.await.unwrap())
    }

    async fn get_user(&self, id: &UserId<Self>) -> Result<Option<User>, sqlx::Error> {
        self.0.with_id(*id).await
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

async fn register(State(users): State<Users>, Form(form): Form<Credentials>) -> Redirect {
    let hash = spawn_blocking(|| password_auth::generate_hash(form.password))
        .await
        .unwrap();
    users.insert(form.email, hash).await.unwrap();
    Redirect::to("/login")
}

#[tokio::main]
async fn main() {
    if let Ok(url) = env::var("DATABASE_URL") {
        let db = PgPool::connect(&url).await.unwrap();
        let sessions = PostgresStore::new(db.clone());
        sessions.migrate().await.unwrap();
        serve(Users::Postgres(db), sessions).await;
    } else {
        let options = SqliteConnectOptions::new()
            .filename("shop.sqlite3")
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal);
        let db = SqlitePool::connect_with(options).await.unwrap();
        let sessions = SqliteStore::new(db.clone());
        sessions.migrate().await.unwrap();
        serve(Users::Sqlite(db), sessions).await;
    }
}

async fn serve(users: Users, sessions: impl SessionStore + Clone) {
    users.create_table().await.unwrap();
    let sessions = SessionManagerLayer::new(sessions)
        .with_secure(false)
        .with_expiry(Expiry::OnInactivity(Duration::days(1)));
    let authenticated = AuthManagerLayerBuilder::new(Backend(users.clone()), sessions).build();

    let form = async || Html(include_str!("../../form.html"));
    let app = Router::new()
        .route("/static-page", get(async || "ok"))
        .route("/cookies", get(cookies))
        .route("/login", get(form).post(log_in))
        .route("/register", get(form).post(register))
        .layer(authenticated)
        .with_state(users);
    let listener = TcpListener::bind(env::var("LISTEN").unwrap())
        .await
        .unwrap();
    axum::serve(listener, app).await.unwrap();
}
