//! Saying a passage at a target rate: the fastest passage when the pace is too high, the slowest when it is too low.

use std::collections::HashSet;

use domain::{Drill, DrillKind};

use super::{Case, goal::goal, passage};
use crate::{
    rubric::Side,
    score::{find, pace_of},
};

/// Words of a passage that can be timed with a watch.
const ENOUGH_WORDS: usize = 14;

pub(super) fn make(case: &Case<'_>) -> Option<Drill> {
    let talk = case.talk;
    let utterances = talk.transcript.utterances.iter();
    let paces = utterances.filter_map(|u| Some((pace_of(talk, u)?, u.first_word)));
    let slow = case.side == Side::Below && case.measure.key != "pace_variation";
    let extreme = if slow {
        paces.min_by(|a, b| a.0.total_cmp(&b.0))
    } else {
        paces.max_by(|a, b| a.0.total_cmp(&b.0))
    };
    let passage = passage::passage_from(talk.transcript, extreme?.1, ENOUGH_WORDS);
    let fillers = talk.fillers();
    let words = passage
        .clone()
        .filter(|at| !fillers.get(*at).copied().unwrap_or_default())
        .count();
    if words < 6 {
        return None;
    }
    let rate = target_rate(case)?;
    let seconds = 60.0 * words as f64 / rate;
    let when = passage::when(talk.transcript, &passage);
    let heard = when.map(|span| 60.0 * words as f64 / span.duration().max(0.5));
    let comment = &case.evidence.comment;
    let why = match heard {
        Some(heard) => format!("{comment} This passage went at {heard:.0}."),
        None => comment.clone(),
    };
    let took = when.map_or_else(String::new, |span| {
        format!(" It took you {:.0} s.", span.duration())
    });
    Some(Drill {
        kind: DrillKind::Pacing,
        criterion: case.criterion.key.clone(),
        title: if slow {
            "Pick up the pace"
        } else {
            "Give every phrase its time"
        }
        .to_owned(),
        why,
        text: Some(passage::text(talk.transcript, &passage, &HashSet::new())),
        steps: vec![
            format!("Set a timer to {seconds:.0} s: at {rate:.0} words a minute the passage fills it.{took}"),
            "Say the passage so that you end just as the timer does. Do it three times.".to_owned(),
            if slow {
                "Keep the words together; gain the time between them, not by swallowing sounds.".to_owned()
            } else {
                "Win the time by pausing after each thought, not by stretching the words.".to_owned()
            },
            "Go on for a minute in your own words at the same pace, and record it.".to_owned(),
        ],
        goals: vec![goal(case)?],
        moments: when.into_iter().collect(),
    })
}

/// Words per minute to practise at: the nearest good pace; one's own where only its steadiness is the matter.
fn target_rate(case: &Case<'_>) -> Option<f64> {
    let (talk, target) = (case.talk, case.target);
    match (case.measure.key, case.side) {
        ("words_per_minute", Side::Below) => target.low,
        ("words_per_minute", _) => target.high,
        (key, side) => {
            let own = 60.0 * talk.word_count() as f64 / talk.span().duration().max(1.0);
            // Too slow or fast by the sound: a fifth more or less than one's own pace.
            let factor = match (find(key)?.key, side) {
                ("articulation_rate", Side::Below) => 1.2,
                ("articulation_rate", _) => 0.8,
                _ => 1.0,
            };
            Some(own * factor)
        }
    }
}
