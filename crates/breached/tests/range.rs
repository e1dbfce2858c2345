//! The protocol, against a server that answers as each test wants.

mod range {
    mod addresses;
    mod answers;
    mod server;
    mod tls;
}
