//! Made-up recordings for tests: a speaker with known habits talks for as long as asked.

use domain::{
    FilledPause, Finding, FindingKind, Fluency, FoundBy, Intensity, Language, Pause, PauseInSpeech,
    PausePlace, Phrase, Pitch, Prosody, Span, SpeechRate, Timing, Transcript, Utterance, Vocabulary, Voice,
    Word,
};

use super::{Talk, random::Random};

const FRAME: f64 = 0.01;

const WORDS: [&str; 64] = [
    "the", "of", "and", "to", "a", "in", "that", "it", "is", "was", "we", "for", "you", "on", "with", "as",
    "have", "but", "be", "they", "this", "people", "city", "water", "river", "morning", "market", "question",
    "answer", "garden", "winter", "history", "teacher", "window", "letter", "number", "family", "mountain",
    "machine", "paper", "story", "village", "summer", "music", "doctor", "animal", "island", "valley",
    "engine", "bridge", "forest", "kitchen", "planet", "student", "company", "language", "picture",
    "problem", "reason", "season", "system", "weather", "evening", "journey",
];

/// A speaker's habits.
#[derive(Clone, Debug)]
pub(crate) struct Speaker {
    /// Mean seconds of a word.
    pub(crate) word_seconds: f64,
    /// Spread of pace from phrase to phrase, relative.
    pub(crate) pace_spread: f64,
    /// How much of a phrase's pace and pitch carries over to the next, 0 to 1.
    pub(crate) memory: f64,
    /// Middle of the pauses, seconds.
    pub(crate) pause_seconds: f64,
    /// Share of pauses inside a phrase.
    pub(crate) inside: f64,
    /// Filled pauses in a phrase.
    pub(crate) fillers: f64,
    /// Findings of each kind in a word.
    pub(crate) findings: f64,
    /// Standard deviation of pitch, semitones.
    pub(crate) pitch_sd: f64,
    /// Standard deviation of loudness, dB.
    pub(crate) loudness_sd: f64,
    /// Confidence of every word.
    pub(crate) confidence: f64,
    /// Whether the words' times are measured.
    pub(crate) timing: Timing,
    /// The language the transcript says it is in.
    pub(crate) language: Language,
}

impl Default for Speaker {
    /// Somebody middling in everything, so that no score sits at an end of its scale.
    fn default() -> Self {
        Self {
            word_seconds: 0.26,
            pace_spread: 0.15,
            memory: 0.0,
            pause_seconds: 0.6,
            inside: 0.35,
            fillers: 0.25,
            findings: 0.012,
            pitch_sd: 2.2,
            loudness_sd: 6.0,
            confidence: 0.95,
            timing: Timing::Measured,
            language: Language::ENGLISH,
        }
    }
}

/// What one recording comes to.
#[derive(Clone, Debug)]
pub(crate) struct Take {
    pub(crate) transcript: Transcript,
    pub(crate) prosody: Prosody,
    pub(crate) fluency: Fluency,
}

impl Take {
    pub(crate) fn talk(&self) -> Talk<'_> {
        Talk::new(&self.transcript, &self.prosody, &self.fluency)
    }
}

impl Speaker {
    /// Talks for `seconds`.
    pub(crate) fn speak(&self, seconds: f64, seed: u64) -> Take {
        let mut take = empty(self.language);
        let mut random = Random::new(seed);
        let mut mood = 0.0;
        let mut time = 0.3;
        while time < seconds {
            mood = self.memory * mood + (1.0 - self.memory * self.memory).sqrt() * random.normal();
            time = self.phrase(&mut take, &mut random, time, mood);
            let place = if random.unit() < self.inside {
                PausePlace::Inside
            } else {
                PausePlace::Between
            };
            let span = Span::new(
                time,
                time + (self.pause_seconds * (0.5 * random.normal()).exp()).clamp(0.26, 4.0),
            );
            if span.end < seconds {
                let before_word = Some(take.transcript.words.len());
                take.fluency.pauses.push(PauseInSpeech {
                    span,
                    place,
                    before_word,
                });
                take.prosody.pauses.push(Pause { span });
            }
            time = span.end;
        }
        take
    }

    fn phrase(&self, take: &mut Take, random: &mut Random, start: f64, mood: f64) -> f64 {
        let pace = (self.pace_spread * mood).exp();
        let pitch = 24.0 + 0.5 * self.pitch_sd * mood;
        let level = 65.0 + 1.5 * random.normal();
        let (first_word, mut time) = (take.transcript.words.len(), start);
        for _ in 0..3 + random.index(9) {
            let seconds = self.word_seconds * pace * (0.5 + random.unit());
            self.word(take, random, Span::new(time, time + seconds));
            time += seconds;
        }
        if random.unit() < self.fillers {
            let span = Span::new(time, time + 0.35);
            take.fluency.filled_pauses.push(FilledPause {
                span,
                found_by: FoundBy::Sound,
                text: None,
                word: None,
            });
            time = span.end;
        }
        if let Some(last) = take.transcript.words.last_mut() {
            last.text.push('.');
        }
        let span = Span::new(start, time);
        let end_word = take.transcript.words.len();
        take.transcript.utterances.push(Utterance {
            span,
            first_word,
            end_word,
        });
        take.transcript.speech.push(span);
        self.frames(take, random, span, pitch, level);
        take.prosody.phrases.push(Phrase {
            span,
            declination: Some(-1.0),
            final_movement: Some(2.0 * random.normal() - 1.0),
            range_semitones: Some(self.pitch_sd * (2.0 + random.unit())),
            mean_db: level,
        });
        time
    }

    fn word(&self, take: &mut Take, random: &mut Random, span: Span) {
        let rank = ((WORDS.len() as f64).powf(random.unit()) - 1.0) * 64.0 / 63.0;
        let text = WORDS[(rank as usize).min(WORDS.len() - 1)].to_owned();
        let at = take.transcript.words.len();
        let kinds = [
            FindingKind::Repetition,
            FindingKind::Restart,
            FindingKind::Crutch,
            FindingKind::Hedge,
            FindingKind::Grammar,
        ];
        for kind in kinds {
            if random.unit() < self.findings {
                take.fluency.findings.push(finding(kind, at, span, &text));
            }
        }
        take.prosody.rate.nuclei.push(span.middle());
        take.transcript.words.push(Word {
            text,
            span,
            timing: self.timing,
            confidence: self.confidence,
            fit: None,
            doubtful: false,
            phones: Vec::new(),
        });
    }

    /// Fills the tracks up to the end of a phrase: nothing before it, pitch and loudness in it.
    fn frames(&self, take: &mut Take, random: &mut Random, span: Span, pitch: f64, level: f64) {
        let until = |time: f64| (time / FRAME) as usize;
        take.prosody.pitch.f0_hz.resize(until(span.start), None);
        take.prosody.intensity.db.resize(until(span.start), 30.0);
        let mut around = 0.0;
        for frame in until(span.start)..until(span.end) {
            around = 0.95 * around + 0.312 * random.normal();
            let voiced = frame % 10 < 6;
            let hz = 30.0 * ((pitch + 0.87 * self.pitch_sd * around) / 12.0).exp2();
            take.prosody.pitch.f0_hz.push(voiced.then_some(hz));
            take.prosody.intensity.db.push(level + self.loudness_sd * around);
        }
    }
}

fn finding(kind: FindingKind, at: usize, span: Span, text: &str) -> Finding {
    Finding {
        kind,
        rule: "made-up".to_owned(),
        first_word: at,
        end_word: at + 1,
        span,
        text: text.to_owned(),
        message: "Made up for a test.".to_owned(),
        suggestion: None,
    }
}

/// A recording without anything in it.
pub(crate) fn empty(language: Language) -> Take {
    let pitch = Pitch {
        start: 0.0,
        step: FRAME,
        floor_hz: 75.0,
        ceiling_hz: 500.0,
        f0_hz: Vec::new(),
    };
    let rate = SpeechRate {
        nuclei: Vec::new(),
        phonation_seconds: 0.0,
        speech_rate: None,
        articulation_rate: None,
    };
    Take {
        transcript: Transcript {
            language,
            language_probability: None,
            words: Vec::new(),
            utterances: Vec::new(),
            speech: Vec::new(),
        },
        prosody: Prosody {
            pitch,
            pitch_summary: None,
            intensity: Intensity {
                start: 0.0,
                step: FRAME,
                db: Vec::new(),
            },
            loudness_variation_db: None,
            voice: Voice::default(),
            pauses: Vec::new(),
            rate,
            phrases: Vec::new(),
            steady: Vec::new(),
        },
        fluency: Fluency {
            word_count: 0,
            syllable_count: 0,
            speaking_seconds: 0.0,
            words_per_minute: None,
            syllables_per_minute: None,
            by_minute: Vec::new(),
            pauses: Vec::new(),
            filled_pauses: Vec::new(),
            filled_pauses_per_minute: None,
            mean_length_of_run: None,
            phonation_share: None,
            findings: Vec::new(),
            looked_for: Vec::new(),
            vocabulary: Vocabulary::default(),
        },
    }
}
