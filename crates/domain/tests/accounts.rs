//! The rules of accounts, on ports in memory.

mod accounts {
    mod access_policy;
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
    mod invitations;
    mod login;
    mod logout;
    mod mail_worker;
    mod recovery;
    mod refused_logins;
    mod register;
    mod replaced_password;
    mod reset_password;
    mod second_factor;
    mod session;
    mod sessions;
    mod undo_email_change;
    mod verify_email;
}
