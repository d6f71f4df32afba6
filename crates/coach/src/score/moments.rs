//! Where in the recording a measure can be heard: the worst or most typical moments first.

use domain::{FindingKind, PausePlace, Span, Utterance};

use super::talk::{LONG_PAUSE_SECONDS, RISE_SEMITONES, Talk, frames_within, kind_index};
use crate::rubric::Side;

/// Moments shown for one measure.
const MOST: usize = 5;

/// Words that an utterance must have for its pace to mean something.
const PACE_WORDS: usize = 5;

/// The moments for a measure, five at most; none where there is nothing to point at, or where the measure stands on
/// words whose times are estimates.
pub(crate) fn moments(talk: &Talk<'_>, measure: &str, side: Side) -> Vec<Span> {
    let measured = talk.transcript.is_measured();
    let found = |kind| {
        if measured {
            findings(talk, kind)
        } else {
            Vec::new()
        }
    };
    match measure {
        "words_per_minute" | "pace_variation" | "articulation_rate" if measured => paces(talk, side),
        "pauses_inside_share" | "inside_pauses_per_minute" | "mean_length_of_run" if measured => {
            longest_pauses(talk, |pause| pause.place == PausePlace::Inside)
        }
        "long_pauses_per_minute" => longest_pauses(talk, |pause| pause.span.duration() >= LONG_PAUSE_SECONDS),
        "mean_pause" | "pauses_per_minute" | "phonation_share" if side != Side::Within => {
            longest_pauses(talk, |_| true)
        }
        "filled_pauses_per_minute" => filled_pauses(talk, measured),
        "repetitions_per_100_words" => found(FindingKind::Repetition),
        "restarts_per_100_words" => found(FindingKind::Restart),
        "hedges_per_100_words" => found(FindingKind::Hedge),
        "crutches_per_100_words" => found(FindingKind::Crutch),
        "grammar_slips_per_100_words" => found(FindingKind::Grammar),
        "pitch_sd_semitones" | "pitch_range_semitones" => by_pitch(talk, side),
        "final_rise_share" => rises(talk),
        "loudness_variation_db" | "phrase_loudness_variation_db" => by_loudness(talk, side),
        _ => Vec::new(),
    }
}

/// The first five by a key, smallest first.
fn first_by<T>(
    items: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> f64,
    span: impl Fn(&T) -> Span,
) -> Vec<Span> {
    let mut items: Vec<_> = items.into_iter().collect();
    items.sort_by(|a, b| key(a).total_cmp(&key(b)));
    items.iter().take(MOST).map(span).collect()
}

/// Words per minute of an utterance; `None` with too few words.
pub(crate) fn pace_of(talk: &Talk<'_>, utterance: &Utterance) -> Option<f64> {
    let words = talk.transcript.words_of(utterance).len();
    let seconds = utterance.span.duration();
    (words >= PACE_WORDS && seconds > 0.5).then(|| 60.0 * words as f64 / seconds)
}

/// The fastest utterances when the pace is high, the slowest when it is low, else the ones nearest to the middle.
fn paces(talk: &Talk<'_>, side: Side) -> Vec<Span> {
    let mut paces: Vec<_> = talk
        .transcript
        .utterances
        .iter()
        .filter_map(|u| Some((pace_of(talk, u)?, u.span)))
        .collect();
    paces.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some(median) = paces.get(paces.len() / 2).map(|(pace, _)| *pace) else {
        return Vec::new();
    };
    let key = |pace: f64| match side {
        Side::Below => pace,
        Side::Above => -pace,
        Side::Within => (pace - median).abs(),
    };
    first_by(paces, |(pace, _)| key(*pace), |(_, span)| *span)
}

fn longest_pauses(talk: &Talk<'_>, counts: impl Fn(&domain::PauseInSpeech) -> bool) -> Vec<Span> {
    first_by(
        talk.pauses().filter(|pause| counts(pause)),
        |pause| -pause.span.duration(),
        |pause| pause.span,
    )
}

/// Longest first; the ones found in the words alone only where words have their times.
fn filled_pauses(talk: &Talk<'_>, measured: bool) -> Vec<Span> {
    let filled = &talk.fluency.filled_pauses;
    let heard = filled
        .iter()
        .filter(|one| measured || one.found_by == domain::FoundBy::Sound);
    first_by(heard, |one| -one.span.duration(), |one| one.span)
}

fn findings(talk: &Talk<'_>, kind: FindingKind) -> Vec<Span> {
    let found = talk
        .fluency
        .findings
        .iter()
        .filter(|finding| kind_index(finding.kind) == kind_index(kind));
    first_by(found, |finding| finding.first_word as f64, |finding| finding.span)
}

/// The flattest phrases of a second or more when pitch varies too little, else the liveliest.
fn by_pitch(talk: &Talk<'_>, side: Side) -> Vec<Span> {
    let long = talk
        .prosody
        .phrases
        .iter()
        .filter(|phrase| phrase.span.duration() >= 1.0);
    let ranges = long.filter_map(|phrase| Some((phrase.range_semitones?, phrase.span)));
    let sign = if side == Side::Below { 1.0 } else { -1.0 };
    first_by(ranges, |(range, _)| sign * range, |(_, span)| *span)
}

fn rises(talk: &Talk<'_>) -> Vec<Span> {
    let endings = talk
        .prosody
        .phrases
        .iter()
        .filter_map(|phrase| Some((phrase.final_movement?, phrase.span)));
    first_by(
        endings.filter(|(rise, _)| *rise >= RISE_SEMITONES),
        |(rise, _)| -rise,
        |(_, span)| *span,
    )
}

/// Phrases of a second or more whose loudness varies least when it is to vary more, else most.
fn by_loudness(talk: &Talk<'_>, side: Side) -> Vec<Span> {
    let long = talk
        .prosody
        .phrases
        .iter()
        .filter(|phrase| phrase.span.duration() >= 1.0);
    let spreads = long.filter_map(|phrase| Some((loudness_sd(talk, phrase.span)?, phrase.span)));
    let sign = if side == Side::Below { 1.0 } else { -1.0 };
    first_by(spreads, |(spread, _)| sign * spread, |(_, span)| *span)
}

/// Standard deviation of intensity within a span, dB.
pub(crate) fn loudness_sd(talk: &Talk<'_>, span: Span) -> Option<f64> {
    let level = &talk.prosody.intensity;
    let frames = frames_within(level.start, level.step, &level.db, span);
    let mut moments = super::tally::Moments::default();
    frames.iter().for_each(|db| moments.push(*db));
    moments.sd()
}
