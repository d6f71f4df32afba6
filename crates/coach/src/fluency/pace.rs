//! Words and syllables a minute, length of runs, and the share of time with sound.

use domain::{MinuteRate, Pause, Span, Transcript};

/// Rates over less speech than this (seconds) say nothing.
pub(super) const SHORTEST_SPEECH: f64 = 3.0;
/// Silence of this length (seconds) ends a run of speech (Kormos & Dénes 2004).
const BETWEEN_RUNS: f64 = 0.25;

/// Pace of a recording.
pub(super) struct Pace {
    pub(super) syllables: usize,
    pub(super) speaking_seconds: f64,
    pub(super) by_minute: Vec<MinuteRate>,
    pub(super) mean_length_of_run: Option<f64>,
    pub(super) phonation_share: Option<f64>,
}

/// `counted` holds the indices of the words that count. Speaking time runs from the first word of the transcript to its
/// last, fillers included.
pub(super) fn measure(
    transcript: &Transcript,
    normal: &[String],
    counted: &[usize],
    pauses: &[Pause],
) -> Pace {
    let syllables: Vec<usize> = counted
        .iter()
        .map(|index| phonetics::syllables(&normal[*index], transcript.language))
        .collect();
    let total: usize = syllables.iter().sum();
    let speaking = speaking(transcript);
    let silences: Vec<f64> = pauses.iter().map(|pause| pause.span.overlap(&speaking)).collect();
    let seconds = speaking.duration();
    let runs = 1 + silences
        .iter()
        .filter(|silence| **silence >= BETWEEN_RUNS)
        .count();
    let said: Vec<(f64, usize)> = counted
        .iter()
        .zip(&syllables)
        .map(|(index, syllables)| (transcript.words[*index].span.middle(), *syllables))
        .collect();
    Pace {
        syllables: total,
        speaking_seconds: seconds,
        by_minute: by_minute(&said, speaking),
        mean_length_of_run: (total > 0).then(|| total as f64 / runs as f64),
        phonation_share: (seconds > 0.0)
            .then(|| (1.0 - silences.iter().sum::<f64>() / seconds).clamp(0.0, 1.0)),
    }
}

/// From the first word's start to the last word's end.
fn speaking(transcript: &Transcript) -> Span {
    match (transcript.words.first(), transcript.words.last()) {
        (Some(first), Some(last)) => Span::new(first.span.start.max(0.0), last.span.end),
        _ => Span::new(0.0, 0.0),
    }
}

/// Rates by minute of the recording, each cut to the speaking time; a rest under [`SHORTEST_SPEECH`] is left out. A word
/// counts where its middle lies. With estimated times a word may fall on the wrong side of a minute's end, but never
/// outside the stretch of speech it was heard in.
fn by_minute(said: &[(f64, usize)], speaking: Span) -> Vec<MinuteRate> {
    if !speaking.start.is_finite() || !speaking.end.is_finite() {
        return Vec::new();
    }
    let (first, last) = ((speaking.start / 60.0) as usize, (speaking.end / 60.0) as usize);
    let minute = |minute: usize| {
        let whole = Span::new(minute as f64 * 60.0, (minute + 1) as f64 * 60.0);
        let span = Span::new(whole.start.max(speaking.start), whole.end.min(speaking.end));
        if span.duration() < SHORTEST_SPEECH {
            return None;
        }
        let start = said.partition_point(|(middle, _)| *middle < whole.start);
        let end = said.partition_point(|(middle, _)| *middle < whole.end).max(start);
        let per_minute = |count: usize| count as f64 * 60.0 / span.duration();
        let syllables = said[start..end].iter().map(|(_, syllables)| syllables).sum();
        Some(MinuteRate {
            span,
            words_per_minute: per_minute(end - start),
            syllables_per_minute: per_minute(syllables),
        })
    };
    (first..=last).filter_map(minute).collect()
}

#[cfg(test)]
mod tests {
    use super::measure;
    use crate::testing::{said, said_at};
    use domain::{Pause, Span, Word};

    fn pause(start: f64, end: f64) -> Pause {
        Pause {
            span: Span::new(start, end),
        }
    }

    #[test]
    fn runs_are_divided_by_pauses_of_a_quarter_second() {
        let transcript = said("one two six ten one two six ten");
        let normal: Vec<String> = transcript.words.iter().map(Word::normal).collect();
        let counted: Vec<usize> = (0..8).collect();
        let pauses = [pause(0.5, 0.7), pause(1.0, 1.3), pause(90.0, 95.0)];
        let pace = measure(&transcript, &normal, &counted, &pauses);
        assert_eq!(pace.mean_length_of_run, Some(4.0), "8 syllables in 2 runs");
        assert!((pace.phonation_share.unwrap() - (1.0 - 0.5 / pace.speaking_seconds)).abs() < 1e-9);
    }

    #[test]
    fn every_minute_has_its_own_rate() {
        let words: Vec<(String, f64, f64)> = (0..150)
            .map(|n| ("word".to_owned(), f64::from(n) * 0.6, f64::from(n) * 0.6 + 0.3))
            .collect();
        let transcript = said_at(&words);
        let normal: Vec<String> = transcript.words.iter().map(Word::normal).collect();
        let counted: Vec<usize> = (0..150).collect();
        let pace = measure(&transcript, &normal, &counted, &[]);
        assert_eq!(pace.by_minute.len(), 2);
        assert_eq!(pace.by_minute[0].words_per_minute, 100.0);
        assert!((pace.by_minute[1].words_per_minute - 100.0).abs() < 2.0);
        assert_eq!(pace.by_minute[1].span, Span::new(60.0, 149.0 * 0.6 + 0.3));
    }
}
