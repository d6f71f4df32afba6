//! A report as it is shown.

use chrono::{DateTime, Utc};
use serde::Serialize;
use storage::{
    OrgTx, SessionId, UserId,
    records::{ReportFormat, ReportRow, ReportState, Session},
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{App, Problem, access, extract::Member, permissions::Action};

/// A report in one format.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportBody {
    /// Its id.
    id: Uuid,
    /// The session.
    session: SessionId,
    /// Who asked for it.
    requested_by: UserId,
    /// In which format.
    format: ReportFormat,
    /// Whether it is ready.
    state: ReportState,
    /// Its size in bytes, once it is ready.
    bytes: Option<i64>,
    /// Why it could not be made.
    error: Option<String>,
    /// When it was asked for.
    created_at: DateTime<Utc>,
    /// When it was ready.
    ready_at: Option<DateTime<Utc>>,
}

impl From<ReportRow> for ReportBody {
    fn from(report: ReportRow) -> Self {
        Self {
            id: report.id,
            session: report.session_id,
            requested_by: report.requested_by,
            format: report.format,
            state: report.state,
            bytes: report.bytes,
            error: report.error,
            created_at: report.created_at,
            ready_at: report.ready_at,
        }
    }
}

/// The report and its session, if the caller may see them.
pub(super) async fn readable(
    app: &App,
    member: &Member,
    tx: &OrgTx,
    id: Uuid,
) -> Result<(ReportRow, Session), Problem> {
    let missing = || Problem::not_found("There is no such report.");
    let report = tx.reports().find(id).await?.ok_or_else(missing)?;
    let session = access::session(app, member, tx, Action::SessionRead, report.session_id).await;
    let session = session.map_err(|problem| {
        if problem.status() == 404 {
            missing()
        } else {
            problem
        }
    })?;
    Ok((report, session))
}
