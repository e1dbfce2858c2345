//! The accept loop with raw sockets: slow, greedy, broken and impatient clients.

mod serve {
    mod server;

    mod any_bytes;
    mod bodies;
    mod connections;
    mod crowds;
    mod end;
    mod heads;
    mod requests;
}
