//! `POST /v1/reports`: have a report made.

use axum::{Json, extract::State, http::StatusCode};
use garde::Validate;
use serde::Deserialize;
use storage::{
    SessionId,
    records::{ReportFormat, ReportState, SessionState},
};
use utoipa::ToSchema;

use super::body::ReportBody;
use crate::{
    App, Problem, access,
    extract::{Member, Valid},
    permissions::Action,
};

/// A report to make.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportRequest {
    /// Of which session; it must be done.
    #[garde(skip)]
    session: SessionId,
    /// In which format.
    #[garde(skip)]
    format: ReportFormat,
}

/// Have a report made. When there is one in this format already, that is the answer.
#[utoipa::path(
    post, path = "/v1/reports", tag = "reports", operation_id = "createReport", request_body = ReportRequest,
    responses(
        (status = OK, description = "It is ready.", body = ReportBody),
        (status = ACCEPTED, description = "It is being made.", body = ReportBody),
    )
)]
pub(crate) async fn create(
    State(app): State<App>,
    member: Member,
    Valid(request): Valid<ReportRequest>,
) -> Result<(StatusCode, Json<ReportBody>), Problem> {
    let tx = app.store.write(member.org).await?;
    let session = access::session(&app, &member, &tx, Action::ReportCreate, request.session).await?;
    if session.state != SessionState::Done {
        return Err(Problem::conflict(
            "This session is not done yet. A report can be made once it is.",
        ));
    }
    let (report, to_make) = tx
        .reports()
        .request(session.id, member.caller.user, request.format)
        .await?;
    if to_make {
        jobs::start::report(&tx, report.id).await?;
    }
    tx.commit().await?;
    let status = match report.state {
        ReportState::Ready => StatusCode::OK,
        ReportState::Queued | ReportState::Failed => StatusCode::ACCEPTED,
    };
    Ok((status, Json(report.into())))
}
