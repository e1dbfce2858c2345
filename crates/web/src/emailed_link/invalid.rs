use axum::{
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
};
use vestibule_domain::{LinkPurpose, LinkToken};
use vestibule_templates::{InvalidLinkPage, Message};

use crate::{Flash, Pages, Route, WebError, render::messages, request::RequestContext};

/// A link that does nothing, or no longer.
pub(crate) struct InvalidLink<'a> {
    pub(crate) token: Option<&'a LinkToken>,
    pub(crate) purpose: LinkPurpose,
    /// Whether it still worked when its button was pressed, and another press was faster.
    pub(crate) was_valid: bool,
    /// Where there is another one.
    pub(crate) again: Option<Route>,
}

impl InvalidLink<'_> {
    /// Tells the user of the link that it is done, where that is the state. Otherwise the answer is
    /// the same, whether it was used, replaced, is too old or never was one, so that no client learns
    /// from it.
    pub(crate) async fn answer(
        self,
        context: &RequestContext,
        pages: &Pages,
    ) -> Result<Response, WebError> {
        if let Some((done, target)) = self.done(context).await? {
            let target = context.vestibule().redirect(target);
            return Ok((Flash::success(done), target).into_response());
        }
        let again = self.again.map(Route::name);
        let shown = pages.show(&InvalidLinkPage { again }).await?;
        Ok((StatusCode::GONE, shown).into_response())
    }

    /// The message about what was done, and the next page.
    async fn done(&self, context: &RequestContext) -> Result<Option<(Message, Route)>, WebError> {
        let used_links = &context.vestibule().parts().used_links;
        let used = self.token.and_then(|token| used_links.find(token));
        let current = context.current_user().await?.map(|current| &current.user);
        let is_verified = current.is_some_and(|user| user.email_verified_at.is_some());
        if self.purpose == LinkPurpose::VerifyEmail && is_verified {
            return Ok(Some((messages::EMAIL_VERIFIED, Route::SETTINGS)));
        }
        let Some((used, token)) = used.zip(self.token) else {
            return Ok(None);
        };
        let has_moved = self.purpose == LinkPurpose::ChangeEmail
            && current.is_some_and(|user| user.id == used.user && user.email == used.email);
        if has_moved {
            return Ok(Some((messages::EMAIL_CHANGED, Route::SETTINGS)));
        }
        let is_repeated = context.method() == Method::POST
            && used_links.is_repeated(context, token, self.was_valid);
        Ok(is_repeated.then_some((used.done, Route::LOG_IN)))
    }
}
