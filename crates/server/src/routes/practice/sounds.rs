//! `GET /v1/practice/sounds`: how well each English sound goes over time.

use axum::{Json, extract::State};
use chrono::{NaiveDate, TimeDelta};
use coach::{AssessedAttempt, SoundMastery, mastery};
use domain::{Language, Phone, Pronunciation};
use serde::{Deserialize, Serialize};
use storage::{OrgTx, UserId};
use utoipa::{IntoParams, ToSchema};

use super::{
    list::Whose,
    pronounced::{SoundScore, tenth},
    statistics::{DAYS, Zone, date, day},
};
use crate::{
    App, Problem,
    extract::{Member, Params},
};

/// Whose sounds.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhoseSounds {
    /// Of this person; without it, the caller's own.
    user: Option<UserId>,
}

/// How well each English sound goes over time.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SoundsBody {
    /// Version of the scorer that all of this comes from; `null` when nothing was scored yet.
    scorer: Option<String>,
    /// English attempts with scores that this stands on.
    attempts: usize,
    /// English attempts that an older version scored. They are left out: scores of different versions are not comparable.
    not_comparable: usize,
    /// The sounds that were said, the weakest first.
    sounds: Vec<SoundBody>,
}

/// One sound over time.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SoundBody {
    /// Which, such as `TH`.
    arpabet: &'static str,
    /// The same in the International Phonetic Alphabet.
    ipa: &'static str,
    /// How often it was said.
    times: usize,
    /// How well it goes now: the mean of the last 20 attempts that have it, with its 80 % interval.
    #[serde(flatten)]
    mastery: SoundScore,
    /// What was heard instead, the most frequent first.
    heard: Vec<InsteadBody>,
    /// Day by day, the earliest first.
    days: Vec<SoundDayBody>,
}

/// A sound that was heard instead.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InsteadBody {
    /// Which, such as `S`.
    arpabet: &'static str,
    /// The same in the International Phonetic Alphabet.
    ipa: &'static str,
    /// How often.
    times: usize,
}

/// One sound on one day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SoundDayBody {
    /// The day, in the learner's time zone.
    day: NaiveDate,
    /// How often it was said.
    times: usize,
    /// Mean score, 0 to 100.
    score: f64,
}

/// How well each English sound goes, from the last 500 attempts of the last 366 days: one's own, or those of a learner whom
/// one may look at. Other languages have no scores of sounds.
#[utoipa::path(
    get, path = "/v1/practice/sounds", tag = "practice", operation_id = "getPracticeSounds", params(WhoseSounds, Zone),
    responses((status = OK, description = "The sounds, the weakest first.", body = SoundsBody))
)]
pub(crate) async fn sounds(
    State(app): State<App>,
    member: Member,
    Params(whose): Params<WhoseSounds>,
    zone: Zone,
) -> Result<Json<SoundsBody>, Problem> {
    let whose = Whose::of(whose.user);
    let tx = app.store.read(member.org).await?;
    let user = whose.user(&app, &member, &tx).await?;
    Ok(Json(shown(&readings(&tx, user, &zone).await?)))
}

/// The scored English attempts of one person, the earliest first, each with its day.
pub(super) async fn readings(
    tx: &OrgTx,
    user: UserId,
    zone: &Zone,
) -> Result<Vec<(i32, Pronunciation)>, Problem> {
    let since = tx.now() - TimeDelta::days(DAYS);
    let newest = tx.attempts().heard(user, Language::ENGLISH.code(), since).await?;
    let mut readings = Vec::new();
    for attempt in newest.iter().rev() {
        let found: Option<AssessedAttempt> = attempt.compared()?;
        let scored = found
            .and_then(|found| found.pronunciation)
            .filter(|found| found.not_scored.is_none());
        if let Some(scored) = scored {
            readings.push((day(attempt.created_at, zone), scored));
        }
    }
    Ok(readings)
}

/// Those that the newest version of the scorer scored, and that version.
pub(super) fn comparable(readings: &[(i32, Pronunciation)]) -> (Option<&str>, Vec<(i32, &Pronunciation)>) {
    let scorer = readings.last().map(|(_, newest)| newest.scorer.version.as_str());
    let same = readings
        .iter()
        .filter(|(_, reading)| Some(reading.scorer.version.as_str()) == scorer)
        .map(|(day, reading)| (*day, reading))
        .collect();
    (scorer, same)
}

/// What readings, the earliest first, come to.
fn shown(readings: &[(i32, Pronunciation)]) -> SoundsBody {
    let (scorer, comparable) = comparable(readings);
    SoundsBody {
        attempts: comparable.len(),
        not_comparable: readings.len() - comparable.len(),
        sounds: mastery(comparable).into_iter().map(sound).collect(),
        scorer: scorer.map(str::to_owned),
    }
}

impl InsteadBody {
    pub(super) fn of((phone, times): (Phone, usize)) -> Self {
        Self {
            arpabet: phone.arpabet(),
            ipa: phone.ipa(),
            times,
        }
    }
}

fn sound(sound: SoundMastery) -> SoundBody {
    SoundBody {
        arpabet: sound.phone.arpabet(),
        ipa: sound.phone.ipa(),
        times: sound.times,
        mastery: SoundScore::of(&sound.score),
        heard: sound.heard.into_iter().map(InsteadBody::of).collect(),
        days: sound
            .days
            .into_iter()
            .map(|day| SoundDayBody {
                day: date(day.day),
                times: day.times,
                score: tenth(day.score),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use domain::ModelVersion;

    use super::*;

    #[test]
    fn scores_of_an_older_version_are_counted_and_left_out() {
        let reading = |version: &str| Pronunciation {
            scorer: ModelVersion {
                role: "pronunciation".to_owned(),
                name: "heads".to_owned(),
                version: version.to_owned(),
            },
            not_scored: None,
            whole: None,
            basis: None,
            words: Vec::new(),
        };
        let body = shown(&[(1, reading("1")), (2, reading("1")), (3, reading("2"))]);
        assert_eq!(body.scorer.as_deref(), Some("2"));
        assert_eq!((body.attempts, body.not_comparable), (1, 2));
        assert_eq!(shown(&[]).scorer, None);
    }
}
