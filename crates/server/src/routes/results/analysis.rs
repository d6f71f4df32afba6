//! `GET /v1/sessions/{id}/analysis`: everything that was found, as one document.

use axum::response::Response;
use domain::Analysis;
use serde::Deserialize;
use storage::SessionId;
use utoipa::IntoParams;

use crate::{
    Problem,
    extract::{Params, Readable},
};

/// How much of it.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct HowMuch {
    /// With how each sound was said, which is most of it where a talk is long.
    #[serde(default)]
    sounds: bool,
}

/// Everything that was found, as one document: what reports are made of. The sounds are in it when they are asked for.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/analysis", tag = "results", operation_id = "getAnalysis", params(("id" = SessionId, Path, description = "The session."), HowMuch),
    responses(
        (status = OK, description = "The analysis.", body = Analysis),
        (status = NOT_MODIFIED, description = "It is as the caller has it."),
    )
)]
pub(crate) async fn analysis(read: Readable, Params(much): Params<HowMuch>) -> Result<Response, Problem> {
    let mut found = jobs::analysis(&read.tx, &read.session).await?;
    if let Some(found) = found.as_mut().filter(|_| much.sounds) {
        found.pronunciation = read.tx.transcripts().sounds(read.session.id).await?;
    }
    read.found(found, "analysis.read", "This session is not done yet.")
        .await
}
