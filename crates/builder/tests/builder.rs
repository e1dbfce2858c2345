//! The configuration of an application.

mod builder {
    mod delivery;
    mod legacy_hashes;
    mod omitted_routes;
    mod own_pool;
    mod registration_form;
}
