use axum::routing::MethodRouter;
use utoipa_axum::router::UtoipaMethodRouter;
use vestibule_templates::SettingsGroup;

use crate::{Route, Vestibule, http::attempt::Attempt};

/// What a feature adds to the site. Everything that lists routes, pages or operations is derived
/// from these.
pub(crate) struct Feature {
    pub(crate) pages: &'static [PageRoute],
    pub(crate) operations: &'static [Operation],
}

/// A route and what answers there.
pub(crate) struct PageRoute {
    pub(crate) route: Route,
    pub(crate) handlers: fn() -> MethodRouter<Vestibule>,
    /// What is limited by network, here and in the operations of the route.
    pub(crate) limits: &'static [Attempt],
    /// The place in the navigation of the settings pages: a group, and the message of the title.
    pub(crate) in_settings: Option<(SettingsGroup, &'static str)>,
}

/// An operation of the JSON API, with its part of the description.
pub(crate) struct Operation {
    /// The route that the operation belongs to: it has the limits of that route and is left out
    /// with it. `None`: the API always has it.
    pub(crate) route: Option<Route>,
    pub(crate) described: fn() -> UtoipaMethodRouter<Vestibule>,
}

impl PageRoute {
    pub(crate) const fn new(route: Route, handlers: fn() -> MethodRouter<Vestibule>) -> Self {
        Self {
            route,
            handlers,
            limits: &[],
            in_settings: None,
        }
    }

    pub(crate) const fn limited(mut self, limits: &'static [Attempt]) -> Self {
        self.limits = limits;
        self
    }

    /// Adds the page to the navigation of the settings pages.
    pub(crate) const fn in_settings(mut self, group: SettingsGroup, title: &'static str) -> Self {
        self.in_settings = Some((group, title));
        self
    }
}

impl Operation {
    pub(crate) const fn of(route: Route, described: fn() -> UtoipaMethodRouter<Vestibule>) -> Self {
        Self {
            route: Some(route),
            described,
        }
    }

    pub(crate) const fn always(described: fn() -> UtoipaMethodRouter<Vestibule>) -> Self {
        Self {
            route: None,
            described,
        }
    }
}

/// Whether no two routes have one name or one path. It runs while this crate is compiled.
pub(crate) const fn have_unique_routes(features: &[&Feature]) -> bool {
    let mut at = 0;
    while let Some(route) = nth_route(features, at) {
        let mut earlier = 0;
        while earlier < at {
            if let Some(other) = nth_route(features, earlier)
                && (is_same(route.name(), other.name()) || is_same(route.path(), other.path()))
            {
                return false;
            }
            earlier += 1;
        }
        at += 1;
    }
    true
}

const fn nth_route(features: &[&Feature], mut n: usize) -> Option<Route> {
    let mut at = 0;
    while at < features.len() {
        let pages = features[at].pages;
        if n < pages.len() {
            return Some(pages[n].route);
        }
        n -= pages.len();
        at += 1;
    }
    None
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}
