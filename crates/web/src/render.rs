//! Responses for browsers: pages, flash messages, errors.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
    response::{Html, IntoResponse, Response},
};
use serde::Serialize;
use vestibule_domain::{Unavailable, User};
use vestibule_templates::{ErrorPage, LayoutContext, Page, TemplateError};

use crate::{Vestibule, WebError, request::RequestContext};

pub(crate) mod asset;
pub(crate) mod error;
pub(crate) mod error_page;
mod failures;
pub(crate) mod flash;
pub(crate) mod messages;
pub(crate) mod problem;

/// Extractor that renders templates in the layout of the site: with the current user, flash messages, the
/// name of the site, `url_for`, and the messages of the language that the browser accepts.
///
/// # Examples
///
/// ```
/// use axum::response::Response;
/// use serde::Serialize;
/// use vestibule_web::{Pages, WebError};
///
/// #[derive(Serialize)]
/// struct Catalogue {
///     cookies: Vec<&'static str>,
/// }
///
/// // With `builder.template("cookies.html", include_str!("../templates/cookies.html"))`:
/// //
/// //     {% extends "base.html" %}
/// //     {% block content %}<ul>{% for name in cookies %}<li>{{ name }}{% endfor %}</ul>{% endblock %}
/// async fn cookies(pages: Pages) -> Result<Response, WebError> {
///     pages.render("cookies.html", &Catalogue { cookies: vec!["Ginger", "Oat"] }).await
/// }
/// ```
pub struct Pages(RequestContext);

impl Pages {
    /// Renders a template of the application with `values`. The page is not cached in memory.
    ///
    /// # Errors
    ///
    /// The store does not answer, the template does not exist, or it fails with these values.
    pub async fn render(
        &self,
        template: &str,
        values: &impl Serialize,
    ) -> Result<Response, WebError> {
        let layout_context = self.layout_context(self.visitor().await?);
        let templates = &self.vestibule().parts().templates;
        let page = templates.render_named(template, values, &layout_context)?;
        Ok(html(page))
    }

    /// Renders as [`render`](Self::render) does, and caches the page in memory: a later request of the
    /// same user for the same template with the same values gets the cached page. Use it for pages
    /// without secrets that are requested often.
    ///
    /// # Errors
    ///
    /// As for [`render`](Self::render).
    pub async fn render_cached(
        &self,
        template: &str,
        values: &impl Serialize,
    ) -> Result<Response, WebError> {
        let layout_context = self.layout_context(self.visitor().await?);
        let templates = &self.vestibule().parts().templates;
        let page = templates.render_cached(template, values, &layout_context)?;
        Ok(html(page))
    }

    /// Renders a page of Vestibule.
    pub(crate) async fn show(&self, page: &impl Page) -> Result<Response, WebError> {
        Ok(html(self.page(page, self.visitor().await?)?))
    }

    /// The page of a form again, with what is wrong in it.
    pub(crate) async fn show_errors(&self, page: &impl Page) -> Result<Response, WebError> {
        let shown = self.show(page).await?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
    }

    /// The page of a form again, after something broke. `error` says which status.
    pub(crate) async fn show_failure(
        &self,
        page: &impl Page,
        error: WebError,
    ) -> Result<Response, WebError> {
        let page = self.page(page, self.visitor_if_known().await)?;
        let (parts, _) = error.counted().into_response().into_parts();
        Ok((parts, html(page)).into_response())
    }

    pub(crate) async fn show_error(&self, page: &ErrorPage) -> Result<Response, TemplateError> {
        self.page(page, self.visitor_if_known().await).map(html)
    }

    fn vestibule(&self) -> &Vestibule {
        self.0.vestibule()
    }

    async fn visitor(&self) -> Result<Option<&User>, Arc<Unavailable>> {
        Ok(self.0.current_user().await?.map(|current| &current.user))
    }

    /// Returns the user for the page, or `None` if the store fails: an error page needs no user.
    async fn visitor_if_known(&self) -> Option<&User> {
        self.visitor().await.ok().flatten()
    }

    fn page(&self, page: &impl Page, visitor: Option<&User>) -> Result<Arc<str>, TemplateError> {
        self.vestibule()
            .parts()
            .templates
            .render(page, &self.layout_context(visitor))
    }

    fn layout_context<'a>(&'a self, current_user: Option<&'a User>) -> LayoutContext<'a> {
        LayoutContext {
            current_user,
            messages: self.0.take_messages(),
            language: self.0.language(),
        }
    }
}

/// Makes a response from a cached page without copying it.
fn html(page: Arc<str>) -> Response {
    struct Shared(Arc<str>);

    impl AsRef<[u8]> for Shared {
        fn as_ref(&self) -> &[u8] {
            self.0.as_bytes()
        }
    }

    Html(Body::from(Bytes::from_owner(Shared(page)))).into_response()
}

impl From<RequestContext> for Pages {
    fn from(context: RequestContext) -> Self {
        Self(context)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Pages {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        RequestContext::from_request_parts(parts, state)
            .await
            .map(Self)
    }
}
