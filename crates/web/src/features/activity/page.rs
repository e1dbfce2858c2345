use axum::{extract::State, response::Response};
use vestibule_domain::{Event, ManageAccount};
use vestibule_templates::{ActivityPage, EventEntry};

use crate::{
    CurrentUser, Pages, Vestibule, WebError,
    features::activity::event_titles::{is_warning, title},
};

/// The number of events that the page lists; the export has the rest.
pub(crate) const LATEST: u32 = 100;

pub(crate) async fn show(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    pages: Pages,
) -> Result<Response, WebError> {
    let events = vestibule.accounts().list_events(&user, LATEST).await?;
    let page = ActivityPage::new(events.into_iter().map(entry));
    pages.show(&page).await
}

fn entry(event: Event) -> EventEntry {
    EventEntry {
        what: title(event.kind),
        is_warning: is_warning(event.kind),
        times: 1,
        at: event.at.unix_seconds(),
        agent: event.client.agent,
        address: event.client.address,
    }
}
