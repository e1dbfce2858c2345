//! The rules of the product, over ports in memory.

mod accounts {
    mod account;
    mod administration;
    mod attempts;
    mod bounds;
    mod breached;
    mod by_password;
    mod by_token;
    mod change_email;
    mod change_password;
    mod confirm_password;
    mod devices;
    mod events;
    mod fixture;
    mod hosts;
    mod invitations;
    mod log_in;
    mod log_out;
    mod mail_worker;
    mod refused_log_ins;
    mod register;
    mod reset_password;
    mod second_factor;
    mod session;
    mod sessions;
    mod stolen_password;
    mod undo_email_change;
    mod verify_email;
    mod way_back;
}
