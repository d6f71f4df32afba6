//! Filled pauses in the sound: a voiced, steady, flat stretch that no word explains.
//!
//! Catches steady stretches of 0.2 s or more within speech that lie between words, or under words whose sound does not
//! fit. Allows stretches that a well-fitting word explains (a held vowel, a drawn “sooo”), stretches that go on from a
//! word's last vowel or nasal or lead into its first, and everything beside words whose times are only estimated: there
//! nobody can say what a word explains.

use domain::{Span, SteadyStretch, Timing, Transcript, Word};

/// Shorter steady stretches are parts of ordinary syllables (seconds).
const SHORTEST: f64 = 0.2;
/// Longer ones are tones, music or hums (seconds).
const LONGEST: f64 = 2.0;
/// A stretch is explained when words that fit cover this share of it.
const EXPLAINED: f64 = 0.5;
/// Share of a stretch that must be speech by voice activity.
const SPEECH: f64 = 0.5;
/// Parts of one “um” may be this far apart (seconds).
const BREAK: f64 = 0.12;
/// A stretch that reaches into a word's outer vowel by this much is that vowel, drawn out (seconds).
const REACH: f64 = 0.05;

/// Filled pauses in the sound, in order. `is_filler` says which words are written filled pauses; a stretch beside or
/// under one of them is that one, and not a second.
pub(crate) fn find(transcript: &Transcript, steady: &[SteadyStretch], is_filler: &[bool]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for span in joined(steady) {
        let length = span.duration();
        let is_long_enough = (SHORTEST..=LONGEST).contains(&length);
        if is_long_enough && is_speech(transcript, span) && is_unexplained(&transcript.words, is_filler, span)
        {
            found.push(span);
        }
    }
    found
}

/// Stretches in order, those next to each other made one.
fn joined(steady: &[SteadyStretch]) -> Vec<Span> {
    let mut spans: Vec<Span> = steady
        .iter()
        .map(|stretch| stretch.span)
        .filter(|span| span.start.is_finite() && span.end.is_finite())
        .collect();
    spans.sort_by(|a, b| a.start.total_cmp(&b.start));
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start - last.end <= BREAK => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

fn is_speech(transcript: &Transcript, span: Span) -> bool {
    let heard: f64 = transcript.speech.iter().map(|speech| speech.overlap(&span)).sum();
    heard >= SPEECH * span.duration()
}

fn is_unexplained(words: &[Word], is_filler: &[bool], span: Span) -> bool {
    // Words are in order of time, so only those around the stretch need a look.
    let first = words
        .partition_point(|word| word.span.end < span.start)
        .saturating_sub(1);
    let end = (words.partition_point(|word| word.span.start <= span.end) + 1).min(words.len());
    let Some(near) = words.get(first..end).filter(|near| !near.is_empty()) else {
        return false;
    };
    if near.iter().any(|word| word.timing == Timing::Estimated) {
        return false;
    }
    let written = |(index, word): (usize, &Word)| {
        is_filler.get(first + index).is_some_and(|filler| *filler) && word.span.overlap(&span) > 0.0
    };
    if near.iter().enumerate().any(written) {
        return false;
    }
    let fits = || near.iter().filter(|word| !word.doubtful);
    let explained: f64 = fits().map(|word| word.span.overlap(&span)).sum();
    explained < EXPLAINED * span.duration() && !fits().any(|word| is_drawn_out(word, span))
}

/// Whether the stretch goes on from the word's last sound or leads into its first, and that sound can be held.
fn is_drawn_out(word: &Word, span: Span) -> bool {
    let held = |index: Option<&domain::TimedPhone>| {
        index.is_some_and(|phone| {
            let can_be_held =
                phone.phone.is_vowel() || matches!(phone.phone.arpabet(), "M" | "N" | "NG" | "L" | "R");
            can_be_held
                && phone.span.overlap(&span) >= REACH.min(0.5 * phone.span.duration())
                && phone.span.overlap(&span) > 0.0
        })
    };
    let goes_on = span.end > word.span.end && held(word.phones.last());
    let leads_in = span.start < word.span.start && held(word.phones.first());
    goes_on || leads_in
}

#[cfg(test)]
mod tests {
    use super::find;
    use domain::{Language, Phone, Span, SteadyStretch, TimedPhone, Timing, Transcript, Word};

    fn word(text: &str, start: f64, end: f64, last: Phone) -> Word {
        let middle = f64::midpoint(start, end);
        let phone = |phone, start, end| TimedPhone {
            phone,
            stress: None,
            span: Span::new(start, end),
            fit: 0.0,
        };
        Word {
            text: text.to_owned(),
            span: Span::new(start, end),
            timing: Timing::Measured,
            confidence: 0.9,
            fit: Some(-0.5),
            doubtful: false,
            phones: vec![phone(Phone::S, start, middle), phone(last, middle, end)],
        }
    }

    fn said(words: Vec<Word>) -> Transcript {
        let speech = vec![Span::new(0.0, 10.0)];
        Transcript {
            language: Language::ENGLISH,
            language_probability: None,
            words,
            utterances: Vec::new(),
            speech,
        }
    }

    fn steady(start: f64, end: f64) -> SteadyStretch {
        SteadyStretch {
            span: Span::new(start, end),
            f0_sd_semitones: 0.2,
            intensity_sd_db: 1.0,
            spectral_change_db: 1.0,
        }
    }

    fn two_words() -> Transcript {
        said(vec![
            word("sit", 1.0, 1.4, Phone::T),
            word("so", 2.4, 2.8, Phone::Ow),
        ])
    }

    #[test]
    fn a_steady_stretch_between_words_is_a_filled_pause() {
        assert_eq!(
            find(&two_words(), &[steady(1.7, 2.1)], &[false; 2]),
            [Span::new(1.7, 2.1)]
        );
    }

    #[test]
    fn a_vowel_and_a_nasal_make_one_um() {
        let um = [steady(1.6, 1.8), steady(1.85, 2.1)];
        assert_eq!(find(&two_words(), &um, &[false; 2]), [Span::new(1.6, 2.1)]);
    }

    #[test]
    fn a_held_vowel_of_a_word_is_none() {
        let drawn = said(vec![
            word("so", 1.0, 2.0, Phone::Ow),
            word("sit", 2.0, 2.4, Phone::T),
        ]);
        assert_eq!(find(&drawn, &[steady(1.4, 1.95)], &[false; 2]), []);
        let runs_over = said(vec![
            word("so", 1.0, 1.4, Phone::Ow),
            word("sit", 2.4, 2.8, Phone::T),
        ]);
        assert_eq!(find(&runs_over, &[steady(1.3, 2.0)], &[false; 2]), []);
    }

    #[test]
    fn a_word_that_does_not_fit_explains_nothing() {
        let mut heard = two_words();
        heard.words.insert(1, word("saw", 1.6, 2.2, Phone::Ao));
        assert_eq!(find(&heard, &[steady(1.65, 2.15)], &[false; 3]), []);
        heard.words[1].doubtful = true;
        assert_eq!(find(&heard, &[steady(1.65, 2.15)], &[false; 3]).len(), 1);
        assert_eq!(
            find(&heard, &[steady(1.65, 2.15)], &[false, true, false]),
            [],
            "written already"
        );
    }

    #[test]
    fn beside_estimated_times_nothing_is_said() {
        let mut estimated = two_words();
        estimated.words[1].timing = Timing::Estimated;
        assert_eq!(find(&estimated, &[steady(1.7, 2.1)], &[false; 2]), []);
    }

    #[test]
    fn a_tone_or_a_sound_outside_speech_is_none() {
        assert_eq!(find(&two_words(), &[steady(3.0, 6.0)], &[false; 2]), []);
        let mut quiet = two_words();
        quiet.speech = vec![Span::new(1.0, 1.4)];
        assert_eq!(find(&quiet, &[steady(1.7, 2.1)], &[false; 2]), []);
        assert_eq!(find(&said(Vec::new()), &[steady(1.7, 2.1)], &[]), []);
    }
}
