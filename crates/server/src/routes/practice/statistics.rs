//! `GET /v1/practice/statistics`: how reading aloud goes over time.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::request::Parts,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{Language, PastAttempt, PracticeStatistics, PracticeTally, PracticeTrend, Streak};
use serde::{Deserialize, Serialize};
use storage::AttemptMark;
use utoipa::{IntoParams, ToSchema};

use super::list::Whose;
use crate::{
    App, Problem,
    extract::{Member, Params},
};

/// Days that statistics look back.
pub(super) const DAYS: i64 = 366;

/// Minutes that a time zone may be ahead of or behind UTC.
const ZONE_MINUTES: i32 = 14 * 60;

/// Where the learner's midnight lies.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Zone {
    /// Minutes that the learner's time zone is ahead of UTC, −840 to 840; 0 without it.
    #[serde(default)]
    #[param(minimum = -840, maximum = 840)]
    zone_minutes: i32,
}

impl FromRequestParts<App> for Zone {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Params(zone) = Params::<Self>::from_request_parts(parts, app).await?;
        if !(-ZONE_MINUTES..=ZONE_MINUTES).contains(&zone.zone_minutes) {
            return Err(Problem::field(
                "zone_minutes",
                format!("−{ZONE_MINUTES} to {ZONE_MINUTES}"),
            ));
        }
        Ok(zone)
    }
}

/// How reading aloud goes over time: the last 366 days.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatisticsBody {
    /// All attempts.
    total: PracticeTally,
    /// Days with practice, the earliest first.
    by_day: Vec<DayBody>,
    /// Languages practised, the most practised first.
    by_language: Vec<LanguageBody>,
    /// Where accuracy goes, over all languages; `null` with under three days of practice.
    trend: Option<PracticeTrend>,
    /// Days in a row.
    streak: Streak,
}

/// One day with practice.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DayBody {
    /// The day, in the learner's time zone.
    day: NaiveDate,
    /// Its attempts.
    #[serde(flatten)]
    tally: PracticeTally,
}

/// One language practised.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LanguageBody {
    /// Which.
    language: Language,
    /// Its attempts.
    #[serde(flatten)]
    tally: PracticeTally,
    /// The last day it was practised.
    last_day: NaiveDate,
    /// Where accuracy in it goes; `null` with under three days of practice.
    trend: Option<PracticeTrend>,
}

/// How reading aloud goes over time: by day, by language, with the trend and its interval, and days in a row. One's own,
/// or that of a learner whom one may look at.
#[utoipa::path(
    get, path = "/v1/practice/statistics", tag = "practice", operation_id = "getPracticeStatistics", params(Whose, Zone),
    responses((status = OK, description = "The last 366 days.", body = StatisticsBody))
)]
pub(crate) async fn statistics(
    State(app): State<App>,
    member: Member,
    Params(whose): Params<Whose>,
    zone: Zone,
) -> Result<Json<StatisticsBody>, Problem> {
    let language = whose.language()?;
    let tx = app.store.read(member.org).await?;
    let user = whose.user(&app, &member, &tx).await?;
    let now = tx.now();
    let marks = tx
        .attempts()
        .marks(user, language, now - TimeDelta::days(DAYS))
        .await?;
    let past: Vec<_> = marks.iter().filter_map(|mark| past(mark, &zone)).collect();
    Ok(Json(shown(coach::practice::statistics(&past, day(now, &zone)))))
}

fn past(mark: &AttemptMark, zone: &Zone) -> Option<PastAttempt> {
    Some(PastAttempt {
        day: day(mark.created_at, zone),
        language: mark.language.parse().ok()?,
        accuracy: mark.accuracy,
        correct: mark.correct,
    })
}

/// Days from 1 January 1970 to that moment's day, where the learner is.
pub(super) fn day(moment: DateTime<Utc>, zone: &Zone) -> i32 {
    let there = moment + TimeDelta::minutes(zone.zone_minutes.into());
    there.date_naive().to_epoch_days()
}

/// The date of a day as [`day`] counts them.
pub(super) fn date(day: i32) -> NaiveDate {
    NaiveDate::from_epoch_days(day).unwrap_or_default()
}

fn shown(statistics: PracticeStatistics) -> StatisticsBody {
    let days = statistics.by_day.into_iter();
    let languages = statistics.by_language.into_iter();
    StatisticsBody {
        total: statistics.total,
        by_day: days
            .map(|day| DayBody {
                day: date(day.day),
                tally: day.tally,
            })
            .collect(),
        by_language: languages
            .map(|one| LanguageBody {
                language: one.language,
                tally: one.tally,
                last_day: date(one.last_day),
                trend: one.trend,
            })
            .collect(),
        trend: statistics.trend,
        streak: statistics.streak,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_the_learners_midnight() {
        let moment = "2026-03-01T23:30:00Z".parse().unwrap();
        let of = |zone_minutes| date(day(moment, &Zone { zone_minutes })).to_string();
        assert_eq!(of(0), "2026-03-01");
        assert_eq!(of(60), "2026-03-02");
        assert_eq!(of(-24 * 60), "2026-02-28");
    }
}
