//! The accept loop with raw sockets: slow, greedy, broken and impatient clients.

mod serve {
    mod server;

    mod any_bytes;
    mod bodies;
    mod capacity;
    mod connections;
    mod heads;
    mod requests;
    mod shutdown;
}
