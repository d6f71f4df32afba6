//! `GET /v1/sessions/{id}/metrics`: part of a track, as finely as wanted.

use axum::response::Response;
use serde::{Deserialize, Serialize};
use storage::{Bucket, Points, Series, SessionId, Window, records::Track};
use utoipa::{IntoParams, ToSchema};

use crate::{
    FieldError, Problem,
    extract::{Params, Readable},
    limits::{METRIC_POINTS, METRIC_POINTS_DEFAULT},
};

/// Which part of which track.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Part {
    /// Which track.
    track: Track,
    /// From this second of the recording; from its start without it.
    #[param(minimum = 0)]
    from: Option<f64>,
    /// To before this second; to its end without it.
    #[param(minimum = 0)]
    to: Option<f64>,
    /// Points at most, 1 to 10000; 2000 without it.
    #[param(minimum = 1, maximum = 10_000)]
    points: Option<usize>,
}

impl Part {
    fn window(&self) -> Result<Window, Problem> {
        let mut errors = Vec::new();
        let mut wrong = |field: &str, message: String| {
            errors.push(FieldError {
                field: field.to_owned(),
                message,
            });
        };
        let points = self.points.unwrap_or(METRIC_POINTS_DEFAULT);
        if !(1..=METRIC_POINTS).contains(&points) {
            wrong("points", format!("1 to {METRIC_POINTS} points"));
        }
        let (from, to) = (self.from.unwrap_or(0.0), self.to);
        // Seconds of a month: no recording is as long, and milliseconds of it are whole numbers.
        let sane = |seconds: f64| (0.0..=2_678_400.0).contains(&seconds);
        if !sane(from) {
            wrong("from", "seconds of the recording, from 0 on".to_owned());
        }
        if to.is_some_and(|to| !sane(to) || to <= from) {
            wrong("to", "seconds of the recording, after `from`".to_owned());
        }
        if !errors.is_empty() {
            return Err(Problem::invalid(errors));
        }
        Ok(Window {
            from_ms: (from * 1000.0).round() as i64,
            to_ms: to.map_or(i64::MAX, |to| (to * 1000.0).round() as i64),
            max_points: points,
        })
    }
}

/// Part of a track. Either every frame as it was measured (`frames`), or, where they are more than the points asked for, what
/// equal stretches of them come to (`stretches`).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeriesBody {
    /// Which track.
    track: Track,
    /// Second of the first point.
    start: f64,
    /// Seconds between points.
    step: f64,
    /// Each frame; `null` where there is no value, such as F0 where nothing is voiced.
    frames: Option<Vec<Option<f64>>>,
    /// Each stretch; `null` where it has no value.
    stretches: Option<Vec<Option<StretchBody>>>,
}

/// What a stretch of a track comes to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StretchBody {
    /// Lowest value.
    low: f64,
    /// Mean of the values.
    mean: f64,
    /// Highest value.
    high: f64,
    /// Number of frames with a value.
    measured: u32,
}

impl From<Bucket> for StretchBody {
    fn from(bucket: Bucket) -> Self {
        Self {
            low: bucket.low,
            mean: bucket.mean,
            high: bucket.high,
            measured: bucket.measured,
        }
    }
}

impl From<Series> for SeriesBody {
    fn from(series: Series) -> Self {
        let (frames, stretches) = match series.points {
            Points::Frames(frames) => (Some(frames), None),
            Points::Buckets(buckets) => {
                let stretch = |bucket: Option<Bucket>| bucket.map(StretchBody::from);
                (None, Some(buckets.into_iter().map(stretch).collect()))
            }
        };
        Self {
            track: series.track,
            start: series.start_ms / 1000.0,
            step: series.step_ms / 1000.0,
            frames,
            stretches,
        }
    }
}

/// Part of a track, as finely as wanted.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/metrics", tag = "results", operation_id = "getMetrics",
    params(("id" = SessionId, Path, description = "The session."), Part),
    responses(
        (status = OK, description = "The points.", body = SeriesBody),
        (status = NOT_MODIFIED, description = "They are as the caller has them."),
    )
)]
pub(crate) async fn metrics(read: Readable, Params(part): Params<Part>) -> Result<Response, Problem> {
    let window = part.window()?;
    let series = read
        .tx
        .metrics()
        .series(read.session.id, part.track, &window)
        .await?;
    let series = series.map(SeriesBody::from);
    let missing = "There is nothing measured in this part of the session.";
    read.found(series, "metrics.read", missing).await
}
