//! What a person reads about the fluency of one recording.

mod common;

use coach::FluencyRules;
use domain::{FindingKind, Fluency, FoundBy, Pause, PausePlace, Span, SteadyStretch, Timing};

fn apply(text: &str, language: &str) -> Fluency {
    FluencyRules::new().apply(&common::said(text, language), &common::silence())
}

fn found(fluency: &Fluency, kind: FindingKind) -> Vec<&str> {
    fluency
        .findings
        .iter()
        .filter(|finding| finding.kind == kind)
        .map(|finding| finding.text.as_str())
        .collect()
}

#[test]
fn fillers_and_repetitions_do_not_hide_a_slip_of_grammar() {
    let fluency = apply("I am, um, I am uh agree with the the plan.", "en");
    assert_eq!(fluency.filled_pauses.len(), 2);
    assert_eq!(
        found(&fluency, FindingKind::Repetition),
        ["I am, um, I am", "the the"]
    );
    assert_eq!(found(&fluency, FindingKind::Grammar), ["am uh agree"]);
    let slip = fluency
        .findings
        .iter()
        .find(|finding| finding.kind == FindingKind::Grammar)
        .unwrap();
    assert_eq!(
        (slip.first_word, slip.end_word),
        (4, 7),
        "indices of the transcript"
    );
    assert_eq!(slip.span, Span::new(4.0 * 0.3, 7.0 * 0.3));
    assert_eq!(slip.suggestion.as_deref(), Some("agree"));
}

#[test]
fn filled_pauses_are_not_words() {
    let fluency = apply("Um we went uh home and then we slept for hours.", "en");
    assert_eq!(fluency.word_count, 9);
    assert_eq!(fluency.speaking_seconds, 11.0 * 0.3);
    assert!((fluency.words_per_minute.unwrap() - 9.0 / (11.0 * 0.3) * 60.0).abs() < 1e-9);
    assert!((fluency.filled_pauses_per_minute.unwrap() - 2.0 / (11.0 * 0.3) * 60.0).abs() < 1e-9);
}

#[test]
fn a_filled_pause_heard_twice_is_counted_once() {
    let transcript = common::said("we went um home", "en");
    let mut prosody = common::silence();
    let stretch = |start, end| SteadyStretch {
        span: Span::new(start, end),
        f0_sd_semitones: 0.1,
        intensity_sd_db: 0.5,
        spectral_change_db: 0.5,
    };
    prosody.steady = vec![stretch(0.62, 0.88)];
    let fluency = FluencyRules::new().apply(&transcript, &prosody);
    let by: Vec<FoundBy> = fluency.filled_pauses.iter().map(|pause| pause.found_by).collect();
    assert_eq!(by, [FoundBy::Words]);

    let mut unwritten = common::said("we went home again", "en");
    for word in &mut unwritten.words[2..] {
        word.span = Span::new(word.span.start + 0.6, word.span.end + 0.6);
    }
    unwritten.speech = vec![Span::new(0.0, 2.0)];
    prosody.steady = vec![stretch(0.7, 1.1)];
    let fluency = FluencyRules::new().apply(&unwritten, &prosody);
    assert_eq!(fluency.filled_pauses.len(), 1);
    assert_eq!(fluency.filled_pauses[0].found_by, FoundBy::Sound);
    assert_eq!(fluency.word_count, 4);
}

#[test]
fn estimated_times_give_no_places_and_no_sounds() {
    let mut transcript = common::said("vamos a casa, este, y luego salimos otra vez a la calle", "es");
    for word in &mut transcript.words {
        word.timing = Timing::Estimated;
    }
    let mut prosody = common::silence();
    prosody.pauses = vec![Pause {
        span: Span::new(0.9, 1.3),
    }];
    prosody.steady = vec![SteadyStretch {
        span: Span::new(0.9, 1.3),
        f0_sd_semitones: 0.1,
        intensity_sd_db: 0.5,
        spectral_change_db: 0.5,
    }];
    let fluency = FluencyRules::new().apply(&transcript, &prosody);
    assert_eq!(fluency.pauses[0].place, PausePlace::Unknown);
    assert_eq!(fluency.pauses[0].before_word, None);
    assert_eq!(
        fluency
            .filled_pauses
            .iter()
            .map(|pause| pause.text.as_deref())
            .collect::<Vec<_>>(),
        [Some("este,")]
    );
    assert!(fluency.words_per_minute.is_some(), "pace over the whole stays");
}

#[test]
fn spanish_has_fillers_crutches_and_repetitions_but_no_english_grammar() {
    let fluency = apply("Pues yo, eh, quiero que que vayamos, o sea, mañana.", "es");
    assert_eq!(fluency.filled_pauses.len(), 1);
    assert_eq!(found(&fluency, FindingKind::Crutch), ["Pues", "o sea"]);
    assert_eq!(found(&fluency, FindingKind::Repetition), ["que que"]);
    assert_eq!(found(&fluency, FindingKind::Grammar), [""; 0]);
}

#[test]
fn a_word_is_leaned_on_from_the_second_time() {
    assert_eq!(
        found(&apply("Basically we won.", "en"), FindingKind::Crutch),
        [""; 0]
    );
    let twice = apply("Basically we won. It was basically easy.", "en");
    assert_eq!(found(&twice, FindingKind::Crutch), ["Basically", "basically"]);
}

#[test]
fn the_rules_name_their_version() {
    let version = FluencyRules::version();
    assert_eq!(version.role, "fluency rules");
    assert!(version.name.contains("harper") && !version.version.is_empty());
}
