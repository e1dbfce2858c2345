//! The rules of the product, over ports in memory.

mod accounts {
    mod change_password;
    mod fixture;
    mod log_in;
    mod log_out;
    mod register;
    mod session;
}
