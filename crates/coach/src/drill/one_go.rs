//! Saying a sentence in one go: without repeating or restarting, or without stopping in between.

use domain::{Drill, DrillKind, FindingKind, PausePlace};

use super::{Case, goal::goal, passage};

pub(super) fn make(case: &Case<'_>) -> Option<Drill> {
    let talk = case.talk;
    let kinds: &[FindingKind] = match case.measure.key {
        "repetitions_per_100_words" => &[FindingKind::Repetition],
        "restarts_per_100_words" => &[FindingKind::Restart],
        _ => &[],
    };
    let found = talk
        .fluency
        .findings
        .iter()
        .filter(|finding| kinds.contains(&finding.kind));
    let place = if kinds.is_empty() {
        let inside = talk.pauses().filter(|pause| pause.place == PausePlace::Inside);
        inside
            .max_by(|a, b| a.span.duration().total_cmp(&b.span.duration()))?
            .before_word?
    } else {
        // The longest finding is the one that is heard most.
        found
            .max_by_key(|finding| {
                (
                    finding.end_word - finding.first_word,
                    std::cmp::Reverse(finding.first_word),
                )
            })?
            .first_word
    };
    let sentence = passage::sentence_around(talk.transcript, place);
    let text = passage::text(talk.transcript, &sentence, &said_twice(case, kinds));
    if text.split_whitespace().count() < 4 {
        return None;
    }
    Some(Drill {
        kind: DrillKind::InOneGo,
        criterion: case.criterion.key.clone(),
        title: "Say it in one go".to_owned(),
        why: case.evidence.comment.clone(),
        text: Some(text),
        steps: vec![
            "Read the sentence, look away, and know its end before you begin.".to_owned(),
            "Say it in one breath. If you stumble, stop, breathe, and begin the whole sentence again."
                .to_owned(),
            "Do it three times without a stumble, then with one word changed.".to_owned(),
        ],
        goals: vec![goal(case)?],
        moments: passage::when(talk.transcript, &sentence)
            .map_or_else(|| case.evidence.moments.clone(), |span| vec![span]),
    })
}

/// Fillers, and the first saying of what was said again. Of a repetition the second half stays; of a restart, whose
/// parts are not told apart, everything does.
fn said_twice(case: &Case<'_>, kinds: &[FindingKind]) -> std::collections::HashSet<usize> {
    let mut dropped = passage::in_the_way(case.talk, &[]);
    if kinds.contains(&FindingKind::Repetition) {
        let repeated = case
            .talk
            .fluency
            .findings
            .iter()
            .filter(|f| f.kind == FindingKind::Repetition);
        for finding in repeated {
            let words = case
                .talk
                .transcript
                .words
                .get(finding.first_word..finding.end_word)
                .unwrap_or_default();
            let normal: Vec<_> = words.iter().map(domain::Word::normal).collect();
            let period =
                (1..=normal.len() / 2).find(|p| normal.iter().zip(&normal[*p..]).all(|(a, b)| a == b));
            dropped.extend(
                period
                    .map(|p| finding.first_word..finding.end_word - p)
                    .into_iter()
                    .flatten(),
            );
        }
    }
    dropped
}
