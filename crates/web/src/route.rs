/// A route of Vestibule, which a host may leave out or replace by its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Route {
    name: &'static str,
    path: &'static str,
}

impl Route {
    pub(crate) const fn new(name: &'static str, path: &'static str) -> Self {
        Self { name, path }
    }

    /// The name by which templates find the route: `url_for("users.login")`.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The path below the [`Prefix`](crate::Prefix).
    pub const fn path(self) -> &'static str {
        self.path
    }
}
