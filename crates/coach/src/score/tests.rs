//! What a score card says of made-up recordings.

use domain::{Evidence, Language, Outcome, ScoreCard, Span, Timing};

use super::{
    score,
    synthetic::{Speaker, Take, empty},
};
use crate::Rubric;

fn card(take: &Take, rubric: &str) -> ScoreCard {
    let rubric = Rubric::builtin(rubric).unwrap();
    score(
        &rubric,
        &take.transcript,
        &take.prosody,
        &take.fluency,
        Vec::new(),
        1,
    )
}

fn evidence<'a>(card: &'a ScoreCard, measure: &str) -> Option<&'a Evidence> {
    card.criteria
        .iter()
        .flat_map(|criterion| &criterion.evidence)
        .find(|evidence| evidence.measure == measure)
}

fn value(card: &ScoreCard, criterion: &str) -> f64 {
    match &card
        .criteria
        .iter()
        .find(|found| found.key == criterion)
        .unwrap()
        .outcome
    {
        Outcome::Scored(score) => score.value,
        Outcome::NotScored(why) => panic!("{why}"),
    }
}

#[test]
fn every_score_has_its_interval_its_band_and_the_rubrics_version() {
    for rubric in Rubric::names() {
        let card = card(&Speaker::default().speak(120.0, 1), rubric);
        assert_eq!((card.rubric.name.as_str(), card.rubric.version), (rubric, 1));
        for outcome in card
            .criteria
            .iter()
            .map(|criterion| &criterion.outcome)
            .chain([&card.overall])
        {
            let Outcome::Scored(score) = outcome else {
                panic!("{outcome:?}")
            };
            assert!(
                score.interval.low <= score.value && score.value <= score.interval.high,
                "{score:?}"
            );
            assert!(
                0.0 <= score.interval.low && score.interval.high <= 100.0,
                "{score:?}"
            );
            assert_eq!(score.interval.level, 0.8);
            assert!(!score.band.name.is_empty());
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_card_and_another_seed_the_same_values() {
    let take = Speaker::default().speak(60.0, 2);
    let rubric = Rubric::builtin("public-speaking").unwrap();
    let with = |seed| {
        score(
            &rubric,
            &take.transcript,
            &take.prosody,
            &take.fluency,
            Vec::new(),
            seed,
        )
    };
    assert_eq!(with(5), with(5));
    assert_ne!(with(5), with(6));
    assert_eq!(value(&with(5), "pace"), value(&with(6), "pace"));
}

#[test]
fn too_little_speech_is_not_scored_and_says_what_is_needed() {
    let short = card(&Speaker::default().speak(10.0, 3), "public-speaking");
    let Outcome::NotScored(why) = &short.overall else {
        panic!("{:?}", short.overall)
    };
    assert!(why.contains("at least 40 words in 30 s"), "{why}");
    assert_eq!(why.matches('.').count(), 1, "one sentence: {why}");
    assert!(
        short
            .criteria
            .iter()
            .all(|c| matches!(c.outcome, Outcome::NotScored(_)) && c.evidence.is_empty())
    );
    let Outcome::NotScored(why) = card(&empty(Language::ENGLISH), "conversation").overall else {
        panic!()
    };
    assert!(
        why.starts_with("Too little speech to score: 0 words in 0 s"),
        "{why}"
    );
}

#[test]
fn estimated_times_leave_out_what_needs_measured_ones_and_say_so() {
    let take = Speaker {
        timing: Timing::Estimated,
        ..Speaker::default()
    }
    .speak(120.0, 4);
    let card = card(&take, "public-speaking");
    assert!(
        evidence(&card, "inside_pauses_per_minute").is_none() && evidence(&card, "pace_variation").is_none()
    );
    assert!(evidence(&card, "words_per_minute").is_some());
    let pausing = card
        .criteria
        .iter()
        .find(|criterion| criterion.key == "pausing")
        .unwrap();
    assert!(matches!(pausing.outcome, Outcome::Scored(_)));
    assert_eq!(
        pausing.left_out,
        ["Pauses inside phrases was left out: in this language the times of the words are estimates."]
    );
}

#[test]
fn a_criterion_without_any_measure_is_not_scored_and_the_rest_carries_the_whole() {
    let mut take = Speaker::default().speak(120.0, 5);
    take.prosody.pitch.f0_hz.clear();
    take.prosody
        .phrases
        .iter_mut()
        .for_each(|phrase| phrase.final_movement = None);
    let card = card(&take, "public-speaking");
    let intonation = card
        .criteria
        .iter()
        .find(|criterion| criterion.key == "intonation")
        .unwrap();
    assert!(
        matches!(&intonation.outcome, Outcome::NotScored(why) if why.starts_with("Intonation could not be scored"))
    );
    assert_eq!(intonation.left_out.len(), 3);
    let Outcome::Scored(overall) = &card.overall else {
        panic!("{:?}", card.overall)
    };
    let others = || {
        card.criteria
            .iter()
            .filter(|criterion| criterion.key != "intonation")
    };
    let mean = others().map(|c| c.weight * value(&card, &c.key)).sum::<f64>()
        / others().map(|c| c.weight).sum::<f64>();
    assert!((overall.value - mean).abs() < 0.06);
}

#[test]
fn a_filler_more_lowers_only_what_fillers_feed() {
    let few = card(
        &Speaker {
            fillers: 0.1,
            ..Speaker::default()
        }
        .speak(120.0, 6),
        "public-speaking",
    );
    let mut take = Speaker {
        fillers: 0.1,
        ..Speaker::default()
    }
    .speak(120.0, 6);
    let more: Vec<_> = take
        .fluency
        .filled_pauses
        .iter()
        .cloned()
        .cycle()
        .take(20)
        .collect();
    take.fluency.filled_pauses.extend(more);
    let many = card(&take, "public-speaking");
    assert!(value(&many, "fillers") < value(&few, "fillers") - 10.0);
    assert_eq!(value(&many, "pace"), value(&few, "pace"));
}

#[test]
fn the_comment_says_the_value_and_what_would_be_good() {
    let fast = card(
        &Speaker {
            word_seconds: 0.15,
            pause_seconds: 0.3,
            ..Speaker::default()
        }
        .speak(90.0, 7),
        "public-speaking",
    );
    let pace = evidence(&fast, "words_per_minute").unwrap();
    assert!(
        pace.comment.starts_with("You spoke at ")
            && pace.comment.contains(", above the 118 to 183 that works well"),
        "{}",
        pace.comment
    );
}

#[test]
fn moments_are_at_most_five_and_the_worst_comes_first() {
    let slow = Speaker {
        inside: 0.9,
        pause_seconds: 0.9,
        ..Speaker::default()
    }
    .speak(180.0, 8);
    let card = card(&slow, "public-speaking");
    let moments = &evidence(&card, "inside_pauses_per_minute").unwrap().moments;
    assert_eq!(moments.len(), 5);
    assert!(
        moments.is_sorted_by(|a, b| a.duration() >= b.duration()),
        "{moments:?}"
    );
    let longest = slow
        .fluency
        .pauses
        .iter()
        .map(|pause| pause.span.duration())
        .fold(0.0, f64::max);
    assert_eq!(moments[0].duration(), longest);
}

#[test]
fn spanish_at_180_words_a_minute_scores_better_than_english() {
    let english = Speaker {
        word_seconds: 0.235,
        pause_seconds: 0.5,
        ..Speaker::default()
    };
    let spanish = Speaker {
        language: Language::SPANISH,
        ..english.clone()
    };
    let points = |speaker: &Speaker| {
        evidence(
            &card(&speaker.speak(90.0, 9), "public-speaking"),
            "words_per_minute",
        )
        .unwrap()
        .clone()
    };
    let (english, spanish) = (points(&english), points(&spanish));
    assert_eq!(english.value, spanish.value);
    assert!(
        english.value > 175.0 && english.points < spanish.points,
        "{} {}",
        english.value,
        english.points
    );
}

#[test]
fn one_measure_alone_is_taken_even_from_a_short_recording() {
    let take = Speaker::default().speak(8.0, 10);
    let rate = super::measure("words_per_minute", &take.transcript, &take.prosody, &take.fluency).unwrap();
    let words = take.transcript.words.len() as f64;
    let span = Span::new(
        take.transcript.words[0].span.start,
        take.transcript.words.last().unwrap().span.end,
    );
    assert!((rate - 60.0 * words / span.duration()).abs() < 1e-9);
    assert!(super::measure("unheard_of", &take.transcript, &take.prosody, &take.fluency).is_none());
}

#[test]
fn the_page_on_scoring_names_every_measure() {
    let page = include_str!("../../../../docs/scoring.md");
    for measure in &super::MEASURES {
        assert!(
            page.contains(&format!("`{}`", measure.key)),
            "{} is missing from docs/scoring.md",
            measure.key
        );
    }
}
