//! Loudness: a phrase said with its important word set off.

use std::collections::HashSet;

use domain::{Drill, DrillKind};

use super::{Case, goal::goal, passage};
use crate::{
    rubric::Side,
    score::{find, loudness_sd},
};

pub(super) fn make(case: &Case<'_>) -> Option<Drill> {
    let talk = case.talk;
    let phrase = case.evidence.moments.first()?;
    let said = if talk.transcript.is_measured() {
        passage::words_in(talk.transcript, *phrase)
    } else {
        0..0
    };
    let text = (!said.is_empty()).then(|| passage::text(talk.transcript, &said, &HashSet::new()));
    let here = loudness_sd(talk, *phrase);
    let written = here
        .zip(find("loudness_variation_db"))
        .map(|(sd, measure)| measure.written(sd));
    let here = written.map_or_else(String::new, |sd| format!(" In this phrase it was {sd} dB."));
    let strongest = said.max_by_key(|at| talk.transcript.words[*at].normal().chars().count());
    let word = strongest.map(|at| format!("“{}”", talk.transcript.words[at].normal()));
    let word = word.unwrap_or_else(|| "the word that matters most".to_owned());
    let (title, middle) = match case.side {
        Side::Above => (
            "Keep your voice at one distance",
            "Say it so that nobody has to lean forward at its quietest word.".to_owned(),
        ),
        _ => (
            "Set off what matters",
            format!("Say it again and give {word} more breath, so that somebody at the far wall hears it."),
        ),
    };
    Some(Drill {
        kind: DrillKind::Loudness,
        criterion: case.criterion.key.clone(),
        title: title.to_owned(),
        why: format!("{}{here}", case.evidence.comment),
        text,
        steps: vec![
            "Listen to your phrase once.".to_owned(),
            middle,
            "Keep the same distance from the microphone, or the difference is lost.".to_owned(),
            "Choose the one word of your next sentence that matters, and do the same. Record a minute."
                .to_owned(),
        ],
        goals: vec![goal(case)?],
        moments: vec![*phrase],
    })
}
