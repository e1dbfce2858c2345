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

/// A message for the next page, as a part of a response:
/// `(Flash::success("Your order is on its way."), Redirect::to("/cookies"))`.
///
/// A [`Message`] is shown in the language of that page. The message travels in a signed cookie, so
/// no other site can put words on the page.
#[derive(Clone, Debug)]
pub struct Flash(Vec<FlashMessage>);

impl Flash {
    /// Something worked.
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

    /// Something to know.
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

/// The messages that the last answer left in the browser. It may have come from another
/// version of the program: what this one can't say is left out, rather than break the page.
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
