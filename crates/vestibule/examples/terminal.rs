//! Accounts without a web: a program that registers people and logs them in at a terminal, over
//! SQLite.
//!
//! ```sh
//! cargo run -p vestibule --no-default-features --features sqlite --example terminal
//! ```

#![allow(clippy::print_stdout, reason = "it is for a terminal")]

use std::{
    error::Error,
    io::{self, Write},
    sync::Arc,
};

use vestibule::{
    Argon2Params, PoolOptions, SecretKey, SystemClock, SystemRandom,
    argon2::{Argon2Hasher, Capacity},
    domain::{
        Accounts, AuthService, EmailAddress, Keys, LoggedIn, ManageSessions, NewAccount,
        PlainPassword, Policy, Ports, RegisterError, Registered, SessionRequest,
    },
    migration::migrate,
    seaorm::{SeaOrmStore, connect},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = std::env::var("DATABASE_URL");
    let accounts = open(url.as_deref().unwrap_or("sqlite://data/terminal.sqlite3")).await?;
    let Some(email) = ask("Email address: ")? else {
        return Ok(());
    };
    let email = EmailAddress::parse(&email)?;
    let password = PlainPassword::new(read_password()?);
    let logged_in = match enter(&accounts, email, password).await {
        Ok(logged_in) => logged_in,
        Err(refused) => {
            println!("{refused}.");
            return Ok(());
        }
    };
    let user = &logged_in.current;
    println!("Logged in as {}, with the id {}.", user.email, user.id);
    let sessions = accounts.list_sessions(user, 100).await?;
    println!("Sessions: {}. Press Enter to log out.", sessions.len());
    ask("")?;
    accounts.log_out(&logged_in.token, &user.client).await?;
    Ok(())
}

/// The rules, over the adapters that this program chose.
async fn open(url: &str) -> Result<Accounts, Box<dyn Error>> {
    let db = connect(url, &PoolOptions::default()).await?;
    migrate(&db).await?;
    let store = Arc::new(SeaOrmStore::new(db));
    let random = Arc::new(SystemRandom);
    let capacity = Capacity::default();
    let hasher = Argon2Hasher::new(Argon2Params::default(), capacity, random.clone())?;
    let ports = Ports::new(
        store.clone(),
        store,
        Arc::new(hasher),
        Arc::new(SystemClock),
        random,
    );
    // Sessions are found by it: a real program keeps one key, and keeps it secret.
    let key = SecretKey::parse("b3f1c07a9d52e8460f7be1934ac5d2087e6b91f0")?;
    Ok(Accounts::new(
        ports,
        Keys::new(&key, None),
        Policy::default(),
    ))
}

/// Logs in, or registers an address without an account.
async fn enter(
    accounts: &Accounts,
    email: EmailAddress,
    password: PlainPassword,
) -> Result<LoggedIn, Box<dyn Error>> {
    let account = NewAccount::new(email.clone(), password.clone());
    let request = SessionRequest::default();
    match accounts.register(account, request.clone()).await {
        Ok(Registered::LoggedIn(logged_in)) => Ok(*logged_in),
        Ok(_) => Err("this account may not log in yet".into()),
        Err(RegisterError::EmailTaken) => {
            let login = accounts.log_in(email, password, request).await?;
            let logged_in = login.logged_in();
            logged_in.ok_or_else(|| "the login needs a further step".into())
        }
        Err(refused) => Err(refused.into()),
    }
}

/// `None` at the end of the input.
fn ask(question: &str) -> io::Result<Option<String>> {
    print!("{question}");
    io::stdout().flush()?;
    let mut line = String::new();
    let length = io::stdin().read_line(&mut line)?;
    Ok((length > 0).then(|| line.trim().to_owned()))
}

/// Not shown on a terminal.
fn read_password() -> io::Result<String> {
    rpassword::prompt_password("Password: ").or_else(|_| Ok(ask("")?.unwrap_or_default()))
}
