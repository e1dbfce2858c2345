use axum::{
    Router,
    routing::{MethodRouter, get, post},
};

use crate::{Vestibule, pages};

/// A route of ours, which a host may leave out or replace by its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// Creates an account.
    Register,
    /// Opens a session.
    LogIn,
    /// Ends a session.
    LogOut,
    /// The account page.
    Settings,
    /// Where the account page sends a new password.
    ChangePassword,
    /// `/healthz`: the process lives.
    Liveness,
    /// `/readyz`: the process can serve.
    Readiness,
}

impl Route {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Register,
        Self::LogIn,
        Self::LogOut,
        Self::Settings,
        Self::ChangePassword,
        Self::Liveness,
        Self::Readiness,
    ];

    /// What `url_for` calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Register => "users.register",
            Self::LogIn => "users.login",
            Self::LogOut => "users.logout",
            Self::Settings => "users.settings",
            Self::ChangePassword => "users.change_password",
            Self::Liveness => "health.live",
            Self::Readiness => "health.ready",
        }
    }

    /// Where it is.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Register => "/register",
            Self::LogIn => "/login",
            Self::LogOut => "/logout",
            Self::Settings => "/settings",
            Self::ChangePassword => "/settings/password",
            Self::Liveness => "/healthz",
            Self::Readiness => "/readyz",
        }
    }

    fn handlers(self) -> MethodRouter<Vestibule> {
        match self {
            Self::Register => get(pages::register::form).post(pages::register::submit),
            Self::LogIn => get(pages::log_in::form).post(pages::log_in::submit),
            Self::LogOut => get(pages::log_out::follow).post(pages::log_out::submit),
            Self::Settings => get(pages::settings::show),
            Self::ChangePassword => post(pages::settings::change_password),
            Self::Liveness => get(pages::health::live),
            Self::Readiness => get(pages::health::ready),
        }
    }
}

/// Our routes for a host with any state.
pub(crate) fn router<S>(vestibule: &Vestibule) -> Router<S> {
    let wanted = Route::ALL
        .into_iter()
        .filter(|route| !vestibule.parts().settings.without.contains(route));
    wanted
        .fold(Router::new(), |router, route| {
            router.route(route.path(), route.handlers())
        })
        .route("/assets/{file}", get(pages::asset::show))
        .with_state(vestibule.clone())
}
