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

use super::{
    example, operations,
    problem::{FieldError, Problem},
    reference,
};
use crate::{Vestibule, json::Json};

/// Where the document is, below the base of the interface.
pub(crate) const NAME: &str = "/openapi.json";

/// Accounts for programs: the intentions of the pages, in JSON.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Vestibule",
        version = "1",
        description = "Accounts: register, log in, stay logged in, and everything that an account \
                       needs from then on. Bodies are `application/json` in both directions; what \
                       goes wrong is a problem document (RFC 9457).",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    components(schemas(Problem, FieldError)),
    tags(
        (name = "session", description = "Logging in and out, and where a person is logged in"),
        (name = "account", description = "Registering, the account, and leaving"),
        (name = "password", description = "A password that was forgotten"),
        (name = "email", description = "Proving an address, and changing it"),
        (name = "mailed links", description = "What a link in a mail is about"),
    )
)]
struct Head;

/// What describes the interface, made when somebody first asks for it: it takes as much memory as
/// all else that an idle server keeps, and most are never asked.
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

/// The description of the interface (OpenAPI 3.1), made from the code. The operations are where it
/// was asked for, below whatever the host put us.
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
