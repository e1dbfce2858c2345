use axum::response::{IntoResponse, IntoResponseParts, Response, ResponseParts};
use axum_extra::extract::cookie::{CookieJar, SignedCookieJar};
use vestibule_domain::LoggedIn;
use vestibule_templates::{FlashMessage, Level, Message};

use crate::{
    Vestibule,
    http::{
        cookie::{private_cookie, removal},
        sent_cookies::SentCookies,
    },
};

const DELETION_CANCELLED: Message = Message::new("deletion-cancelled");

/// A message for the next page, as a part of a response.
///
/// A [`Message`] is shown in the language of that page. The message is stored in a signed cookie, so
/// that no other site can show a message on the page.
///
/// # Examples
///
/// ```
/// use axum::response::Redirect;
/// use vestibule_web::{CurrentUser, Flash};
///
/// async fn order(_: CurrentUser) -> (Flash, Redirect) {
///     // A text for all languages; a `Message` names one of the application's catalogues.
///     (Flash::success("Your order is on its way."), Redirect::to("/cookies"))
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Flash(Vec<FlashMessage>);

impl Flash {
    /// Returns a message about a success.
    pub fn success(text: impl Into<Message>) -> Self {
        Self(vec![FlashMessage {
            level: Level::Success,
            text: text.into(),
        }])
    }

    /// What a user must know after a login: that it cancelled the deletion of the account.
    pub(crate) fn after_login(logged_in: &LoggedIn) -> Option<Self> {
        let cancelled = logged_in.cancelled_deletion;
        cancelled.then(|| Self::info(DELETION_CANCELLED))
    }

    /// Returns a message about a fact that is neither a success nor an error.
    pub fn info(text: impl Into<Message>) -> Self {
        Self(vec![FlashMessage {
            level: Level::Info,
            text: text.into(),
        }])
    }
}

impl IntoResponseParts for Flash {
    type Error = std::convert::Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Self::Error> {
        parts.extensions_mut().insert(self);
        Ok(parts)
    }
}

/// Returns the messages that the last response stored in the browser. Another version of the program
/// may have written them: messages that this one does not know are left out, so that the page works.
pub(crate) fn read(cookies: &SentCookies, vestibule: &Vestibule) -> Vec<FlashMessage> {
    let name = name(vestibule);
    // To verify signatures is worth it only where there is one.
    let Some(headers) = cookies.header_with(&name) else {
        return Vec::new();
    };
    let signed = SignedCookieJar::from_headers(&headers, vestibule.parts().flash_key.clone());
    let messages = signed.get(&name);
    let messages = messages.and_then(|cookie| serde_json::from_str(cookie.value()).ok());
    let mut messages: Vec<FlashMessage> = messages.unwrap_or_default();
    messages.retain(|message| vestibule.parts().templates.knows(&message.text));
    messages
}

/// Leaves new messages in the browser, and takes away those that were `shown`.
pub(crate) fn keep(mut answer: Response, vestibule: &Vestibule, shown: bool) -> Response {
    let is_https = vestibule.parts().is_https;
    if let Some(Flash(messages)) = answer.extensions_mut().remove() {
        let text = serde_json::to_string(&messages).unwrap_or_default();
        let jar = SignedCookieJar::new(vestibule.parts().flash_key.clone());
        (
            jar.add(private_cookie(name(vestibule), text, is_https)),
            answer,
        )
            .into_response()
    } else if shown {
        (
            CookieJar::new().add(removal(name(vestibule), is_https)),
            answer,
        )
            .into_response()
    } else {
        answer
    }
}

fn name(vestibule: &Vestibule) -> String {
    let parts = vestibule.parts();
    parts.settings.cookie_names.of("flash", parts.is_https)
}
