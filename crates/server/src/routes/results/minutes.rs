//! `GET /v1/sessions/{id}/metrics/minutes`: a track minute by minute.

use axum::response::Response;
use serde::{Deserialize, Serialize};
use storage::{
    SessionId,
    records::{MetricMinute, Track},
};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Problem,
    answer::List,
    extract::{Params, Readable},
};

/// Which track.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichTrack {
    /// Which track.
    track: Track,
}

/// What a minute of a track comes to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MinuteBody {
    /// Minute of the recording, from 0.
    minute: i32,
    /// Lowest value.
    low: f64,
    /// Mean of the values.
    mean: f64,
    /// Highest value.
    high: f64,
    /// Number of frames with a value.
    measured: i32,
}

impl From<MetricMinute> for MinuteBody {
    fn from(minute: MetricMinute) -> Self {
        Self {
            minute: minute.minute,
            low: minute.low,
            mean: minute.mean,
            high: minute.high,
            measured: minute.measured,
        }
    }
}

/// A track minute by minute; minutes without a value are left out.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/metrics/minutes", tag = "results", operation_id = "getMinutes",
    params(("id" = SessionId, Path, description = "The session."), WhichTrack),
    responses(
        (status = OK, description = "The minutes.", body = List<MinuteBody>),
        (status = NOT_MODIFIED, description = "They are as the caller has them."),
    )
)]
pub(crate) async fn minutes(read: Readable, Params(which): Params<WhichTrack>) -> Result<Response, Problem> {
    let minutes = read.tx.metrics().minutes(read.session.id, which.track).await?;
    let minutes = List::all(minutes.into_iter().map(MinuteBody::from));
    read.send(&minutes, "metrics.read").await
}
