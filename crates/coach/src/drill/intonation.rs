//! Intonation: the flattest phrase said with more movement, or a rising one brought down at its end.

use std::collections::HashSet;

use domain::{Drill, DrillKind};

use super::{Case, goal::goal, passage};
use crate::rubric::Side;

pub(super) fn make(case: &Case<'_>) -> Option<Drill> {
    let talk = case.talk;
    let measured = talk.transcript.is_measured();
    let words = |span| {
        if measured {
            passage::words_in(talk.transcript, span)
        } else {
            0..0
        }
    };
    let phrase = case
        .evidence
        .moments
        .iter()
        .find(|span| words(**span).len() >= 3)
        .or(case.evidence.moments.first())?;
    let said = words(*phrase);
    let text = (!said.is_empty()).then(|| passage::text(talk.transcript, &said, &HashSet::new()));
    let strongest = said.max_by_key(|at| talk.transcript.words[*at].normal().chars().count());
    let word = strongest.map(|at| talk.transcript.words[at].normal());
    let word = word.map_or_else(
        || "the word that matters most".to_owned(),
        |word| format!("“{word}”"),
    );
    let (title, steps) = match (case.measure.key, case.side) {
        ("final_rise_share", _) => ("Come down at the end", falling()),
        (_, Side::Above) => ("Calm the melody", calm()),
        _ => ("Let your voice move", lively(&word)),
    };
    Some(Drill {
        kind: DrillKind::Intonation,
        criterion: case.criterion.key.clone(),
        title: title.to_owned(),
        why: format!("{} This phrase shows it.", case.evidence.comment),
        text,
        steps,
        goals: vec![goal(case)?],
        moments: vec![*phrase],
    })
}

fn lively(word: &str) -> Vec<String> {
    vec![
        "Listen to your phrase, then hum its melody: that is the line to bend.".to_owned(),
        format!("Say it again and jump up on {word}, about as far as from “do” to “sol”."),
        "Let the voice come down to the bottom of its range on the last word.".to_owned(),
        "Exaggerate until it feels silly, then take half of that away and record it.".to_owned(),
    ]
}

fn falling() -> Vec<String> {
    vec![
        "Listen to the end of your phrase: it goes up, as a question does.".to_owned(),
        "Say only the last two words and let the voice step down, as if putting something on a table."
            .to_owned(),
        "Say the whole phrase and end it the same way. Do it three times.".to_owned(),
        "Keep the rise for questions and for lists that go on.".to_owned(),
    ]
}

fn calm() -> Vec<String> {
    vec![
        "Listen to your phrase, and count how often the voice leaps.".to_owned(),
        "Say it with one leap only, on the word that matters most.".to_owned(),
        "Say the next phrase the same way, and record both.".to_owned(),
    ]
}
