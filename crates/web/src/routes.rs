use axum::{
    Router,
    middleware::from_fn_with_state,
    routing::{MethodRouter, get, post},
};

use crate::{Vestibule, api, attempt::Attempt, network_limits::limit, pages};

/// A route of ours, which a host may leave out or replace by its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// Creates an account.
    Register,
    /// Opens a session.
    LogIn,
    /// Ends a session.
    LogOut,
    /// The account page.
    Settings,
    /// Where the account page sends a new password.
    ChangePassword,
    /// Proves an address by a mailed link.
    VerifyEmail,
    /// Mails that link once more.
    ResendVerification,
    /// Mails a link to choose a new password.
    ForgotPassword,
    /// Chooses a new password by that link.
    ResetPassword,
    /// Says, the same for everybody, that there may be a mail.
    MailSent,
    /// Asks for another address.
    ChangeEmail,
    /// Proves the address that an account is to have.
    ConfirmEmailChange,
    /// Takes a change of address back.
    UndoEmailChange,
    /// Asks for the password once more, before pages where much is at stake.
    ConfirmPassword,
    /// Lists the sessions of a person.
    Sessions,
    /// Ends one of them.
    RevokeSession,
    /// Ends all but the present one.
    RevokeOtherSessions,
    /// Where a person takes their data, or leaves.
    Account,
    /// Everything that is kept about a person.
    ExportAccount,
    /// Deletes an account.
    DeleteAccount,
    /// What happened around the account.
    Activity,
    /// Tells a reverse proxy whom to let into another application.
    ForwardAuth,
    /// `/healthz`: the process lives.
    Liveness,
    /// `/readyz`: the process can serve.
    Readiness,
}

impl Route {
    /// All of them.
    pub const ALL: [Self; 24] = [
        Self::Register,
        Self::LogIn,
        Self::LogOut,
        Self::Settings,
        Self::ChangePassword,
        Self::VerifyEmail,
        Self::ResendVerification,
        Self::ForgotPassword,
        Self::ResetPassword,
        Self::MailSent,
        Self::ChangeEmail,
        Self::ConfirmEmailChange,
        Self::UndoEmailChange,
        Self::ConfirmPassword,
        Self::Sessions,
        Self::RevokeSession,
        Self::RevokeOtherSessions,
        Self::Account,
        Self::ExportAccount,
        Self::DeleteAccount,
        Self::Activity,
        Self::ForwardAuth,
        Self::Liveness,
        Self::Readiness,
    ];

    /// What `url_for` calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Register => "users.register",
            Self::LogIn => "users.login",
            Self::LogOut => "users.logout",
            Self::Settings => "users.settings",
            Self::ChangePassword => "users.change_password",
            Self::VerifyEmail => "users.verify_email",
            Self::ResendVerification => "users.resend_verification",
            Self::ForgotPassword => "users.forgot_password",
            Self::ResetPassword => "users.reset_password",
            Self::MailSent => "users.mail_sent",
            Self::ChangeEmail => "users.change_email",
            Self::ConfirmEmailChange => "users.confirm_email_change",
            Self::UndoEmailChange => "users.undo_email_change",
            Self::ConfirmPassword => "users.confirm_password",
            Self::Sessions => "users.sessions",
            Self::RevokeSession => "users.revoke_session",
            Self::RevokeOtherSessions => "users.revoke_other_sessions",
            Self::Account => "users.account",
            Self::ExportAccount => "users.export_account",
            Self::DeleteAccount => "users.delete_account",
            Self::Activity => "users.activity",
            Self::ForwardAuth => "auth.forward",
            Self::Liveness => "health.live",
            Self::Readiness => "health.ready",
        }
    }

    /// Where it is, below the [`Prefix`](crate::Prefix).
    pub const fn path(self) -> &'static str {
        match self {
            Self::Register => "/register",
            Self::LogIn => "/login",
            Self::LogOut => "/logout",
            Self::Settings => "/settings",
            Self::ChangePassword => "/settings/password",
            Self::VerifyEmail => "/verify-email",
            Self::ResendVerification => "/verify-email/resend",
            Self::ForgotPassword => "/forgot-password",
            Self::ResetPassword => "/reset-password",
            Self::MailSent => "/mail-sent",
            Self::ChangeEmail => "/settings/email",
            Self::ConfirmEmailChange => "/settings/email/confirm",
            Self::UndoEmailChange => "/settings/email/undo",
            Self::ConfirmPassword => "/confirm-password",
            Self::Sessions => "/settings/sessions",
            Self::RevokeSession => "/settings/sessions/{id}/revoke",
            Self::RevokeOtherSessions => "/settings/sessions/revoke-others",
            Self::Account => "/settings/account",
            Self::ExportAccount => "/settings/account/export",
            Self::DeleteAccount => "/settings/account/delete",
            Self::Activity => "/settings/activity",
            Self::ForwardAuth => "/auth/forward",
            Self::Liveness => "/healthz",
            Self::Readiness => "/readyz",
        }
    }

    /// What is limited by network there.
    pub(crate) fn attempts(self) -> &'static [Attempt] {
        match self {
            Self::LogIn | Self::ConfirmPassword | Self::ChangePassword | Self::DeleteAccount => {
                &[Attempt::Password]
            }
            Self::ChangeEmail => &[Attempt::Password, Attempt::Mail],
            Self::Register => &[Attempt::Registration],
            Self::ForgotPassword | Self::ResendVerification => &[Attempt::Mail],
            Self::VerifyEmail
            | Self::ResetPassword
            | Self::ConfirmEmailChange
            | Self::UndoEmailChange => &[Attempt::Link],
            _ => &[],
        }
    }

    fn handlers(self) -> MethodRouter<Vestibule> {
        match self {
            Self::Register => get(pages::register::form).post(pages::register::submit),
            Self::LogIn => get(pages::log_in::form).post(pages::log_in::submit),
            Self::LogOut => get(pages::log_out::follow).post(pages::log_out::submit),
            Self::Settings => get(pages::settings::show),
            Self::ChangePassword => post(pages::settings::change_password),
            Self::VerifyEmail => get(pages::verify_email::show).post(pages::verify_email::submit),
            Self::ResendVerification => {
                get(pages::resend_verification::form).post(pages::resend_verification::submit)
            }
            Self::ForgotPassword => {
                get(pages::forgot_password::form).post(pages::forgot_password::submit)
            }
            Self::ResetPassword => {
                get(pages::reset_password::form).post(pages::reset_password::submit)
            }
            Self::MailSent => get(pages::mail_sent::show),
            Self::ChangeEmail => get(pages::change_email::form).post(pages::change_email::submit),
            Self::ConfirmEmailChange => {
                get(pages::confirm_email_change::show).post(pages::confirm_email_change::submit)
            }
            Self::UndoEmailChange => {
                get(pages::undo_email_change::show).post(pages::undo_email_change::submit)
            }
            Self::ConfirmPassword => {
                get(pages::confirm_password::form).post(pages::confirm_password::submit)
            }
            Self::Sessions => get(pages::sessions::show),
            Self::RevokeSession => post(pages::sessions::revoke),
            Self::RevokeOtherSessions => post(pages::sessions::revoke_others),
            Self::Account => get(pages::account::show),
            Self::ExportAccount => get(pages::export::download),
            Self::DeleteAccount => post(pages::account::delete),
            Self::Activity => get(pages::activity::show),
            Self::ForwardAuth => get(pages::forward_auth::decide),
            Self::Liveness => get(pages::health::live),
            Self::Readiness => get(pages::health::ready),
        }
    }
}

/// Our routes for a host with any state.
pub(crate) fn router<S>(vestibule: &Vestibule) -> Router<S> {
    let paths = &vestibule.parts().settings.paths;
    let prefix = &paths.prefix;
    let wanted = Route::ALL
        .into_iter()
        .filter(|route| !vestibule.parts().settings.without.contains(route));
    let router = wanted
        .fold(Router::new(), |router, route| {
            let attempts = route.attempts().iter();
            let handlers = attempts.fold(route.handlers(), |handlers, attempt| {
                handlers.layer(from_fn_with_state((vestibule.clone(), *attempt), limit))
            });
            router.route(&prefix.with(route.path()), handlers)
        })
        .route(
            &format!("{}/{{file}}", paths.assets()),
            get(pages::asset::show),
        );
    let router = match vestibule.parts().settings.api {
        true => router.merge(api::router(vestibule)),
        false => router,
    };
    router.with_state(vestibule.clone())
}
