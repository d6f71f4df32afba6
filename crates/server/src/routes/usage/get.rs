//! `GET /v1/orgs/{id}/usage`: how much an org uses, month by month.

use axum::{Json, extract::State};
use chrono::NaiveDate;
use serde::Serialize;
use storage::{Month, OrgId};
use utoipa::ToSchema;

use crate::{
    App, Problem,
    answer::List,
    extract::InOrg,
    permissions::{Action, Resource},
};

/// How many months are shown.
const MONTHS: u32 = 12;

/// One month.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MonthBody {
    /// Its first day.
    from: NaiveDate,
    /// Sessions that were made.
    sessions: u64,
    /// Sentences that were read aloud.
    attempts: u64,
    /// Minutes of recordings of sessions.
    minutes: f64,
    /// Bytes of those recordings.
    bytes: u64,
}

/// How much an org used in each of the last twelve months, this one first, in UTC. What was erased no longer counts. For
/// owners and admins.
#[utoipa::path(
    get, path = "/v1/orgs/{id}/usage", tag = "orgs", operation_id = "getUsage", params(("id" = OrgId, Path)),
    responses((status = OK, description = "Twelve months.", body = List<MonthBody>))
)]
pub(crate) async fn get(
    State(app): State<App>,
    InOrg(member): InOrg,
) -> Result<Json<List<MonthBody>>, Problem> {
    member.may(&app, Action::UsageRead, &Resource::Org)?;
    let tx = app.store.read(member.org).await?;
    let months = tx.usage().by_month(MONTHS).await?;
    Ok(Json(List::all(months.into_iter().map(MonthBody::from))))
}

impl From<Month> for MonthBody {
    fn from(month: Month) -> Self {
        Self {
            from: month.from,
            sessions: month.sessions,
            attempts: month.attempts,
            minutes: month.seconds / 60.0,
            bytes: month.bytes,
        }
    }
}
