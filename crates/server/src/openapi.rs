//! The description of the API, generated from the routes.

use utoipa::{
    Modify, OpenApi,
    openapi::security::{Http, HttpAuthScheme, SecurityScheme},
};

use crate::router;

/// What stands above the routes.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Vivavoce",
        description = "A place to practise speaking: upload a recording, watch it being heard, get measurements, scores with intervals, and drills."
    ),
    modifiers(&Bearer),
    security(("bearer" = []))
)]
pub(crate) struct Head;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("bearer", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// The whole description.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    router::routes().into_openapi()
}
