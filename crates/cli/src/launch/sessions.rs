use std::error::Error;

use serde::Serialize;
use vestibule_builder::Builder;
use vestibule_domain::{Session, SessionId, UserRef};
use vestibule_transfer::to_rfc3339;

use super::{
    CommandFailed,
    command_line::SessionsTask,
    terminal::{counted, say, say_json, shown},
    users::find,
};

type Done = Result<(), Box<dyn Error>>;

pub(super) async fn run(builder: &Builder, task: &SessionsTask, json: bool) -> Done {
    let desk = builder.administration().await?;
    match task {
        SessionsTask::List(account) => {
            let user = find(&desk, &account.whose).await?;
            list(&desk.list_sessions(user.id).await?, json)
        }
        SessionsTask::Revoke { whose: None, .. } => told(desk.revoke_all_sessions().await?, json),
        SessionsTask::Revoke {
            whose: Some(whose),
            session: Some(session),
            ..
        } => {
            let user = find(&desk, whose).await?;
            let id = SessionId::from_uuid(*session);
            match desk.revoke_session(user.id, id).await? {
                true => told(1, json),
                false => Err(missing(whose, *session).into()),
            }
        }
        SessionsTask::Revoke {
            whose: Some(whose), ..
        } => {
            let user = find(&desk, whose).await?;
            told(desk.revoke_sessions(user.id).await?, json)
        }
    }
}

fn missing(whose: &UserRef, session: uuid::Uuid) -> CommandFailed {
    CommandFailed(shown(&format!("{whose} has no session {session}")))
}

fn told(ended: u64, json: bool) -> Done {
    match json {
        true => say_json(&serde_json::json!({ "ended": ended }))?,
        false => say(&format!("Revoked {}.", counted(ended, "session")))?,
    }
    Ok(())
}

fn list(sessions: &[Session], json: bool) -> Done {
    if json {
        let mut sessions = sessions.iter();
        return Ok(sessions.try_for_each(|session| say_json(&Shown::of(session)))?);
    }
    say(&format!(
        "{:36}  {:20}  {:20}  {:39}  AGENT",
        "ID", "SINCE", "LAST SEEN", "ADDRESS"
    ))?;
    for session in sessions {
        let Shown {
            id,
            created_at,
            last_seen_at,
            address,
            agent,
            ..
        } = Shown::of(session);
        say(&format!(
            "{id:36}  {created_at:20}  {last_seen_at:20}  {:39}  {}",
            address.unwrap_or_else(|| "-".to_owned()),
            shown(agent.unwrap_or("-"))
        ))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Shown<'a> {
    id: String,
    created_at: String,
    last_seen_at: String,
    expires_at: String,
    remembered: bool,
    address: Option<String>,
    agent: Option<&'a str>,
}

impl<'a> Shown<'a> {
    fn of(session: &'a Session) -> Self {
        Self {
            id: session.id.as_uuid().to_string(),
            created_at: to_rfc3339(session.created_at),
            last_seen_at: to_rfc3339(session.last_seen_at),
            expires_at: to_rfc3339(session.expires_at),
            remembered: session.remembered,
            address: session.client.address.map(|address| address.to_string()),
            agent: session.client.agent.as_deref(),
        }
    }
}
