//! Saying a sentence without its fillers and stock phrases.

use domain::{Drill, DrillKind, FindingKind};

use super::{Case, goal::goal, passage};

pub(super) fn make(case: &Case<'_>) -> Option<Drill> {
    let talk = case.talk;
    let kinds: &[FindingKind] = match case.measure.key {
        "crutches_per_100_words" => &[FindingKind::Crutch],
        "hedges_per_100_words" => &[FindingKind::Hedge],
        _ => &[],
    };
    let places = places(case, kinds);
    let sentences: Vec<_> = places
        .iter()
        .map(|at| passage::sentence_around(talk.transcript, *at))
        .collect();
    let full = |start: usize| {
        sentences
            .iter()
            .filter(|sentence| sentence.start == start)
            .count()
    };
    let worst = sentences
        .iter()
        .filter(|s| s.len() >= 4)
        .max_by_key(|s| (full(s.start), std::cmp::Reverse(s.start)))?;
    let dropped = passage::in_the_way(talk, kinds);
    let text = passage::text(talk.transcript, worst, &dropped);
    if text.split_whitespace().count() < 3 {
        return None;
    }
    let said: Vec<_> = worst.clone().filter(|at| dropped.contains(at)).collect();
    let heard = said
        .iter()
        .map(|at| talk.transcript.words[*at].normal())
        .collect::<Vec<_>>()
        .join(", ");
    let comment = &case.evidence.comment;
    let why = match (kinds, heard.is_empty()) {
        (_, false) => format!("{comment} In this sentence: {heard}."),
        (_, true) => format!("{comment} One of them was in this sentence."),
    };
    Some(Drill {
        kind: DrillKind::WithoutFillers,
        criterion: case.criterion.key.clone(),
        title: "Say it clean".to_owned(),
        why,
        text: Some(text),
        steps: vec![
            "Say the sentence as it stands here, slowly.".to_owned(),
            "When you feel a filler coming, close your lips and leave a silence instead.".to_owned(),
            "Say it three times in a row without one; start again from one when one slips in.".to_owned(),
            "Then tell the same thing freely for a minute, and record it.".to_owned(),
        ],
        goals: vec![goal(case)?],
        moments: passage::when(talk.transcript, worst)
            .map_or_else(|| case.evidence.moments.clone(), |span| vec![span]),
    })
}

/// A word for every place that disturbs: the filler, the word after a filler found in the sound, or the stock phrase.
fn places(case: &Case<'_>, kinds: &[FindingKind]) -> Vec<usize> {
    let talk = case.talk;
    let found = talk
        .fluency
        .findings
        .iter()
        .filter(|finding| kinds.contains(&finding.kind));
    if !kinds.is_empty() {
        return found.map(|finding| finding.first_word).collect();
    }
    let words = &talk.transcript.words;
    let after = |time: f64| words.iter().position(|word| word.span.middle() >= time);
    let filled = talk.fluency.filled_pauses.iter();
    let place = |one: &domain::FilledPause| {
        one.word
            .or_else(|| after(one.span.middle()).filter(|_| talk.transcript.is_measured()))
    };
    filled.filter_map(place).collect()
}
