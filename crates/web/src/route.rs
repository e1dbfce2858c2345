/// A route of Vestibule, which an application can omit or replace.
///
/// # Examples
///
/// ```
/// use axum::response::Redirect;
/// use vestibule_web::{Route, Vestibule};
///
/// fn to_sessions(accounts: &Vestibule) -> Redirect {
///     Redirect::to(&accounts.path(Route::SESSIONS)) // below the prefix, if there is one
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Route {
    name: &'static str,
    path: &'static str,
}

impl Route {
    pub(crate) const fn new(name: &'static str, path: &'static str) -> Self {
        Self { name, path }
    }

    /// Returns the name of the route for templates: `url_for("users.login")`.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Returns the path below the [`Prefix`](crate::Prefix).
    pub const fn path(self) -> &'static str {
        self.path
    }
}
