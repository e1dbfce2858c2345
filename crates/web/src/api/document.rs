use std::sync::{Arc, OnceLock};

use axum::{
    Extension,
    extract::{OriginalUri, State},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use utoipa::{
    OpenApi as _,
    openapi::{
        OpenApi,
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_axum::router::OpenApiRouter;
use vestibule_templates::ApiReferencePage;

use crate::{
    Vestibule,
    api::{example, operations, reference},
    input::json::Json,
    render::problem::{FieldProblem, Problem},
};

/// Where the document is, below the base of the interface.
pub(crate) const NAME: &str = "/openapi.json";

/// Accounts for API clients: the operations of the pages, in JSON.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Vestibule",
        version = "1",
        description = "User accounts: registration, login, sessions, password reset, email \
                       verification, export and deletion. Request and response bodies are \
                       `application/json`; errors are problem documents (RFC 9457).",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    components(schemas(Problem, FieldProblem)),
    tags(
        (name = "session", description = "Login, logout and the list of sessions"),
        (name = "account", description = "Registration, the account, export and deletion"),
        (name = "password", description = "Password reset"),
        (name = "email", description = "Email verification and change of email address"),
        (name = "emailed links", description = "The purpose of an emailed link"),
    )
)]
struct Head;

/// The OpenAPI document, rendered at the first request for it. It takes as much memory as
/// everything else in an idle server, and most servers are never asked for it.
#[derive(Clone, Default)]
pub(crate) struct Description(Arc<OnceLock<Described>>);

pub(crate) struct Described {
    document: Value,
    pub(crate) page: ApiReferencePage,
}

impl Description {
    pub(crate) fn of(&self, vestibule: &Vestibule) -> &Described {
        self.0.get_or_init(|| {
            let described = OpenApiRouter::with_openapi(head(vestibule));
            let described = operations(vestibule).fold(described, OpenApiRouter::routes);
            let mut document = json!(described.into_openapi());
            example::illustrate(&mut document);
            let page = reference::page(&document);
            Described { document, page }
        })
    }
}

/// All but the operations.
fn head(vestibule: &Vestibule) -> OpenApi {
    let mut document = Head::openapi();
    let cookie = vestibule.parts().session_cookie.name();
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(cookie)));
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("cookie", cookie);
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    document
}

/// Returns the description of the API (OpenAPI 3.1), generated from the code. Its paths are
/// relative to the URL of the request, so they are right below any prefix of the application.
pub(crate) async fn show(
    State(vestibule): State<Vestibule>,
    OriginalUri(uri): OriginalUri,
    Extension(description): Extension<Description>,
) -> Response {
    let mut document = description.of(&vestibule).document.clone();
    let base = uri.path().trim_end_matches(NAME);
    document["servers"] = json!([{ "url": base }]);
    Json(document).into_response()
}
