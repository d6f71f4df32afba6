//! A hand-made analysis to draw: forty seconds of a talk with fillers, slips, pauses, scores and drills, and
//! variants of it that are hard to draw. Nothing in it was measured.
#![allow(dead_code, reason = "every test file uses its own part")]
#![allow(
    clippy::unwrap_used,
    clippy::too_many_lines,
    clippy::type_complexity,
    reason = "data for tests, written out in full"
)]

mod advice;

use domain::{
    ANALYSIS_VERSION, Analysis, DISCLAIMER, FilledPause, Finding, FindingKind, Fluency, FoundBy, Harmonicity,
    Intensity, Jitter, Language, MediaFormat, MinuteRate, ModelVersion, Notice, Outcome, Pause,
    PauseInSpeech, PausePlace, Phrase, Pitch, PitchSummary, Prosody, Recording, Shimmer, Span, SpeechRate,
    Timing, Transcript, Utterance, Vocabulary, Voice, Waveform, Word,
};

/// What is said, phrase by phrase, with the silence after each in seconds.
const TALK: &[(&str, f64)] = &[
    ("Good morning, everyone.", 0.62),
    ("Today I want to, um,", 0.94),
    ("talk about the river that runs behind this school.", 0.71),
    ("When I was a child, we could swim in it,", 0.28),
    ("and nobody thought twice.", 1.36),
    ("Now the the water is brown,", 0.33),
    ("and, uh, people is afraid of it.", 0.82),
    ("So I asked", 0.74),
    ("the old farmers what has changed.", 0.45),
    (
        "They told me three things: the forest upstream, the factory,",
        0.31,
    ),
    ("and, you know, our own plastic.", 0.88),
    ("I think we can't bring back the forest in a year,", 0.26),
    ("but we can stop throwing things away.", 0.67),
    ("Um, if every family here cleans ten metres of the bank,", 0.52),
    ("the whole valley is done by summer.", 1.12),
    ("Will you clean your ten metres?", 0.0),
];

/// The sample. Times, pitch and waveform are made up by rule, so that every run is the same.
pub(crate) fn sample() -> Analysis {
    let transcript = transcript(TALK);
    assemble("river-talk.webm", transcript)
}

/// The sample with `seconds` of talk, by saying it again and again.
pub(crate) fn long(seconds: f64) -> Analysis {
    let once = transcript(TALK);
    let length = once.words.last().unwrap().span.end + 1.0;
    let times = (seconds / length).floor() as usize;
    let talk: Vec<_> = (0..times).flat_map(|_| TALK.iter().copied()).collect();
    assemble("hour.m4a", transcript(&talk))
}

/// A recording in which nobody speaks.
pub(crate) fn silent() -> Analysis {
    let mut analysis = sample();
    analysis.transcript.words.clear();
    analysis.transcript.utterances.clear();
    analysis.transcript.speech.clear();
    analysis.transcript.language_probability = None;
    analysis.prosody = prosody(&[], 12.0);
    analysis.fluency = fluency(&[], &[]);
    analysis.scores.overall =
        Outcome::NotScored("No speech was heard. Speak for at least 20 seconds.".into());
    for criterion in &mut analysis.scores.criteria {
        criterion.outcome = Outcome::NotScored("There is too little speech to score.".into());
        criterion.evidence.clear();
    }
    analysis.drills.clear();
    analysis.recording.seconds = 12.0;
    analysis.waveform = Waveform::default();
    analysis
}

/// The sample with times that were spread over the speech, not measured.
pub(crate) fn estimated() -> Analysis {
    let mut analysis = sample();
    for word in &mut analysis.transcript.words {
        word.timing = Timing::Estimated;
        word.fit = None;
    }
    for pause in &mut analysis.fluency.pauses {
        pause.place = PausePlace::Unknown;
        pause.before_word = None;
    }
    analysis
}

/// Puts the recording together around what was said.
fn assemble(name: &str, transcript: Transcript) -> Analysis {
    let seconds = transcript.words.last().map_or(0.0, |word| word.span.end) + 0.6;
    let prosody = prosody(&transcript.words, seconds);
    let fluency = fluency(&transcript.words, &prosody.pauses);
    Analysis {
        version: ANALYSIS_VERSION,
        vivavoce: "0.1.0".into(),
        disclaimer: DISCLAIMER.into(),
        recording: Recording {
            name: name.into(),
            seconds,
            format: MediaFormat {
                container: "webm".into(),
                codec: "opus".into(),
                sample_rate: 48_000,
                channels: 1,
            },
        },
        models: models(),
        waveform: waveform(&transcript.words, seconds),
        reading: None,
        pronunciation: Some(advice::sounds(&transcript)),
        scores: advice::scores(models()),
        drills: advice::drills(),
        notices: vec![Notice {
            key: "quiet-start".into(),
            text: "The first two seconds are quiet: hold the microphone closer before you begin.".into(),
        }],
        transcript,
        prosody,
        fluency,
    }
}

fn models() -> Vec<ModelVersion> {
    [
        ("words", "whisper-base", "3e345e97"),
        ("phones", "phone-classifier", "9b1d4c02"),
        ("voice activity", "silero-vad", "6.2.3"),
    ]
    .map(|(role, name, version)| ModelVersion {
        role: role.into(),
        name: name.into(),
        version: version.into(),
    })
    .to_vec()
}

/// A number from 0 to 1 that depends on `seed` alone.
fn noise(seed: usize) -> f64 {
    let x = (seed as f64 * 12.9898).sin() * 43_758.545_3;
    x - x.floor()
}

fn transcript(talk: &[(&str, f64)]) -> Transcript {
    let mut words: Vec<Word> = Vec::new();
    let mut utterances = Vec::new();
    let (mut time, mut first) = (0.42, 0);
    for (phrase, pause) in talk {
        for text in phrase.split(' ') {
            let letters = text.chars().filter(|c| c.is_alphanumeric()).count() as f64;
            let length = 0.1 + 0.052 * letters + 0.06 * noise(words.len());
            let slow = if is_filler(text) { 0.31 } else { 0.0 };
            words.push(Word {
                text: text.into(),
                span: Span::new(round(time), round(time + length + slow)),
                timing: Timing::Measured,
                confidence: round(0.72 + 0.28 * noise(words.len() + 7)),
                fit: Some(round(-0.2 - noise(words.len() + 3))),
                doubtful: text == "valley",
                phones: Vec::new(),
            });
            time += length + slow + 0.012;
        }
        time += pause;
        if words.last().is_some_and(Word::ends_sentence) {
            let span = Span::new(words[first].span.start, words[words.len() - 1].span.end);
            utterances.push(Utterance {
                span,
                first_word: first,
                end_word: words.len(),
            });
            first = words.len();
        }
    }
    let speech = utterances.iter().map(|utterance| utterance.span).collect();
    Transcript {
        language: Language::ENGLISH,
        language_probability: Some(0.98),
        words,
        utterances,
        speech,
    }
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn is_filler(text: &str) -> bool {
    matches!(text.trim_matches(',').to_lowercase().as_str(), "um" | "uh")
}

/// Pauses of a quarter of a second or more between words.
fn gaps(words: &[Word]) -> Vec<Span> {
    words
        .windows(2)
        .map(|pair| Span::new(pair[0].span.end, pair[1].span.start))
        .filter(|gap| gap.duration() >= 0.25)
        .collect()
}

fn prosody(words: &[Word], seconds: f64) -> Prosody {
    let pauses: Vec<Pause> = gaps(words).into_iter().map(|span| Pause { span }).collect();
    let step = 0.01;
    let frames = (seconds / step) as usize;
    let mut next = 0;
    let mut since = 0.0;
    let (mut f0_hz, mut db) = (Vec::with_capacity(frames), Vec::with_capacity(frames));
    for frame in 0..frames {
        let time = 0.02 + frame as f64 * step;
        while next < words.len() && words[next].span.end <= time {
            if words
                .get(next + 1)
                .is_some_and(|word| word.span.start - words[next].span.end > 0.25)
            {
                since = words[next + 1].span.start;
            }
            next += 1;
        }
        let word = words.get(next).filter(|word| word.span.contains(time));
        let place = word.map(|word| (time - word.span.start) / word.span.duration().max(0.01));
        let voiced = place.is_some_and(|at| at > 0.12 && at < 0.86);
        let melody =
            4.5 * (-(time - since) * 0.9).exp() + 2.2 * (time * 2.7).sin() + 1.1 * (time * 9.1).sin();
        f0_hz.push(voiced.then(|| round(168.0 * 2f64.powf((melody - 1.5) / 12.0))));
        db.push(round(
            place.map_or(31.0, |at| 56.0 + 14.0 * (at * std::f64::consts::PI).sin()),
        ));
    }
    Prosody {
        pitch: Pitch {
            start: 0.02,
            step,
            floor_hz: 75.0,
            ceiling_hz: 400.0,
            f0_hz,
        },
        pitch_summary: (!words.is_empty()).then_some(PitchSummary {
            median_hz: 171.4,
            mean_hz: 176.02,
            low_hz: 141.3,
            high_hz: 231.9,
            range_semitones: 8.58,
            sd_semitones: 2.41,
            voiced_share: 0.61,
        }),
        intensity: Intensity {
            start: 0.02,
            step,
            db,
        },
        loudness_variation_db: (!words.is_empty()).then_some(5.83),
        voice: Voice {
            jitter: Jitter {
                local: Some(0.0121),
                rap: Some(0.0062),
                ppq5: Some(0.0068),
            },
            shimmer: Shimmer {
                local: Some(0.064),
                apq3: Some(0.031),
                apq5: Some(0.038),
            },
            harmonicity: Harmonicity {
                mean_db: Some(16.4),
                sd_db: Some(4.1),
            },
        },
        rate: SpeechRate {
            nuclei: words.iter().map(|word| round(word.span.middle())).collect(),
            phonation_seconds: words.iter().map(|word| word.span.duration()).sum(),
            speech_rate: (!words.is_empty()).then_some(3.41),
            articulation_rate: (!words.is_empty()).then_some(4.62),
        },
        phrases: pauses
            .windows(2)
            .map(|pair| Phrase {
                span: Span::new(pair[0].span.end, pair[1].span.start),
                declination: Some(-1.8),
                final_movement: Some(-2.3),
                range_semitones: Some(7.1),
                mean_db: 64.0,
            })
            .collect(),
        pauses,
        steady: Vec::new(),
    }
}

fn waveform(words: &[Word], seconds: f64) -> Waveform {
    let step = 0.01;
    let mut next = 0;
    let high: Vec<f32> = (0..(seconds / step) as usize)
        .map(|point| {
            let time = point as f64 * step;
            while next < words.len() && words[next].span.end <= time {
                next += 1;
            }
            let word = words.get(next).filter(|word| word.span.contains(time));
            let level = word.map_or(0.015, |word| {
                let at = (time - word.span.start) / word.span.duration().max(0.01);
                (at * std::f64::consts::PI).sin().powf(0.6) * (0.35 + 0.5 * noise(next))
            });
            (level * (0.55 + 0.45 * noise(point))) as f32
        })
        .collect();
    let low = high
        .iter()
        .enumerate()
        .map(|(point, high)| -high * (0.8 + 0.2 * noise(point + 1) as f32))
        .collect();
    Waveform { step, low, high }
}

fn fluency(words: &[Word], pauses: &[Pause]) -> Fluency {
    let fillers: Vec<usize> = (0..words.len())
        .filter(|&index| is_filler(&words[index].text))
        .collect();
    let speaking = words
        .last()
        .map_or(0.0, |word| word.span.end - words[0].span.start);
    let some = |value: f64| (speaking > 3.0).then_some(value);
    let word_count = words.len() - fillers.len();
    Fluency {
        word_count,
        syllable_count: word_count * 4 / 3,
        speaking_seconds: speaking,
        words_per_minute: some(word_count as f64 / speaking.max(0.1) * 60.0),
        syllables_per_minute: some(word_count as f64 * 80.0 / speaking.max(0.1)),
        by_minute: (0..(speaking / 60.0).ceil() as usize)
            .map(|minute| MinuteRate {
                span: Span::new(minute as f64 * 60.0, speaking.min(minute as f64 * 60.0 + 60.0)),
                words_per_minute: 118.0 + 44.0 * noise(minute + 5),
                syllables_per_minute: 180.0,
            })
            .collect(),
        pauses: pauses.iter().map(|pause| placed(words, pause.span)).collect(),
        filled_pauses: fillers.iter().map(|&index| filled(words, index)).collect(),
        filled_pauses_per_minute: some(fillers.len() as f64 / speaking.max(0.1) * 60.0),
        mean_length_of_run: some(7.31),
        phonation_share: some(0.742),
        findings: findings(words),
        looked_for: vec![
            FindingKind::Repetition,
            FindingKind::Restart,
            FindingKind::Hedge,
            FindingKind::Crutch,
            FindingKind::Grammar,
        ],
        vocabulary: Vocabulary {
            distinct_words: word_count * 7 / 10,
            mattr: some(0.812),
            most_used: if words.is_empty() {
                vec![]
            } else {
                vec![
                    ("metres".into(), 2),
                    ("forest".into(), 2),
                    ("clean".into(), 2),
                    ("river".into(), 1),
                ]
            },
            by_level: if words.is_empty() {
                vec![]
            } else {
                advice::levels()
            },
        },
    }
}

fn placed(words: &[Word], span: Span) -> PauseInSpeech {
    let after = words.iter().position(|word| word.span.start >= span.end - 1e-6);
    let between = after
        .and_then(|index| index.checked_sub(1))
        .is_some_and(|index| words[index].text.ends_with(['.', ',', '?', ':']));
    PauseInSpeech {
        span,
        place: if between {
            PausePlace::Between
        } else {
            PausePlace::Inside
        },
        before_word: after,
    }
}

fn filled(words: &[Word], index: usize) -> FilledPause {
    FilledPause {
        span: words[index].span,
        found_by: FoundBy::Words,
        text: Some(words[index].text.trim_matches(',').to_owned()),
        word: Some(index),
    }
}

fn findings(words: &[Word]) -> Vec<Finding> {
    let find = |texts: &[&str]| {
        words
            .windows(texts.len())
            .position(|run| run.iter().zip(texts).all(|(word, text)| word.normal() == *text))
    };
    let rules: [(&[&str], FindingKind, &str, &str, Option<&str>); 4] = [
        (
            &["the", "the"],
            FindingKind::Repetition,
            "repeated-word",
            "“the” is said twice.",
            Some("the"),
        ),
        (
            &["people", "is"],
            FindingKind::Grammar,
            "people-is",
            "“People” is plural.",
            Some("people are"),
        ),
        (
            &["you", "know"],
            FindingKind::Crutch,
            "crutch-phrase",
            "“You know” adds nothing here.",
            None,
        ),
        (
            &["i", "think"],
            FindingKind::Hedge,
            "hedge",
            "“I think” makes the claim weaker.",
            None,
        ),
    ];
    rules
        .into_iter()
        .filter_map(|(texts, kind, rule, message, suggestion)| {
            let first = find(texts)?;
            let end = first + texts.len();
            Some(Finding {
                kind,
                rule: rule.into(),
                first_word: first,
                end_word: end,
                span: Span::new(words[first].span.start, words[end - 1].span.end),
                text: words[first..end]
                    .iter()
                    .map(|word| word.text.as_str())
                    .collect::<Vec<_>>()
                    .join(" "),
                message: message.into(),
                suggestion: suggestion.map(Into::into),
            })
        })
        .collect()
}
