use std::error::Error;

use anstyle::{AnsiColor, Style};
use serde::Serialize;
use vestibule_builder::Builder;
use vestibule_domain::{Administration, CreateError, EmailAddress, Timestamp, User, UserRef};
use vestibule_transfer::to_rfc3339;

use super::{
    CommandFailed,
    command_line::UsersTask,
    terminal::{ask_password, confirm, read_password, say, say_json, shown},
};

/// Accounts that are listed at once.
const PAGE: u32 = 200;

type Done = Result<(), Box<dyn Error>>;

pub(super) async fn run(builder: &Builder, task: &UsersTask, json: bool) -> Done {
    let desk = builder.administration().await?;
    match task {
        UsersTask::Create {
            email,
            ask_password,
            password_stdin,
        } => {
            let asked = [*ask_password, *password_stdin];
            create(builder, &desk, email, asked, json).await
        }
        UsersTask::List => list(&desk, json).await,
        UsersTask::Show(account) => show(&find(&desk, &account.whose).await?, json),
        UsersTask::Disable(account) => {
            let user = find(&desk, &account.whose).await?;
            desk.disable(user.id).await?;
            show_again(&desk, &user, json, "Disabled, and all sessions revoked").await
        }
        UsersTask::Enable(account) => {
            let user = find(&desk, &account.whose).await?;
            desk.enable(user.id).await?;
            show_again(&desk, &user, json, "Enabled").await
        }
        UsersTask::Delete { account, yes } => {
            let user = find(&desk, &account.whose).await?;
            delete(&desk, &user, *yes, json).await
        }
        UsersTask::Reset(account) => {
            let user = find(&desk, &account.whose).await?;
            hand_over(builder, &desk, &user, json).await
        }
    }
}

/// The account, or exit status 1.
pub(super) async fn find(desk: &Administration, whose: &UserRef) -> Result<User, Box<dyn Error>> {
    let missing = || match whose {
        UserRef::Email(email) => format!("no account has the address {email}"),
        UserRef::Id(id) => format!("no account has the id {id}"),
    };
    let found = desk.find(whose).await?;
    found.ok_or_else(|| CommandFailed(shown(&missing())).into())
}

async fn create(
    builder: &Builder,
    desk: &Administration,
    email: &EmailAddress,
    [is_asked, is_read]: [bool; 2],
    json: bool,
) -> Done {
    let password = match (is_asked, is_read) {
        (true, _) => Some(ask_password()?),
        (_, true) => Some(read_password()?),
        _ => None,
    };
    let has_password = password.is_some();
    let user = match desk.create(email.clone(), password).await {
        Err(error @ (CreateError::EmailTaken | CreateError::WeakPassword(_))) => {
            return Err(CommandFailed(error.to_string()).into());
        }
        created => created?,
    };
    match has_password {
        true => show(&user, json),
        false => hand_over(builder, desk, &user, json).await,
    }
}

async fn hand_over(builder: &Builder, desk: &Administration, user: &User, json: bool) -> Done {
    let link = desk.reset_link(user).await?;
    let reset_url = builder.reset_url(&link);
    match json {
        true => {
            say_json(&serde_json::json!({ "id": user.id.to_string(), "reset_url": reset_url }))?
        }
        false => say(&reset_url)?,
    }
    Ok(())
}

async fn delete(desk: &Administration, user: &User, yes: bool, json: bool) -> Done {
    let email = shown(user.email.as_str());
    let question = format!("Delete {email} and all data of this user?");
    if !yes && !confirm(&question)? {
        return Err(CommandFailed("nothing was deleted".to_owned()).into());
    }
    if !desk.delete(user).await? {
        return Err(CommandFailed(format!("{email} does not exist any more")).into());
    }
    match json {
        true => say_json(&serde_json::json!({ "deleted": user.id.to_string() }))?,
        false => say(&format!("Deleted: {email}"))?,
    }
    Ok(())
}

async fn list(desk: &Administration, json: bool) -> Done {
    if !json {
        say(&format!(
            "{:36}  {:20}  {:20}  {:8}  EMAIL",
            "ID", "CREATED", "VERIFIED", "STATE"
        ))?;
    }
    let mut last = None;
    loop {
        let page = desk.list(last, PAGE).await?;
        let Some(end) = page.last() else {
            return Ok(());
        };
        last = Some(end.user.id);
        for known in &page {
            match json {
                true => say_json(&Shown::of(&known.user))?,
                false => say(&row(&known.user))?,
            }
        }
    }
}

fn row(user: &User) -> String {
    let (state, style) = state(user);
    format!(
        "{:36}  {:20}  {:20}  {style}{state:8}{style:#}  {}",
        user.id.to_string(),
        to_rfc3339(user.created_at),
        user.email_verified_at.map_or("-".to_owned(), to_rfc3339),
        shown(user.email.as_str())
    )
}

/// In a word.
fn state(user: &User) -> (&'static str, Style) {
    let color = |color: AnsiColor| color.on_default();
    match (user.disabled_at, user.deletion_due_at) {
        (Some(_), _) => ("disabled", color(AnsiColor::Red)),
        (None, Some(_)) => ("leaving", color(AnsiColor::Yellow)),
        (None, None) => ("active", Style::new()),
    }
}

async fn show_again(desk: &Administration, user: &User, json: bool, done: &str) -> Done {
    match json {
        true => show(&find(desk, &UserRef::Id(user.id)).await?, true),
        false => Ok(say(&format!("{done}: {}", shown(user.email.as_str())))?),
    }
}

fn show(user: &User, json: bool) -> Done {
    if json {
        return Ok(say_json(&Shown::of(user))?);
    }
    let time = |at: Option<Timestamp>| at.map_or("-".to_owned(), to_rfc3339);
    for (name, value) in [
        ("id", user.id.to_string()),
        ("email", shown(user.email.as_str())),
        ("state", state(user).0.to_owned()),
        ("verified", time(user.email_verified_at)),
        ("created", time(Some(user.created_at))),
        ("password changed", time(Some(user.password_changed_at))),
        ("deletion due", time(user.deletion_due_at)),
        ("disabled", time(user.disabled_at)),
    ] {
        say(&format!("{name:16}  {value}"))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Shown<'a> {
    id: String,
    email: &'a str,
    email_verified_at: Option<String>,
    created_at: String,
    password_changed_at: String,
    deletion_due_at: Option<String>,
    disabled_at: Option<String>,
}

impl<'a> Shown<'a> {
    fn of(user: &'a User) -> Self {
        Self {
            id: user.id.to_string(),
            email: user.email.as_str(),
            email_verified_at: user.email_verified_at.map(to_rfc3339),
            created_at: to_rfc3339(user.created_at),
            password_changed_at: to_rfc3339(user.password_changed_at),
            deletion_due_at: user.deletion_due_at.map(to_rfc3339),
            disabled_at: user.disabled_at.map(to_rfc3339),
        }
    }
}
