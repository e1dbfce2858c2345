use std::error::Error;

use vestibule_builder::Builder;
use vestibule_domain::Registration;

use super::{
    command_line::InviteChoices,
    terminal::{say, say_json},
};

/// Prints the link even if registration is open: the operator may be about to close it.
pub(super) async fn run(
    builder: &Builder,
    registration: Registration,
    choices: &InviteChoices,
) -> Result<(), Box<dyn Error>> {
    if registration != Registration::Invite {
        tracing::warn!("REGISTRATION is not invite; visitors can register without an invitation");
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
