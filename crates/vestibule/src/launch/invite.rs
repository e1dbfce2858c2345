use std::error::Error;

use vestibule_domain::Registration;

use super::{
    command_line::InviteChoices,
    terminal::{say, say_json},
};
use crate::Builder;

/// The link, also where nobody needs one yet: the operator may be about to close the door.
pub(super) async fn run(
    builder: &Builder,
    registration: Registration,
    choices: &InviteChoices,
) -> Result<(), Box<dyn Error>> {
    if registration != Registration::Invite {
        tracing::warn!("REGISTRATION is not invite: nobody is asked for an invitation");
    }
    let desk = builder.administration().await?;
    let email = choices.email.as_ref();
    let invitation = desk.invite(email, choices.lifetime).await?;
    let url = builder.invitation_url(&invitation);
    match choices.json {
        true => say_json(&serde_json::json!({ "invitation_url": url }))?,
        false => say(&url)?,
    }
    Ok(())
}
