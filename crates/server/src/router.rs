//! The one table of routes, and what stands around them.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, cors::CorsLayer, timeout::TimeoutLayer,
};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};
use utoipa_swagger_ui::SwaggerUi;

use crate::{
    App, Problem,
    limits::{ANSWER, BODY_BYTES, UPLOAD_TIME},
    middleware::{headers, measure, once, problems, rate, request_id, trace, unread},
    openapi, page, routes,
};

/// Every route. Streams and uploads, which take as long as they take, stand in [`unhurried`]. `once` stands around those
/// that make something.
pub(crate) fn routes(app: Option<&App>) -> OpenApiRouter<App> {
    let mut quick = OpenApiRouter::new()
        .merge(house())
        .merge(accounts())
        .merge(orgs())
        .merge(sessions())
        .merge(results())
        .merge(practice())
        .layer(DefaultBodyLimit::max(BODY_BYTES));
    if let Some(app) = app {
        quick = quick.layer(middleware::from_fn_with_state(app.clone(), once::once));
    }
    let quick = quick.layer(TimeoutLayer::with_status_code(
        StatusCode::GATEWAY_TIMEOUT,
        ANSWER,
    ));
    OpenApiRouter::with_openapi(openapi::Head::openapi())
        .merge(quick)
        .merge(unhurried(app))
}

/// The server itself.
fn house() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(routes::health::live::live))
        .routes(routes!(routes::health::ready::ready))
        .routes(routes!(routes::monitoring::scrape::scrape))
}

/// People and how they sign in.
fn accounts() -> OpenApiRouter<App> {
    use routes::{auth, me, users};
    OpenApiRouter::new()
        .routes(routes!(auth::keys::keys))
        .routes(routes!(auth::login::login))
        .routes(routes!(auth::refresh::refresh))
        .routes(routes!(auth::logout::logout))
        .routes(routes!(auth::verify::verify))
        .routes(routes!(auth::setup::setup))
        .routes(routes!(auth::second_factor::second_factor))
        .routes(routes!(auth::password_reset::password_reset))
        .routes(routes!(auth::password_reset_confirm::password_reset_confirm))
        .routes(routes!(users::create::create))
        .routes(routes!(users::confirm::confirm))
        .routes(routes!(me::read::read, me::change::change, me::erase::erase))
        .routes(routes!(me::password::password))
        .routes(routes!(me::sign_ins::sign_ins))
        .routes(routes!(me::sign_in_end::sign_in_end))
        .routes(routes!(me::totp_begin::totp_begin, me::totp_end::totp_end))
        .routes(routes!(me::totp_confirm::totp_confirm))
        .routes(routes!(me::recovery_codes::recovery_codes))
}

/// Orgs, who is in them, and what is told to those who look after them.
fn orgs() -> OpenApiRouter<App> {
    use routes::{audit, coachings, invitations, jobs, members, orgs, usage};
    OpenApiRouter::new()
        .routes(routes!(orgs::list::list, orgs::create::create))
        .routes(routes!(
            orgs::get::get,
            orgs::change::change,
            orgs::delete::delete
        ))
        .routes(routes!(members::list::list))
        .routes(routes!(members::change::change, members::remove::remove))
        .routes(routes!(members::erase::erase))
        .routes(routes!(invitations::list::list, invitations::create::create))
        .routes(routes!(invitations::revoke::revoke))
        .routes(routes!(invitations::accept::accept))
        .routes(routes!(coachings::list::list, coachings::add::add))
        .routes(routes!(coachings::remove::remove))
        .routes(routes!(audit::list::list))
        .routes(routes!(jobs::list::list))
        .routes(routes!(jobs::retry::retry))
        .routes(routes!(usage::get::get))
}

/// Projects, sessions and how recordings come in.
fn sessions() -> OpenApiRouter<App> {
    use routes::{live, media, projects, sessions, uploads};
    OpenApiRouter::new()
        .routes(routes!(projects::list::list, projects::create::create))
        .routes(routes!(
            projects::get::get,
            projects::change::change,
            projects::delete::delete
        ))
        .routes(routes!(sessions::list::list, sessions::create::create))
        .routes(routes!(sessions::get::get, sessions::delete::delete))
        .routes(routes!(
            sessions::consent::give,
            sessions::consent_withdraw::withdraw
        ))
        .routes(routes!(sessions::process::process))
        .routes(routes!(sessions::rescore::rescore))
        .routes(routes!(media::presign::presign))
        .routes(routes!(media::confirm::confirm))
        .routes(routes!(uploads::begin::begin))
        .routes(routes!(live::ticket::create))
}

/// What was found.
fn results() -> OpenApiRouter<App> {
    use routes::{drills, reports, results};
    OpenApiRouter::new()
        .routes(routes!(results::transcript::transcript))
        .routes(routes!(results::sounds::sounds))
        .routes(routes!(results::metrics::metrics))
        .routes(routes!(results::minutes::minutes))
        .routes(routes!(results::prosody::prosody))
        .routes(routes!(results::fluency::fluency))
        .routes(routes!(results::scores::scores))
        .routes(routes!(results::drills::drills))
        .routes(routes!(results::reports::reports))
        .routes(routes!(results::analysis::analysis))
        .routes(routes!(drills::change::change))
        .routes(routes!(reports::create::create))
        .routes(routes!(reports::get::get))
}

/// Reading aloud.
fn practice() -> OpenApiRouter<App> {
    use routes::practice;
    OpenApiRouter::new()
        .routes(routes!(practice::languages::list))
        .routes(routes!(practice::sentence::next))
        .routes(routes!(practice::list::list))
        .routes(routes!(practice::get::get, practice::delete::delete))
        .routes(routes!(practice::statistics::statistics))
        .routes(routes!(practice::sounds::sounds))
        .routes(routes!(practice::drill::drill))
}

/// What goes on for as long as bytes or events come; each has limits of its own.
fn unhurried(app: Option<&App>) -> OpenApiRouter<App> {
    use routes::{live, media, practice, reports, rights, sessions, uploads};
    let mut uploads = OpenApiRouter::new()
        .routes(routes!(media::put::put, media::form::form, media::get::get))
        .routes(routes!(uploads::get::get, uploads::append::append))
        .routes(routes!(uploads::complete::complete))
        .routes(routes!(practice::create::create))
        .layer(DefaultBodyLimit::disable());
    if let Some(app) = app {
        uploads = uploads.layer(middleware::from_fn_with_state(app.clone(), once::once_streamed));
    }
    let uploads = uploads.layer(TimeoutLayer::with_status_code(
        StatusCode::GATEWAY_TIMEOUT,
        UPLOAD_TIME,
    ));
    let streams = OpenApiRouter::new()
        .routes(routes!(reports::file::file))
        .routes(routes!(practice::audio::play_attempt))
        .routes(routes!(rights::export::export))
        .routes(routes!(sessions::events::follow))
        .routes(routes!(live::socket::open));
    uploads.merge(streams)
}

/// The whole server.
pub fn router(app: App) -> Router {
    let (router, document) = routes(Some(&app)).split_for_parts();
    router
        .merge(SwaggerUi::new("/docs").url("/openapi.json", openapi::finished(document)))
        .fallback_service(
            ServiceBuilder::new()
                .layer(CompressionLayer::new())
                .service(axum::handler::Handler::with_state(page::serve, app.clone())),
        )
        .method_not_allowed_fallback(|| async { Problem::of(StatusCode::METHOD_NOT_ALLOWED) })
        .layer(middleware::from_fn_with_state(app.clone(), rate::limit))
        .layer(middleware::from_fn(problems::worded))
        .layer(cors(&app))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn(measure::measure))
        .layer(middleware::from_fn(trace::trace))
        .layer(middleware::from_fn(headers::secure))
        .layer(middleware::from_fn(unread::told))
        .layer(middleware::from_fn_with_state(app.clone(), request_id::name))
        .with_state(app)
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
        .expose_headers([
            header::ETAG,
            header::RETRY_AFTER,
            header::CONTENT_DISPOSITION,
            HeaderName::from_static("x-request-id"),
            HeaderName::from_static("upload-offset"),
            HeaderName::from_static("idempotent-replay"),
        ])
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
            once::KEY,
            HeaderName::from_static("last-event-id"),
            HeaderName::from_static("upload-offset"),
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
