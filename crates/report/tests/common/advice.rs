//! The sample's scores and drills, written by hand in the shapes that the coach gives.

use domain::{
    Band, Basis, CefrLevel, Comparison, CriterionScore, Drill, DrillKind, Evidence, Goal, HeardPhone,
    Interval, ModelVersion, Outcome, Phone, Pronunciation, Rated, RubricRef, Score, ScoreCard, ScoredPhone,
    ScoredPhoneState, ScoredWord, ScoredWordState, Span, Transcript,
};

/// Five criteria, one of them not scored.
pub(super) fn scores(models: Vec<ModelVersion>) -> ScoreCard {
    ScoreCard {
        rubric: RubricRef {
            name: "public-speaking".into(),
            version: 1,
        },
        title: "Public speaking".into(),
        models,
        overall: scored(
            66.4,
            60.2,
            72.1,
            "Developing",
            "The message comes across; pace and pauses still get in its way.",
        ),
        criteria: vec![
            criterion(
                "pace",
                "Pace",
                0.25,
                scored(
                    78.2,
                    70.4,
                    84.9,
                    "Strong",
                    "A steady pace that listeners follow with ease; it slows for what matters.",
                ),
                vec![evidence(
                    "words_per_minute",
                    "Words per minute",
                    131.4,
                    "words/min",
                    78.0,
                    "Easy to follow: most talks lie between 120 and 160.",
                    &[(4.1, 7.2)],
                )],
            ),
            criterion(
                "pauses",
                "Pauses",
                0.2,
                scored(
                    54.9,
                    43.3,
                    66.0,
                    "Developing",
                    "Pauses are there, but some fall where the listener waits for the next word.",
                ),
                vec![
                    evidence(
                        "pauses_inside",
                        "Pauses inside phrases",
                        3.2,
                        "per minute",
                        48.0,
                        "Several pauses cut a phrase in two.",
                        &[(3.6, 4.6), (17.3, 18.1)],
                    ),
                    evidence(
                        "longest_pause",
                        "Longest pause",
                        1.36,
                        "s",
                        62.0,
                        "A long pause before the turn of the story works well.",
                        &[(10.3, 11.7)],
                    ),
                ],
            ),
            criterion(
                "fillers",
                "Fillers",
                0.2,
                scored(
                    61.0,
                    49.7,
                    73.2,
                    "Developing",
                    "Fillers are heard, though they seldom hide the message.",
                ),
                vec![evidence(
                    "filled_pauses_per_minute",
                    "Filled pauses",
                    4.4,
                    "per minute",
                    61.0,
                    "Under two a minute goes unnoticed.",
                    &[(2.9, 3.5), (14.0, 14.6)],
                )],
            ),
            criterion(
                "intonation",
                "Intonation",
                0.2,
                scored(
                    72.5,
                    66.1,
                    79.4,
                    "Strong",
                    "The voice moves with the meaning; questions and turns are heard.",
                ),
                vec![evidence(
                    "pitch_range",
                    "Pitch range",
                    8.58,
                    "semitones",
                    72.0,
                    "Lively, without being sung.",
                    &[],
                )],
            ),
            criterion(
                "language",
                "Language",
                0.15,
                Outcome::NotScored(
                    "There are too few sentences to score grammar: speak for at least a minute.".into(),
                ),
                vec![],
            ),
        ],
    }
}

fn scored(value: f64, low: f64, high: f64, name: &str, descriptor: &str) -> Outcome {
    Outcome::Scored(Score {
        value,
        interval: Interval {
            low,
            high,
            level: 0.8,
        },
        band: Band {
            name: name.into(),
            descriptor: descriptor.into(),
        },
    })
}

fn criterion(
    key: &str,
    title: &str,
    weight: f64,
    outcome: Outcome,
    evidence: Vec<Evidence>,
) -> CriterionScore {
    CriterionScore {
        key: key.into(),
        title: title.into(),
        weight,
        outcome,
        evidence,
        left_out: Vec::new(),
    }
}

fn evidence(
    measure: &str,
    title: &str,
    value: f64,
    unit: &str,
    points: f64,
    comment: &str,
    moments: &[(f64, f64)],
) -> Evidence {
    Evidence {
        measure: measure.into(),
        title: title.into(),
        value,
        unit: unit.into(),
        interval: Some(Interval {
            low: value * 0.9,
            high: value * 1.12,
            level: 0.8,
        }),
        points,
        comment: comment.into(),
        moments: moments
            .iter()
            .map(|&(start, end)| Span::new(start, end))
            .collect(),
    }
}

/// Three exercises.
pub(super) fn drills() -> Vec<Drill> {
    vec![
        drill(
            DrillKind::Pausing,
            "pauses",
            "Pause where the thought ends",
            "Two pauses fell inside a phrase, after “to” and after “asked”. A listener expects the rest of the phrase there.",
            Some(
                "Today I want to talk about the river | that runs behind this school. | So I asked the old farmers | what has changed.",
            ),
            &[
                "Read the text aloud and stop for one breath at each bar.",
                "Say it again without looking, and stop only there.",
                "Record it and compare.",
            ],
            goal(
                "pauses_inside",
                Comparison::AtMost,
                1.5,
                3.2,
                "At most 1.5 pauses inside phrases a minute",
            ),
            &[(3.6, 4.6), (17.3, 18.1)],
        ),
        drill(
            DrillKind::WithoutFillers,
            "fillers",
            "The same sentence without “um”",
            "Three fillers were heard, each at the start of a thought.",
            Some("If every family here cleans ten metres of the bank, the whole valley is done by summer."),
            &[
                "Close your mouth where the “um” would come, and breathe in.",
                "Say the sentence three times.",
            ],
            goal(
                "filled_pauses_per_minute",
                Comparison::AtMost,
                2.0,
                4.4,
                "At most 2 filled pauses a minute",
            ),
            &[(2.9, 3.5), (14.0, 14.6)],
        ),
        drill(
            DrillKind::Intonation,
            "intonation",
            "Let the last question rise",
            "The closing question ended as flat as a statement.",
            Some("Will you clean your ten metres?"),
            &[
                "Listen to your own question.",
                "Say it to one person in the room, and wait for the answer.",
            ],
            goal(
                "pitch_range",
                Comparison::AtLeast,
                9.5,
                8.58,
                "A pitch range of 9.5 semitones or more",
            ),
            &[(44.0, 46.0)],
        ),
    ]
}

#[allow(clippy::too_many_arguments, reason = "a table row, not a call")]
fn drill(
    kind: DrillKind,
    criterion: &str,
    title: &str,
    why: &str,
    text: Option<&str>,
    steps: &[&str],
    goal: Goal,
    moments: &[(f64, f64)],
) -> Drill {
    Drill {
        kind,
        criterion: criterion.into(),
        title: title.into(),
        why: why.into(),
        text: text.map(Into::into),
        steps: steps.iter().map(|step| (*step).to_owned()).collect(),
        goals: vec![goal],
        moments: moments
            .iter()
            .map(|&(start, end)| Span::new(start, end))
            .collect(),
    }
}

fn goal(measure: &str, comparison: Comparison, target: f64, now: f64, text: &str) -> Goal {
    Goal {
        measure: measure.into(),
        comparison,
        target,
        now,
        text: text.into(),
    }
}

/// Words by level.
pub(super) fn levels() -> Vec<(CefrLevel, usize)> {
    vec![
        (CefrLevel::A1, 41),
        (CefrLevel::A2, 14),
        (CefrLevel::B1, 9),
        (CefrLevel::B2, 4),
    ]
}

/// Sounds of the words: the first has one that was off, the last is not sure.
pub(super) fn sounds(transcript: &Transcript) -> Pronunciation {
    let rated = |value: f64| Rated {
        value,
        interval: Interval {
            low: (value - 20.0).max(0.0),
            high: (value + 10.0).min(100.0),
            level: 0.8,
        },
    };
    let last = transcript.words.len().saturating_sub(1);
    let words = transcript.words.iter().enumerate().map(|(index, word)| {
        let phone = ScoredPhone {
            phone: Phone::Th,
            stress: None,
            span: word.span,
            score: rated(if index == 0 { 30.0 } else { 90.0 }),
            state: if index == 0 {
                ScoredPhoneState::OtherSound
            } else {
                ScoredPhoneState::Good
            },
            heard: vec![HeardPhone {
                phone: Phone::S,
                probability: 0.8,
            }],
            left_out: 0.01,
        };
        let sure = index != last;
        ScoredWord {
            text: word.text.clone(),
            span: Some(word.span),
            score: sure.then(|| rated(80.0)),
            state: if sure {
                ScoredWordState::Good
            } else {
                ScoredWordState::NotScored
            },
            guessed: false,
            phones: if sure { vec![phone] } else { Vec::new() },
        }
    });
    Pronunciation {
        scorer: ModelVersion {
            role: "pronunciation".into(),
            name: "heads".into(),
            version: "1".into(),
        },
        not_scored: None,
        whole: None,
        basis: Some(Basis {
            words_heard: transcript.words.len(),
            words_scored: last,
            seconds_heard: 20.0,
            seconds_scored: 18.0,
        }),
        words: words.collect(),
    }
}
