//! `GET /healthz`: the process is there.

/// The process is there.
#[utoipa::path(get, path = "/healthz", tag = "running", security(()), responses((status = OK, description = "It is.", body = str)))]
pub(crate) async fn live() -> &'static str {
    "ok"
}
