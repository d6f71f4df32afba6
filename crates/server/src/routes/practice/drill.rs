//! `GET /v1/practice/drill`: one's weak sounds that are due, with what to say.

use axum::{Json, extract::State};
use chrono::NaiveDate;
use coach::{SoundDrill, SoundPrompt, mastery, sound_drills};
use domain::CefrLevel;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    pronounced::SoundScore,
    sounds::{InsteadBody, comparable, readings},
    statistics::{Zone, date, day},
};
use crate::{
    App, Problem,
    extract::{Member, Params},
};

/// Which exercises.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// Also sounds that are not due yet.
    #[serde(default)]
    early: bool,
    /// Hardest level of the sentences; B1 without it.
    #[serde(default)]
    #[param(inline)]
    level: Option<CefrLevel>,
}

/// Sounds to practise now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DrillSession {
    /// English attempts with scores that this stands on; with 0 there is nothing to make exercises of yet.
    attempts: usize,
    /// When the next weak sound is due; `null` when one is due now, or none is weak.
    next: Option<NaiveDate>,
    /// The weak sounds, the weakest first, at most three.
    #[schema(max_items = 3)]
    sounds: Vec<DrillSound>,
}

/// One sound to practise.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DrillSound {
    /// Which, such as `TH`.
    arpabet: &'static str,
    /// The same in the International Phonetic Alphabet.
    ipa: &'static str,
    /// How well it goes now, as in `/v1/practice/sounds`.
    #[serde(flatten)]
    mastery: SoundScore,
    /// What is heard instead most often; `null` where it is no other sound.
    instead: Option<InsteadBody>,
    /// How it is made, and what tells it from the other; in English.
    advice: String,
    /// What to say aloud, the easiest first. Each is sent as an attempt of its own, whose scores say when the sound is due
    /// again.
    prompts: Vec<DrillPrompt>,
}

/// Something to say aloud.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DrillPrompt {
    /// What it is.
    kind: PromptKind,
    /// What to say.
    text: String,
    /// The word that `text` is to be told from, in a pair.
    other: Option<String>,
}

/// Kinds of prompts.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PromptKind {
    /// A word that differs from another in the sound alone.
    Pair,
    /// A word.
    Word,
    /// A sentence.
    Sentence,
}

/// One's own weak English sounds that are due, with words and sentences to practise them: a few minutes' work. A sound is
/// due again 1, 2, 4 … 16 days after it went well, and at once after it went badly.
#[utoipa::path(
    get, path = "/v1/practice/drill", tag = "practice", operation_id = "getPracticeDrill", params(Which, Zone),
    responses((status = OK, description = "What to practise now.", body = DrillSession))
)]
pub(crate) async fn drill(
    State(app): State<App>,
    member: Member,
    Params(which): Params<Which>,
    zone: Zone,
) -> Result<Json<DrillSession>, Problem> {
    let tx = app.store.read(member.org).await?;
    let today = day(tx.now(), &zone);
    let readings = readings(&tx, member.caller.user, &zone).await?;
    let (_, comparable) = comparable(&readings);
    let attempts = comparable.len();
    let level = which.level.unwrap_or(CefrLevel::B1);
    let found = sound_drills(mastery(comparable), today, which.early, level);
    Ok(Json(DrillSession {
        attempts,
        next: found.next.map(date),
        sounds: found.sounds.into_iter().map(DrillSound::of).collect(),
    }))
}

impl DrillSound {
    fn of(drill: SoundDrill) -> Self {
        Self {
            arpabet: drill.sound.phone.arpabet(),
            ipa: drill.sound.phone.ipa(),
            mastery: SoundScore::of(&drill.sound.score),
            instead: drill.sound.heard.first().copied().map(InsteadBody::of),
            advice: drill.advice,
            prompts: drill.prompts.into_iter().map(DrillPrompt::of).collect(),
        }
    }
}

impl DrillPrompt {
    fn of(prompt: SoundPrompt) -> Self {
        let (kind, text, other) = match prompt {
            SoundPrompt::Pair(wanted, other) => (PromptKind::Pair, wanted, Some(other)),
            SoundPrompt::Word(word) => (PromptKind::Word, word, None),
            SoundPrompt::Sentence(sentence) => (PromptKind::Sentence, sentence, None),
        };
        Self { kind, text, other }
    }
}
