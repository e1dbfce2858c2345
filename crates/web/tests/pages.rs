//! The pages, by HTTP on the router, over ports in memory.

mod pages {
    mod browser;
    mod cost;
    mod cross_site;
    mod errors;
    mod fixture;
    mod headers;
    mod hostile_input;
    mod log_in;
    mod log_out;
    mod outage;
    mod protected;
    mod register;
    mod replaced;
    mod settings;
}
