//! The protocol, with a server that each test configures.

mod range {
    mod addresses;
    mod answers;
    mod server;
    mod tls;
}
