//! Pausing at marked places, in the sentence that had the most or the longest pauses where they do not help.

use std::collections::HashMap;

use domain::{Drill, DrillKind, PauseInSpeech, PausePlace};

use super::{Case, goal::goal, passage};
use crate::rubric::Side;

pub(super) fn make(case: &Case<'_>) -> Option<Drill> {
    let talk = case.talk;
    let too_few = matches!(
        (case.measure.key, case.side),
        ("phonation_share", Side::Above) | ("mean_pause" | "pauses_per_minute", Side::Below)
    );
    let start = if too_few {
        longest_sentence(case)
    } else {
        most_paused(case).or_else(|| longest_sentence(case))
    }?;
    let passage = passage::passage_from(talk.transcript, start, 12);
    let text = passage::with_pauses(talk.transcript, &passage, &passage::in_the_way(talk, &[]));
    if !text.contains('|') {
        return None;
    }
    let beat = if too_few {
        "At each mark stop, breathe in through the nose, and only then go on."
    } else {
        "Pause only at the marks, about as long as it takes to breathe in; run on between them."
    };
    Some(Drill {
        kind: DrillKind::Pausing,
        criterion: case.criterion.key.clone(),
        title: "Pause between thoughts".to_owned(),
        why: case.evidence.comment.clone(),
        text: Some(text),
        steps: vec![
            "Read the text once to yourself: each | is a place to pause.".to_owned(),
            beat.to_owned(),
            "Say it three times, the last time without looking.".to_owned(),
            "Put marks into the next thing you want to say, and record that.".to_owned(),
        ],
        goals: vec![goal(case)?],
        moments: passage::when(talk.transcript, &passage)
            .map_or_else(|| case.evidence.moments.clone(), |span| vec![span]),
    })
}

/// A word of the sentence with the most silence in it where it disturbs.
fn most_paused(case: &Case<'_>) -> Option<usize> {
    let talk = case.talk;
    let inside = matches!(
        case.measure.key,
        "inside_pauses_per_minute" | "pauses_inside_share"
    );
    let counts = |pause: &&PauseInSpeech| !inside || pause.place == PausePlace::Inside;
    let mut silence: HashMap<usize, (f64, usize)> = HashMap::new();
    for pause in talk.pauses().filter(counts) {
        let Some(word) = pause.before_word else { continue };
        let sentence = passage::sentence_around(talk.transcript, word).start;
        let entry = silence.entry(sentence).or_insert((0.0, word));
        entry.0 += pause.span.duration();
    }
    // Of equals the earlier one, so that the same recording always gives the same exercise.
    let most = silence
        .into_values()
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    most.map(|(_, word)| word)
}

fn longest_sentence(case: &Case<'_>) -> Option<usize> {
    let utterances = case.talk.transcript.utterances.iter();
    utterances
        .max_by_key(|u| u.end_word.saturating_sub(u.first_word))
        .map(|u| u.first_word)
}
