//! Whatever comes in, an answer comes out.

mod common;

use std::time::Instant;

use coach::FluencyRules;
use domain::{Fluency, Pause, Span, SteadyStretch, Timing, Utterance};
use proptest::prelude::*;

fn apply(text: &str, language: &str) -> Fluency {
    FluencyRules::new().apply(&common::said(text, language), &common::silence())
}

#[test]
fn nothing_said_is_nothing_found() {
    let fluency = apply("", "en");
    assert_eq!(
        (
            fluency.word_count,
            fluency.syllable_count,
            fluency.speaking_seconds
        ),
        (0, 0, 0.0)
    );
    assert_eq!(
        (
            fluency.words_per_minute,
            fluency.mean_length_of_run,
            fluency.phonation_share
        ),
        (None, None, None)
    );
    assert!(
        fluency.findings.is_empty() && fluency.by_minute.is_empty() && fluency.vocabulary.by_level.is_empty()
    );
}

#[test]
fn one_word_has_no_rate() {
    let fluency = apply("Hello.", "en");
    assert_eq!((fluency.word_count, fluency.syllable_count), (1, 2));
    assert_eq!(fluency.words_per_minute, None, "under three seconds of speech");
    assert_eq!(fluency.vocabulary.mattr, None);
}

#[test]
fn ten_thousand_words_take_seconds() {
    let line = "Yesterday I go to the market and, um, I bought some informations, you know, about the the weather. \
        It depends of the people is what he said me. We are looking forward to see it again in Monday. ";
    let text = line.repeat(10_000 / line.split_whitespace().count() + 1);
    let rules = FluencyRules::new();
    let transcript = common::said(&text, "en");
    #[expect(clippy::disallowed_methods, reason = "this test is about time")]
    let start = Instant::now();
    let fluency = rules.apply(&transcript, &common::silence());
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{} words, {} findings: {seconds:.2} s",
        transcript.words.len(),
        fluency.findings.len()
    );
    assert!(fluency.findings.len() > 1000);
    assert!(seconds < 20.0, "{seconds} s");
}

#[test]
fn the_rules_may_be_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&FluencyRules::new());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn odd_words_and_times_never_stop_it(
        words in prop::collection::vec(prop_oneof!["\\PC{0,12}", "[a-zA-Z'’—.…,?!-]{1,8}", "(the|I|um|este|you know|is|2|have|years|like)[,.?]?"], 0..40),
        times in prop::collection::vec((-5.0f64..1e4, -1.0f64..5.0, any::<bool>(), any::<bool>()), 40),
        utterances in prop::collection::vec((0usize..60, 0usize..60), 0..5),
        steady in prop::collection::vec((-5.0f64..1e4, -1.0f64..5.0), 0..5),
        language in prop_oneof![Just("en"), Just("es"), Just("ja"), Just("de")],
    ) {
        thread_local!(static RULES: FluencyRules = FluencyRules::new());
        let mut transcript = common::said("", language);
        for (text, (start, length, estimated, doubtful)) in words.iter().zip(times) {
            let mut word = common::said("word", language).words.remove(0);
            word.text.clone_from(text);
            word.span = Span::new(start, start + length);
            word.timing = if estimated { Timing::Estimated } else { Timing::Measured };
            word.doubtful = doubtful;
            transcript.words.push(word);
        }
        for (first_word, end_word) in utterances {
            transcript.utterances.push(Utterance { span: Span::new(0.0, 1.0), first_word, end_word });
        }
        let mut prosody = common::silence();
        for (start, length) in steady {
            let span = Span::new(start, start + length);
            prosody.pauses.push(Pause { span });
            prosody.steady.push(SteadyStretch { span, f0_sd_semitones: 0.1, intensity_sd_db: 0.1, spectral_change_db: 0.1 });
        }
        let fluency = RULES.with(|rules| rules.apply(&transcript, &prosody));
        for finding in &fluency.findings {
            prop_assert!(finding.first_word < finding.end_word && finding.end_word <= transcript.words.len());
            prop_assert!(!finding.message.is_empty());
        }
        prop_assert!(fluency.word_count <= transcript.words.len());
        prop_assert!(fluency.phonation_share.is_none_or(|share| (0.0..=1.0).contains(&share)));
    }
}
