//! Metrics: the tracks of a session by range and resolution, and by the minute.
//!
//! A row holds ten seconds of one track with what they come to, so that an overview need not touch single frames.

use chrono::TimeDelta;
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::{
    OrgTx, Result, SessionId,
    records::{Metric, MetricMinute, Session, Track, metric, metric_minute},
    track::{self, Bucket, CHUNK_MS, Frames},
};

/// Rows in one statement: their values stay well below what either database takes.
const BATCH: usize = 100;

/// The metrics of one org's sessions.
pub struct Metrics<'a>(&'a OrgTx);

impl OrgTx {
    /// The metrics of the org's sessions.
    #[must_use]
    pub fn metrics(&self) -> Metrics<'_> {
        Metrics(self)
    }
}

/// Which part of a track, and how finely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// From this time in the recording, milliseconds.
    pub from_ms: i64,
    /// To before this time, milliseconds.
    pub to_ms: i64,
    /// Points at most, 1 to [`Window::MOST`].
    pub max_points: usize,
}

impl Window {
    /// Points of one answer at most, whatever was asked for.
    pub const MOST: usize = 20_000;
}

/// Part of a track.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Which track.
    pub track: Track,
    /// Time of the first point, milliseconds.
    pub start_ms: f64,
    /// Milliseconds between points.
    pub step_ms: f64,
    /// The points.
    pub points: Points,
}

/// Points of a track.
#[derive(Clone, Debug, PartialEq)]
pub enum Points {
    /// Every frame as it was measured; `None` where there is no value.
    Frames(Vec<Option<f64>>),
    /// What equal stretches come to; `None` where there is no value. A long recording's stretches are of whole rows, and
    /// may begin and end up to ten seconds outside of what was asked for.
    Buckets(Vec<Option<Bucket>>),
}

/// A row without its frames.
#[derive(FromQueryResult)]
struct Head {
    start_ms: i64,
    step_ms: f64,
    frames: i32,
    measured: i32,
    low: Option<f64>,
    mean: Option<f64>,
    high: Option<f64>,
}

impl Head {
    /// Time of frame `index`, milliseconds.
    fn time(&self, index: usize) -> f64 {
        self.start_ms as f64 + index as f64 * self.step_ms
    }

    /// The frames that lie inside `window`.
    fn inside(&self, window: &Window) -> std::ops::Range<usize> {
        let frames = usize::try_from(self.frames).unwrap_or_default();
        let from = (0..frames)
            .find(|index| self.time(*index) >= window.from_ms as f64)
            .unwrap_or(frames);
        let to = (from..frames)
            .find(|index| self.time(*index) >= window.to_ms as f64)
            .unwrap_or(frames);
        from..to
    }

    fn bucket(&self) -> Option<Bucket> {
        Some(Bucket {
            low: self.low?,
            mean: self.mean?,
            high: self.high?,
            measured: u32::try_from(self.measured).ok()?,
        })
    }
}

impl Metrics<'_> {
    /// Part of a track: every frame where they are few enough, else what stretches of them come to. `None` when nothing
    /// of the track lies in the window.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn series(&self, session: SessionId, track: Track, window: &Window) -> Result<Option<Series>> {
        let heads = self.heads(session, track, window).await?;
        let wanted: Vec<_> = heads.iter().map(|head| head.inside(window)).collect();
        let count: usize = wanted.iter().map(ExactSizeIterator::len).sum();
        let Some((head, first)) = heads.iter().zip(&wanted).find(|(_, range)| !range.is_empty()) else {
            return Ok(None);
        };
        let whole = |start_ms: f64, points: Points, every: usize| Series {
            track,
            start_ms,
            step_ms: head.step_ms * every as f64,
            points,
        };
        let most = window.max_points.clamp(1, Window::MOST);
        let every = count.div_ceil(most);
        let row = usize::try_from(head.frames).unwrap_or(1).max(1);
        if every >= row {
            let rows = every.div_ceil(row);
            let buckets = heads
                .chunks(rows)
                .map(|heads| Bucket::merge(heads.iter().filter_map(Head::bucket)))
                .collect();
            return Ok(Some(whole(head.time(0), Points::Buckets(buckets), rows * row)));
        }
        let values = self.values(session, track, window).await?;
        let mut frames = Vec::with_capacity(count);
        for (bytes, range) in values.iter().zip(&wanted) {
            frames.extend(track::from_bytes(bytes).skip(range.start).take(range.len()));
        }
        let points = if every <= 1 {
            Points::Frames(frames.into_iter().map(track::measured).collect())
        } else {
            Points::Buckets(frames.chunks(every).map(Bucket::of).collect())
        };
        Ok(Some(whole(head.time(first.start), points, every)))
    }

    /// What each minute of a track comes to, in order.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn minutes(&self, session: SessionId, track: Track) -> Result<Vec<MetricMinute>> {
        let minutes = metric_minute::Entity::find()
            .filter(metric_minute::Column::OrgId.eq(self.0.org()))
            .filter(metric_minute::Column::SessionId.eq(session))
            .filter(metric_minute::Column::Track.eq(track))
            .order_by_asc(metric_minute::Column::Minute)
            .all(self.0.connection())
            .await?;
        Ok(minutes)
    }

    async fn heads(&self, session: SessionId, track: Track, window: &Window) -> Result<Vec<Head>> {
        let heads = within(rows(self.0, session, track), window)
            .select_only()
            .columns([
                metric::Column::StartMs,
                metric::Column::StepMs,
                metric::Column::Frames,
                metric::Column::Measured,
                metric::Column::Low,
                metric::Column::Mean,
                metric::Column::High,
            ])
            .into_model::<Head>()
            .all(self.0.connection())
            .await?;
        Ok(heads)
    }

    async fn values(&self, session: SessionId, track: Track, window: &Window) -> Result<Vec<Vec<u8>>> {
        let values = within(rows(self.0, session, track), window)
            .select_only()
            .column(metric::Column::Values)
            .into_tuple::<Vec<u8>>()
            .all(self.0.connection())
            .await?;
        Ok(values)
    }
}

/// The rows of one track in order.
fn rows(tx: &OrgTx, session: SessionId, track: Track) -> Select<metric::Entity> {
    metric::Entity::find()
        .filter(metric::Column::OrgId.eq(tx.org()))
        .filter(metric::Column::SessionId.eq(session))
        .filter(metric::Column::Track.eq(track))
        .order_by_asc(metric::Column::StartMs)
}

/// The rows that may have a frame inside `window`.
fn within(rows: Select<metric::Entity>, window: &Window) -> Select<metric::Entity> {
    rows.filter(metric::Column::StartMs.gt(window.from_ms.saturating_sub(CHUNK_MS as i64)))
        .filter(metric::Column::StartMs.lt(window.to_ms))
}

/// All frames of one track; empty when there is none.
pub(crate) async fn frames(tx: &OrgTx, session: SessionId, track: Track) -> Result<Vec<f64>> {
    let values: Vec<Vec<u8>> = rows(tx, session, track)
        .select_only()
        .column(metric::Column::Values)
        .into_tuple()
        .all(tx.connection())
        .await?;
    Ok(values
        .iter()
        .flat_map(|values| track::from_bytes(values))
        .collect())
}

/// Keeps the tracks of a session in place of earlier ones.
pub(crate) async fn replace(tx: &OrgTx, session: &Session, tracks: &[Frames<'_>]) -> Result<()> {
    remove(tx, session.id).await?;
    for frames in tracks {
        let rows: Vec<_> = frames
            .chunks()
            .map(|chunk| {
                let bucket = Bucket::of(chunk.values);
                Metric {
                    session_id: session.id,
                    track: frames.track,
                    at: session
                        .created_at
                        .checked_add_signed(TimeDelta::milliseconds(chunk.start_ms))
                        .unwrap_or(session.created_at),
                    org_id: session.org_id,
                    start_ms: chunk.start_ms,
                    step_ms: frames.step_ms,
                    frames: i32::try_from(chunk.values.len()).unwrap_or(i32::MAX),
                    measured: bucket.map_or(0, |bucket| bucket.measured as i32),
                    low: bucket.map(|bucket| bucket.low),
                    mean: bucket.map(|bucket| bucket.mean),
                    high: bucket.map(|bucket| bucket.high),
                    values: track::to_bytes(chunk.values),
                }
                .into_active_model()
            })
            .collect();
        for batch in rows.chunks(BATCH) {
            metric::Entity::insert_many(batch.iter().cloned())
                .exec_without_returning(tx.connection())
                .await?;
        }
        let minutes: Vec<_> = frames
            .minutes()
            .into_iter()
            .map(|(minute, bucket)| {
                MetricMinute {
                    session_id: session.id,
                    track: frames.track,
                    minute,
                    org_id: session.org_id,
                    measured: bucket.measured as i32,
                    low: bucket.low,
                    mean: bucket.mean,
                    high: bucket.high,
                }
                .into_active_model()
            })
            .collect();
        for batch in minutes.chunks(BATCH) {
            metric_minute::Entity::insert_many(batch.iter().cloned())
                .exec_without_returning(tx.connection())
                .await?;
        }
    }
    Ok(())
}

/// Forgets the tracks of a session.
pub(crate) async fn remove(tx: &OrgTx, session: SessionId) -> Result<()> {
    metric::Entity::delete_many()
        .filter(metric::Column::OrgId.eq(tx.org()))
        .filter(metric::Column::SessionId.eq(session))
        .exec(tx.connection())
        .await?;
    metric_minute::Entity::delete_many()
        .filter(metric_minute::Column::OrgId.eq(tx.org()))
        .filter(metric_minute::Column::SessionId.eq(session))
        .exec(tx.connection())
        .await?;
    Ok(())
}
