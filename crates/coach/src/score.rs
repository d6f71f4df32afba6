//! Scores by rubric: measures taken over the recording, turned into points, put together by weight, each with its
//! 80 % interval and the moments behind it. The method is in `docs/scoring.md`.

mod compare;
mod doubt;
mod measures;
mod moments;
mod random;
mod resample;
mod stretches;
#[cfg(test)]
pub(crate) mod synthetic;
mod talk;
mod tally;

use domain::{
    CriterionScore, Evidence, Fluency, ModelVersion, Outcome, Prosody, Score, ScoreCard, Transcript,
};

pub use compare::{Change, NotComparable, compare};
pub(crate) use measures::{MEASURES, Measure, Style, find, not_scored};
pub(crate) use moments::{loudness_sd, pace_of};
pub(crate) use resample::t_over_normal;
use resample::{RESAMPLES, Resampled, interval, resample};
pub(crate) use talk::{Talk, kind_index};

use crate::rubric::{Criterion, Rubric, Side, Target, band_of};

/// Share of the criteria's weight that must have been scored for an overall score.
const ENOUGH_WEIGHT: f64 = 0.5;

/// Share of a criterion's evidence, by weight, that must have been measured for it to be scored.
const ENOUGH_EVIDENCE: f64 = 1.0 / 3.0;

/// Scores a recording by a rubric. `models` are what the three results stand on and are passed through; the same
/// `seed` gives the same intervals.
///
/// With less speech than the rubric asks for, every outcome is [`Outcome::NotScored`] and says so. A measure that
/// cannot be taken is left out, its weight goes to the rest of its criterion, and [`CriterionScore::left_out`] names it.
#[must_use]
pub fn score(
    rubric: &Rubric,
    transcript: &Transcript,
    prosody: &Prosody,
    fluency: &Fluency,
    models: Vec<ModelVersion>,
    seed: u64,
) -> ScoreCard {
    let talk = Talk::new(transcript, prosody, fluency);
    score_talk(rubric, &talk, models, seed, true)
}

/// The value of one measure by its key (as in [`Evidence::measure`]), without scoring: for recordings too short to
/// score, such as one of a drill. `None` for an unknown key and where it cannot be taken.
#[must_use]
pub fn measure(key: &str, transcript: &Transcript, prosody: &Prosody, fluency: &Fluency) -> Option<f64> {
    let measure = find(key)?;
    let talk = Talk::new(transcript, prosody, fluency);
    let mut whole = tally::Tally::default();
    talk.tallies().iter().for_each(|stretch| whole.add(stretch));
    (measure.value)(&whole).filter(|_| barrier(measure, &talk).is_none())
}

/// [`score`]; `doubting` can be turned off to look at resampling alone.
fn score_talk(
    rubric: &Rubric,
    talk: &Talk<'_>,
    models: Vec<ModelVersion>,
    seed: u64,
    doubting: bool,
) -> ScoreCard {
    let stretches = talk.tallies();
    let card = |overall, criteria| ScoreCard {
        rubric: rubric.reference.clone(),
        title: rubric.title.clone(),
        models,
        overall,
        criteria,
    };
    if let Some(why) = too_little(rubric, talk, stretches.len()) {
        let unscored = rubric
            .criteria
            .iter()
            .map(|criterion| unscored(criterion, &why, Vec::new()));
        return card(Outcome::NotScored(why.clone()), unscored.collect());
    }
    let mut measures: Vec<&'static Measure> = Vec::new();
    for rule in rubric.criteria.iter().flat_map(|criterion| &criterion.evidence) {
        if barrier(rule.measure, talk).is_none() && !measures.contains(&rule.measure) {
            measures.push(rule.measure);
        }
    }
    let taken = resample(&measures, &stretches, seed, doubting);
    let scored: Vec<_> = rubric
        .criteria
        .iter()
        .map(|criterion| score_criterion(criterion, &taken, talk))
        .collect();
    let overall = overall(rubric, &scored);
    card(overall, scored.into_iter().map(|(score, _)| score).collect())
}

/// Why there is too little speech to score, in one sentence; `None` when there is enough.
fn too_little(rubric: &Rubric, talk: &Talk<'_>, stretches: usize) -> Option<String> {
    let (seconds, words) = (talk.span().duration(), talk.word_count());
    let (least_seconds, least_words) = (rubric.minimum.seconds, rubric.minimum.words);
    if seconds >= least_seconds && words >= least_words && stretches >= 2 {
        return None;
    }
    Some(format!(
        "Too little speech to score: {words} {} in {seconds:.0} s, and “{}” needs at least {least_words} words in \
         {least_seconds:.0} s; record a longer take.",
        if words == 1 { "word" } else { "words" },
        rubric.title,
    ))
}

fn unscored(criterion: &Criterion, why: &str, left_out: Vec<String>) -> CriterionScore {
    CriterionScore {
        key: criterion.key.clone(),
        title: criterion.title.clone(),
        weight: criterion.weight,
        outcome: Outcome::NotScored(why.to_owned()),
        evidence: Vec::new(),
        left_out,
    }
}

/// The score of one criterion, and its value in every resample (empty when it was not scored).
fn score_criterion(
    criterion: &Criterion,
    taken: &[Resampled],
    talk: &Talk<'_>,
) -> (CriterionScore, Vec<f64>) {
    let language = talk.transcript.language;
    let (mut value, mut weights, mut draws) = (0.0, 0.0, vec![0.0; RESAMPLES]);
    let (mut evidence, mut left_out) = (Vec::new(), Vec::new());
    for rule in &criterion.evidence {
        let Some(one) = taken.iter().find(|one| one.measure == rule.measure) else {
            left_out.push(left_out_sentence(rule.measure, talk));
            continue;
        };
        let map = rule.points_in(language);
        let points = map.points(one.value);
        value += rule.weight * points;
        weights += rule.weight;
        draws
            .iter_mut()
            .zip(&one.draws)
            .for_each(|(sum, draw)| *sum += rule.weight * map.points(*draw));
        let target = map.target();
        evidence.push(Evidence {
            measure: rule.measure.key.to_owned(),
            title: rule.measure.title.to_owned(),
            value: one.value,
            unit: rule.measure.unit.to_owned(),
            interval: Some(interval(&one.draws, one.value)),
            points: rounded(points),
            comment: comment(rule.measure, one.value, target),
            moments: moments::moments(talk, rule.measure.key, target.side(one.value)),
        });
    }
    let asked: f64 = criterion.evidence.iter().map(|rule| rule.weight).sum();
    if evidence.is_empty() || weights < ENOUGH_EVIDENCE * asked {
        let why = format!(
            "{} could not be scored: too little of what it stands on could be measured.",
            criterion.title
        );
        return (unscored(criterion, &why, left_out), Vec::new());
    }
    draws.iter_mut().for_each(|draw| *draw /= weights);
    let outcome = Outcome::Scored(scored(&criterion.bands, value / weights, &draws));
    let score = CriterionScore {
        outcome,
        evidence,
        ..unscored(criterion, "", left_out)
    };
    (score, draws)
}

fn scored(bands: &[crate::rubric::RubricBand], value: f64, draws: &[f64]) -> Score {
    let value = rounded(value);
    let mut interval = interval(draws, value);
    interval.low = rounded(interval.low);
    interval.high = rounded(interval.high);
    Score {
        value,
        interval,
        band: band_of(bands, value),
    }
}

/// Moves the draws so that their mean is the score. Maps that bend push every draw of a criterion a little to one
/// side; in the mean of many criteria that would add up to more than the interval's width.
fn recentre(draws: &mut [f64], value: f64) {
    let centre = draws.iter().sum::<f64>() / draws.len().max(1) as f64;
    draws.iter_mut().for_each(|draw| *draw += value - centre);
}

/// To one decimal, so that what is shown and the band never disagree.
fn rounded(value: f64) -> f64 {
    (value.clamp(0.0, 100.0) * 10.0).round() / 10.0
}

/// The weighted mean of what was scored, resample by resample, so that what moves together counts as such.
fn overall(rubric: &Rubric, scored: &[(CriterionScore, Vec<f64>)]) -> Outcome {
    let (mut value, mut weights, mut draws) = (0.0, 0.0, vec![0.0; RESAMPLES]);
    for (criterion, own) in scored {
        if let Outcome::Scored(score) = &criterion.outcome {
            value += criterion.weight * score.value;
            weights += criterion.weight;
            draws
                .iter_mut()
                .zip(own)
                .for_each(|(sum, draw)| *sum += criterion.weight * draw);
        }
    }
    if weights < ENOUGH_WEIGHT {
        return Outcome::NotScored(
            "Less than half of what this rubric looks at could be scored, so there is no overall score."
                .to_owned(),
        );
    }
    draws.iter_mut().for_each(|draw| *draw /= weights);
    recentre(&mut draws, value / weights);
    Outcome::Scored(self::scored(&rubric.bands, value / weights, &draws))
}

fn left_out_sentence(measure: &Measure, talk: &Talk<'_>) -> String {
    let why = barrier(measure, talk).unwrap_or("there is too little in this recording to measure it");
    format!("{} was left out: {why}.", measure.title)
}

/// Why a measure cannot be taken of this recording, however long it is.
fn barrier(measure: &Measure, talk: &Talk<'_>) -> Option<&'static str> {
    if !measure.languages.is_empty() && !measure.languages.contains(&talk.transcript.language) {
        Some("there are no rules for this language yet")
    } else if measure.needs_word_times && !talk.transcript.is_measured() {
        Some("in this language the times of the words are estimates")
    } else {
        None
    }
}

/// The value in words, and how it stands to what scores well.
fn comment(measure: &Measure, value: f64, target: Target) -> String {
    let says = measure.says.replace("{}", &measure.written(value));
    let write = |end: f64| measure.written(end);
    let stands = match (target.side(value), target.low, target.high) {
        (Side::Within, Some(low), Some(high)) => {
            format!("within the {} to {} that works well", write(low), write(high))
        }
        (Side::Within, Some(low), None) => format!("which works well ({} or more)", write(low)),
        (Side::Within, None, Some(high)) => format!("which works well ({} or less)", write(high)),
        (Side::Within, None, None) => "which works well".to_owned(),
        (Side::Below, Some(low), Some(high)) => {
            format!("below the {} to {} that works well", write(low), write(high))
        }
        (Side::Above, Some(low), Some(high)) => {
            format!("above the {} to {} that works well", write(low), write(high))
        }
        (Side::Below, low, _) => format!("less than the {} that works well", write(low.unwrap_or_default())),
        (Side::Above, _, high) => format!(
            "more than the {} that works well",
            write(high.unwrap_or_default())
        ),
    };
    format!("{says}, {stands}.")
}

#[cfg(test)]
mod coverage;
#[cfg(test)]
mod tests;
