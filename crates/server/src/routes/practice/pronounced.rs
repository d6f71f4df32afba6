//! How an English sentence or talk was said, sound by sound, as it is shown.

use coach::{SoundAdvice, pronunciation_advice};
use domain::{
    Basis, NotScored, Phone, Pronunciation, Rated, ScoredPhone, ScoredPhoneState, ScoredWord,
    ScoredWordState, Stress,
};
use serde::Serialize;
use utoipa::ToSchema;

/// How an English sentence or talk was said, as English experts would score it. North American English.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PronouncedBody {
    /// Version of the scorer. Scores of different versions are not comparable.
    scorer: String,
    /// Why there are no scores, and what would help; `null` when there are.
    not_scored: Option<NotScored>,
    /// The whole; `null` when it was not scored, and for free speech.
    whole: Option<PronouncedWhole>,
    /// How much of free speech the scores stand on; `null` for a sentence that was read aloud.
    basis: Option<Basis>,
    /// The words of the sentence in order, or for free speech those of the transcript; empty when it was not scored.
    words: Vec<PronouncedWord>,
    /// What to practise, the worst first; in English.
    advice: Vec<PronouncedAdvice>,
}

/// A score of 0 to 100.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub(crate) struct SoundScore {
    /// 0 to 100.
    score: f64,
    /// Lower end of the 80 % interval.
    low: f64,
    /// Upper end of the 80 % interval.
    high: f64,
}

/// Scores of the whole sentence.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PronouncedWhole {
    /// How right the sounds are.
    accuracy: SoundScore,
    /// How smoothly it flows.
    fluency: SoundScore,
    /// Intonation, speed and rhythm.
    prosody: SoundScore,
    /// All of it together.
    total: SoundScore,
    /// Share of the words that were said at all, 0 to 100.
    completeness: f64,
}

/// One word of the sentence.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PronouncedWord {
    /// As it is written, with its punctuation.
    text: String,
    /// 0 to 100; `null` for what has no sound, such as a dash.
    score: Option<f64>,
    /// Lower end of the score's 80 % interval.
    low: Option<f64>,
    /// Upper end of the score's 80 % interval.
    high: Option<f64>,
    /// When it begins, seconds from the start of the recording.
    start: Option<f64>,
    /// When it ends.
    end: Option<f64>,
    /// What came of it.
    state: ScoredWordState,
    /// Whether no dictionary has it, so that its sounds are a guess from its letters.
    guessed: bool,
    /// Its sounds in order.
    phones: Vec<PronouncedPhone>,
}

/// One sound of a word.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PronouncedPhone {
    /// Which sound it should be, such as `TH`.
    arpabet: &'static str,
    /// The same in the International Phonetic Alphabet, such as `θ`.
    ipa: &'static str,
    /// Stress that the dictionary gives it; `null` for consonants.
    stress: Option<Stress>,
    /// 0 to 100.
    score: f64,
    /// Lower end of the score's 80 % interval.
    low: f64,
    /// Upper end of the score's 80 % interval.
    high: f64,
    /// When it begins, seconds from the start of the recording.
    start: f64,
    /// When it ends.
    end: f64,
    /// What is off about it.
    state: ScoredPhoneState,
    /// Sounds that it may have been instead, the likeliest first.
    heard: Vec<HeardSound>,
    /// Probability that nothing was said in its place, 0 to 1.
    left_out: f64,
}

/// A sound that was heard in place of another.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HeardSound {
    /// Which, such as `S`.
    arpabet: &'static str,
    /// The same in the International Phonetic Alphabet.
    ipa: &'static str,
    /// How likely, 0 to 1.
    probability: f64,
}

/// One sound to practise.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PronouncedAdvice {
    /// The sound that was to be said.
    arpabet: &'static str,
    /// The same in the International Phonetic Alphabet.
    ipa: &'static str,
    /// The sound that was heard instead, in ARPABET; `null` where it was no other one.
    heard: Option<&'static str>,
    /// How often it was off.
    times: usize,
    /// In which words.
    words: Vec<String>,
    /// How it is made, and what tells it from the other.
    text: String,
    /// Pairs of words that differ in nothing else: first with the sound to practise, then with the other.
    pairs: Vec<[String; 2]>,
    /// A sentence that has much of the sound.
    phrase: Option<&'static str>,
}

impl PronouncedBody {
    /// For people and programs.
    pub(crate) fn of(found: &Pronunciation) -> Self {
        Self {
            scorer: found.scorer.version.clone(),
            not_scored: found.not_scored.clone(),
            whole: found.whole.as_ref().map(|whole| PronouncedWhole {
                accuracy: SoundScore::of(&whole.accuracy),
                fluency: SoundScore::of(&whole.fluency),
                prosody: SoundScore::of(&whole.prosody),
                total: SoundScore::of(&whole.total),
                completeness: tenth(whole.completeness),
            }),
            basis: found.basis,
            words: found.words.iter().map(word).collect(),
            advice: pronunciation_advice(found).into_iter().map(advice).collect(),
        }
    }
}

impl SoundScore {
    /// To one decimal.
    pub(crate) fn of(rated: &Rated) -> Self {
        Self {
            score: tenth(rated.value),
            low: tenth(rated.interval.low),
            high: tenth(rated.interval.high),
        }
    }
}

fn word(word: &ScoredWord) -> PronouncedWord {
    let score = word.score.as_ref().map(SoundScore::of);
    PronouncedWord {
        text: word.text.clone(),
        score: score.map(|score| score.score),
        low: score.map(|score| score.low),
        high: score.map(|score| score.high),
        start: word.span.map(|span| thousandth(span.start)),
        end: word.span.map(|span| thousandth(span.end)),
        state: word.state,
        guessed: word.guessed,
        phones: word.phones.iter().map(phone).collect(),
    }
}

fn phone(phone: &ScoredPhone) -> PronouncedPhone {
    let SoundScore { score, low, high } = SoundScore::of(&phone.score);
    PronouncedPhone {
        arpabet: phone.phone.arpabet(),
        ipa: phone.phone.ipa(),
        stress: phone.stress,
        score,
        low,
        high,
        start: thousandth(phone.span.start),
        end: thousandth(phone.span.end),
        state: phone.state,
        heard: phone
            .heard
            .iter()
            .map(|heard| HeardSound {
                arpabet: heard.phone.arpabet(),
                ipa: heard.phone.ipa(),
                probability: thousandth(heard.probability),
            })
            .collect(),
        left_out: thousandth(phone.left_out),
    }
}

fn advice(advice: SoundAdvice) -> PronouncedAdvice {
    PronouncedAdvice {
        arpabet: advice.phone.arpabet(),
        ipa: advice.phone.ipa(),
        heard: advice.heard.map(Phone::arpabet),
        times: advice.times,
        words: advice.words,
        text: advice.text,
        pairs: advice
            .pairs
            .into_iter()
            .map(|pair| [pair.wanted, pair.other])
            .collect(),
        phrase: advice.phrase,
    }
}

/// To one decimal.
pub(super) fn tenth(value: f64) -> f64 {
    (10.0 * value).round() / 10.0
}

fn thousandth(value: f64) -> f64 {
    (1000.0 * value).round() / 1000.0
}
