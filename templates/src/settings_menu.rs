use std::collections::BTreeMap;

use serde::Serialize;

use crate::Message;

/// A group of settings pages. The navigation shows the groups in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum SettingsGroup {
    /// Email address and profile.
    Account,
    /// Password and other ways to log in.
    Security,
    /// Where the user is logged in.
    Sessions,
    /// What happened to the account.
    Activity,
    /// Memberships.
    Organizations,
    /// Export and deletion.
    Data,
}

impl SettingsGroup {
    const fn heading(self) -> &'static str {
        match self {
            Self::Account => "settings-group-account",
            Self::Security => "settings-group-security",
            Self::Sessions => "settings-group-sessions",
            Self::Activity => "settings-group-activity",
            Self::Organizations => "settings-group-organizations",
            Self::Data => "settings-group-data",
        }
    }
}

/// A settings page of the application, in the navigation beside those of Vestibule.
#[derive(Clone, Debug)]
pub struct SettingsLink {
    /// The text of the link: text, or a message of the catalogue.
    pub label: Message,
    /// The path of the page.
    pub path: String,
    /// The group to which the link belongs, at its end.
    pub group: SettingsGroup,
}

/// A page that is registered for the navigation.
#[derive(Clone, Debug)]
pub(crate) struct Registered {
    pub(crate) group: SettingsGroup,
    pub(crate) title: Message,
    pub(crate) target: Target,
}

#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// The name of a route, which a site may lack.
    Route(&'static str),
    Path(String),
}

/// An entry as templates see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Entry {
    /// The heading above the first entry of a group of several.
    heading: Option<&'static str>,
    title: Message,
    url: String,
    /// The name of the route, or the path: what a page names itself by.
    id: String,
}

/// The entries of a site with these routes, group by group.
pub(crate) fn entries(registered: &[Registered], routes: &BTreeMap<String, String>) -> Vec<Entry> {
    let entry = |page: &Registered| {
        let (id, url) = match &page.target {
            Target::Route(name) => (*name, routes.get(*name)?),
            Target::Path(path) => (path.as_str(), path),
        };
        let entry = Entry {
            heading: None,
            title: page.title.clone(),
            url: url.clone(),
            id: id.to_owned(),
        };
        Some((page.group, entry))
    };
    let mut entries: Vec<_> = registered.iter().filter_map(entry).collect();
    entries.sort_by_key(|(group, _)| *group);
    let groups = entries.chunk_by_mut(|(one, _), (other, _)| one == other);
    for group in groups.filter(|group| group.len() > 1) {
        group[0].1.heading = Some(group[0].0.heading());
    }
    entries.into_iter().map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(group: SettingsGroup, name: &'static str) -> Registered {
        Registered {
            group,
            title: Message::new(name),
            target: Target::Route(name),
        }
    }

    #[test]
    fn entries_are_in_the_order_of_groups_and_groups_of_several_have_a_heading() {
        let routes = ["password", "factors", "sessions", "export"];
        let routes = routes.map(|name| (name.to_owned(), format!("/settings/{name}")));
        let link = Registered {
            group: SettingsGroup::Account,
            title: "Newsletter".into(),
            target: Target::Path("/newsletter".to_owned()),
        };
        let registered = [
            page(SettingsGroup::Data, "export"),
            page(SettingsGroup::Security, "password"),
            page(SettingsGroup::Sessions, "sessions"),
            page(SettingsGroup::Security, "factors"),
            page(SettingsGroup::Security, "absent"),
            link,
        ];
        let entries = entries(&registered, &routes.into());
        let seen = entries
            .iter()
            .map(|entry| (entry.heading, entry.url.as_str()));
        assert_eq!(
            seen.collect::<Vec<_>>(),
            [
                (None, "/newsletter"),
                (Some("settings-group-security"), "/settings/password"),
                (None, "/settings/factors"),
                (None, "/settings/sessions"),
                (None, "/settings/export"),
            ]
        );
        assert_eq!(entries[0].id, "/newsletter");
        assert_eq!(entries[1].id, "password");
    }
}
