//! The configuration of an application.

mod builder {
    mod delivery;
    mod left_out;
    mod moving_in;
    mod own_pool;
    mod registration_form;
}
