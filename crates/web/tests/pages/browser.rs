pub(crate) use rig::browser::{Answer, App};

/// A browser that sends requests to the router, without a server.
pub(crate) type Browser = rig::browser::Browser<App>;
