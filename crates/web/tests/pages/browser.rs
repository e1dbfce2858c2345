pub(crate) use rig::browser::{Answer, App};

/// A browser in front of the pages, without a server.
pub(crate) type Browser = rig::browser::Browser<App>;
