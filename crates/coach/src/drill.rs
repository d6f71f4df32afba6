//! Exercises from the weakest criteria of a score card, each made from moments of the same recording and with goals
//! that a next recording can be held against. One kind of exercise a file.

mod fillers;
mod goal;
mod grammar;
mod intonation;
mod loudness;
mod one_go;
mod pacing;
mod passage;
mod pausing;
mod vocabulary;

use domain::{CriterionScore, Drill, Evidence, Fluency, Outcome, Prosody, ScoreCard, Transcript};

pub use goal::{check, meets};

use crate::{
    rubric::{GOOD, PointMap, Rubric, Side, Target},
    score::{Measure, Talk, find},
};

/// Exercises for one recording.
const MOST: usize = 5;

/// As many are made where there is material, from what is good already if need be.
const ENOUGH: usize = 3;

/// From here on there is nothing to practise, points.
const PERFECT: f64 = 95.0;

/// One measure that an exercise is to improve, and the recording to make it from.
pub(crate) struct Case<'a> {
    talk: &'a Talk<'a>,
    criterion: &'a CriterionScore,
    evidence: &'a Evidence,
    measure: &'static Measure,
    target: Target,
    side: Side,
}

/// Three to five exercises for the weakest criteria: each kind at most once, the weakest criterion first. None when
/// nothing was scored; fewer where the recording gives no material or little is left to improve.
#[must_use]
pub fn drills(card: &ScoreCard, transcript: &Transcript, prosody: &Prosody, fluency: &Fluency) -> Vec<Drill> {
    let talk = Talk::new(transcript, prosody, fluency);
    let mut drills = Vec::new();
    add(&mut drills, card, &talk, MOST, 0.0, GOOD);
    add(&mut drills, card, &talk, ENOUGH, GOOD, PERFECT);
    drills
}

/// Adds exercises up to `most` in all, for evidence with points from `from` up to and without `to`: first the best
/// exercise of each criterion, then the second, and so on.
fn add(drills: &mut Vec<Drill>, card: &ScoreCard, talk: &Talk<'_>, most: usize, from: f64, to: f64) {
    let mut criteria: Vec<_> = card
        .criteria
        .iter()
        .filter_map(|c| Some((value(c)?, c)))
        .collect();
    criteria.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut queues: Vec<_> = criteria
        .iter()
        .map(|(_, criterion)| (criterion, weakest(criterion, from, to)))
        .collect();
    while drills.len() < most && queues.iter().any(|(_, queue)| !queue.is_empty()) {
        for (criterion, queue) in &mut queues {
            if drills.len() < most
                && let Some(drill) = next(queue, criterion, card, talk, to, drills)
            {
                drills.push(drill);
            }
        }
    }
}

fn value(criterion: &CriterionScore) -> Option<f64> {
    match &criterion.outcome {
        Outcome::Scored(score) => Some(score.value),
        Outcome::NotScored(_) => None,
    }
}

/// The evidence with points in a range, the weakest last, to be popped.
fn weakest(criterion: &CriterionScore, from: f64, to: f64) -> Vec<&Evidence> {
    let mut evidence: Vec<_> = criterion
        .evidence
        .iter()
        .filter(|e| e.points >= from && e.points < to)
        .collect();
    evidence.sort_by(|a, b| b.points.total_cmp(&a.points));
    evidence
}

/// The first exercise of the queue that can be made and whose kind is not there yet.
fn next(
    queue: &mut Vec<&Evidence>,
    criterion: &CriterionScore,
    card: &ScoreCard,
    talk: &Talk<'_>,
    points: f64,
    there: &[Drill],
) -> Option<Drill> {
    while let Some(evidence) = queue.pop() {
        let made = case(talk, criterion, evidence, card, points).and_then(|case| make(&case));
        if let Some(drill) = made.filter(|drill| there.iter().all(|other| other.kind != drill.kind)) {
            return Some(drill);
        }
    }
    None
}

fn case<'a>(
    talk: &'a Talk<'a>,
    criterion: &'a CriterionScore,
    evidence: &'a Evidence,
    card: &ScoreCard,
    points: f64,
) -> Option<Case<'a>> {
    let map = map_for(card, &criterion.key, &evidence.measure, talk)?;
    let target = map.target_at(points);
    let side = target.side(evidence.value);
    let measure = find(&evidence.measure)?;
    (side != Side::Within).then_some(Case {
        talk,
        criterion,
        evidence,
        measure,
        target,
        side,
    })
}

/// The map that the card's rubric has for a measure. A score card does not carry its rubric, so that a person's own
/// rubric gets the targets of the ones that come along.
fn map_for(card: &ScoreCard, criterion: &str, measure: &str, talk: &Talk<'_>) -> Option<PointMap> {
    let same = Rubric::builtin(&card.rubric.name).filter(|rubric| *rubric.reference() == card.rubric);
    let rubrics: Vec<_> = same
        .into_iter()
        .chain(Rubric::names().filter_map(Rubric::builtin))
        .collect();
    let rules = |key: Option<&str>| {
        let criteria = rubrics.iter().flat_map(|rubric| &rubric.criteria);
        let wanted = criteria.filter(|criterion| key.is_none_or(|key| criterion.key == key));
        wanted
            .flat_map(|criterion| &criterion.evidence)
            .find(|rule| rule.measure.key == measure)
            .cloned()
    };
    let rule = rules(Some(criterion)).or_else(|| rules(None))?;
    Some(rule.points_in(talk.transcript.language).clone())
}

fn make(case: &Case<'_>) -> Option<Drill> {
    match case.measure.key {
        "words_per_minute" | "pace_variation" | "articulation_rate" => pacing::make(case),
        "inside_pauses_per_minute"
        | "pauses_inside_share"
        | "pauses_per_minute"
        | "long_pauses_per_minute"
        | "mean_pause"
        | "phonation_share" => pausing::make(case),
        "mean_length_of_run" | "repetitions_per_100_words" | "restarts_per_100_words" => one_go::make(case),
        "filled_pauses_per_minute" | "crutches_per_100_words" | "hedges_per_100_words" => fillers::make(case),
        "pitch_sd_semitones" | "pitch_range_semitones" | "final_rise_share" => intonation::make(case),
        "loudness_variation_db" | "phrase_loudness_variation_db" => loudness::make(case),
        "grammar_slips_per_100_words" => grammar::make(case),
        "mattr" => vocabulary::make(case),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
