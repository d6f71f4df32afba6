//! The one table of routes, and what stands around them.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware,
    response::{IntoResponse, Redirect, Response},
};
use tower_http::{catch_panic::CatchPanicLayer, cors::CorsLayer, timeout::TimeoutLayer};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};
use utoipa_swagger_ui::SwaggerUi;

use crate::{
    App, Problem,
    limits::{ANSWER, BODY_BYTES},
    middleware::{headers, request_id},
    openapi, routes,
};

/// Every route. Streams and uploads, which take as long as they take, stand in `unhurried`.
pub(crate) fn routes() -> OpenApiRouter<App> {
    let quick = OpenApiRouter::new()
        .routes(routes!(routes::health::live::live))
        .routes(routes!(routes::health::ready::ready))
        .routes(routes!(routes::auth::keys::keys))
        .routes(routes!(routes::auth::login::login))
        .routes(routes!(routes::auth::refresh::refresh))
        .routes(routes!(routes::auth::logout::logout))
        .routes(routes!(routes::auth::verify::verify))
        .routes(routes!(routes::auth::setup::setup))
        .routes(routes!(routes::auth::second_factor::second_factor))
        .routes(routes!(routes::auth::password_reset::password_reset))
        .routes(routes!(
            routes::auth::password_reset_confirm::password_reset_confirm
        ))
        .routes(routes!(routes::users::create::create))
        .routes(routes!(routes::users::confirm::confirm))
        .routes(routes!(routes::me::read::read, routes::me::change::change))
        .routes(routes!(routes::me::password::password))
        .routes(routes!(routes::me::sign_ins::sign_ins))
        .routes(routes!(routes::me::sign_in_end::sign_in_end))
        .routes(routes!(
            routes::me::totp_begin::totp_begin,
            routes::me::totp_end::totp_end
        ))
        .routes(routes!(routes::me::totp_confirm::totp_confirm))
        .routes(routes!(routes::me::recovery_codes::recovery_codes))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            ANSWER,
        ))
        .layer(DefaultBodyLimit::max(BODY_BYTES));
    let unhurried = OpenApiRouter::new();
    OpenApiRouter::with_openapi(openapi::Head::openapi())
        .merge(quick)
        .merge(unhurried)
}

/// The whole server.
#[must_use]
pub fn router(app: App) -> Router {
    let (router, document) = routes().split_for_parts();
    router
        .merge(SwaggerUi::new("/docs").url("/openapi.json", document))
        .route("/", axum::routing::get(|| async { Redirect::to("/docs/") }))
        .fallback(|| async { Problem::not_found("There is nothing under this address.") })
        .method_not_allowed_fallback(|| async { wrong_method() })
        .layer(cors(&app))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn(headers::secure))
        .layer(middleware::from_fn(request_id::name))
        .with_state(app)
}

fn wrong_method() -> Response {
    let mut response = Problem::bad_request("This address does not take this method.").into_response();
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    response
}

/// Other pages may use the API only where the operator named their origin, and never with cookies.
fn cors(app: &App) -> CorsLayer {
    let origins = app
        .public
        .allowed_origins
        .iter()
        .filter_map(|origin| HeaderValue::from_str(origin).ok())
        .collect::<Vec<_>>();
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([
            Method::GET,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
        ])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            header::IF_NONE_MATCH,
            HeaderName::from_static(crate::extract::ORG_HEADER),
            HeaderName::from_static("idempotency-key"),
            HeaderName::from_static("x-request-id"),
        ])
}

/// A panic is a mistake of ours; its words go to the log.
fn panicked(error: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let text = error
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| error.downcast_ref::<&str>().copied())
        .unwrap_or("no words");
    Problem::ours(&text).into_response()
}
