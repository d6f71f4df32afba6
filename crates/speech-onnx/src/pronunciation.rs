//! How well English was said, as English experts would score it: a known text (sounds, words and the whole), or free speech
//! (sounds and words).
//!
//! One run of the phone model gives posteriors for the alignment and the voice's components; `phonetics` makes numbers of
//! them, and small heads make scores of the numbers. English only. How it was made and how good it is:
//! `docs/pronunciation.md`.

mod data;
mod head;
mod intervals;
mod judge;
mod talk;
mod voice;

use std::path::Path;

use domain::{
    Language, ModelVersion, NotScored, NotScoredReason, Phone, Pronunciation, ScoredWord, Span, Transcript,
};
use phonetics::{AlignedWord, Goodness, Misfit, Sound, WordSounds, align, goodness, sounds};
use speech::{Error, PronunciationScorer, SAMPLE_RATE};

use self::{data::Weights, head::Scores, talk::Passage};
use crate::{
    phones::{MAX_SECONDS, PhoneModel},
    runtime::Runtime,
};

const ENGINE: &str = "the pronunciation scorer";
/// Sound that is kept before and after the speech, in seconds.
const MARGIN: f64 = 1.0;
/// Shorter speech than this, in seconds, is a click or a breath.
const LEAST_SPEECH: f64 = 0.15;
/// The version that scores name.
const VERSION: &str = "1";

/// The scorer over [`PhoneModel`].
pub struct PhoneScorer {
    model: PhoneModel,
    weights: Weights,
}

/// Scores on the experts' own scales, for comparing with theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct RawScores {
    /// 0 to 2, phone by phone.
    pub phones: Vec<f64>,
    /// 0 to 10, for each word that has phones.
    pub words: Vec<f64>,
    /// Accuracy, fluency, prosody and total, 0 to 10.
    pub whole: [f64; 4],
    /// 80 % intervals of `whole`, on the same scale.
    pub intervals: [(f64, f64); 4],
}

/// One stretch of speech with the words laid over it.
struct Reading {
    aligned: Vec<AlignedWord>,
    goodness: Goodness,
    scores: Scores,
}

impl PhoneScorer {
    /// Loads the phone model from Whisper-tiny's folder in the model store; the scorer's own weights are built in.
    ///
    /// # Errors
    /// [`Error::Model`] when the folder does not hold Whisper-tiny's encoder.
    pub fn load(runtime: &Runtime, whisper_tiny: &Path) -> Result<Self, Error> {
        Ok(Self {
            model: PhoneModel::for_scoring(runtime, whisper_tiny)?,
            weights: Weights::built_in().map_err(|error| failed(&error))?,
        })
    }

    /// Scores words whose phones are given, on the experts' scales: for comparing with a corpus that has such scores.
    /// `None` when there are more phones than the sound has room for, or none.
    ///
    /// # Errors
    /// [`Error::Engine`] for more than 30 s of sound, or when the model fails.
    pub fn score_phones(
        &mut self,
        samples: &[f32],
        words: &[Vec<Phone>],
    ) -> Result<Option<RawScores>, Error> {
        let words: Vec<WordSounds> = words
            .iter()
            .map(|word| WordSounds::only(unstressed(word)))
            .collect();
        let Ok(reading) = self.read(samples, &words)? else {
            return Ok(None);
        };
        let tables = &self.weights.tables[2..];
        let whole = reading.scores.whole;
        let ends = |index: usize| {
            let interval = tables[index].rate(whole[index], 10.0).interval;
            (interval.low / 10.0, interval.high / 10.0)
        };
        Ok(Some(RawScores {
            phones: wide(&reading.scores.phones),
            words: wide(&reading.scores.words),
            whole: whole.map(f64::from),
            intervals: std::array::from_fn(ends),
        }))
    }

    /// Lays words over sound and scores them.
    fn read(&mut self, samples: &[f32], words: &[WordSounds]) -> Result<Result<Reading, Misfit>, Error> {
        let heard = self.model.hear(samples)?;
        let aligned = match align(&heard.posteriors, words) {
            Ok(aligned) => aligned,
            Err(misfit) => return Ok(Err(misfit)),
        };
        let Some(goodness) = goodness(&heard.posteriors, &aligned, self.model.durations()) else {
            return Ok(Err(Misfit::NoWords));
        };
        let voice = self.weights.voice.components(&heard.features, &goodness);
        let scores: Vec<Scores> = self
            .weights
            .heads
            .iter()
            .map(|head| head.score(&goodness, &voice))
            .collect();
        Ok(Ok(Reading {
            scores: mean(&scores),
            aligned,
            goodness,
        }))
    }

    fn refused(&self, reason: NotScoredReason, text: impl Into<String>) -> Pronunciation {
        Pronunciation {
            scorer: self.version(),
            not_scored: Some(NotScored {
                reason,
                text: text.into(),
            }),
            whole: None,
            basis: None,
            words: Vec::new(),
        }
    }

    /// Words of one passage of free speech, scored; all of them not scored where they do not go with the sound.
    fn passage(
        &mut self,
        samples: &[f32],
        passage: &Passage,
        texts: &[&str],
    ) -> Result<Vec<ScoredWord>, Error> {
        let known = sounds(texts);
        let span = passage.span;
        let part = &samples[index(span.start, samples)..index(span.end, samples)];
        if known.iter().all(WordSounds::is_silent) || span.duration() < LEAST_SPEECH {
            return Ok(talk::not_scored(texts));
        }
        Ok(match self.read(part, &known)? {
            Ok(reading) if judge::matches(&reading, &self.weights.limits) => {
                judge::judge(&reading, texts, span.start, &self.weights).1
            }
            _ => talk::not_scored(texts),
        })
    }
}

impl PronunciationScorer for PhoneScorer {
    fn score(&mut self, samples: &[f32], speech: &[Span], words: &[&str]) -> Result<Pronunciation, Error> {
        let known = sounds(words);
        if known.iter().all(WordSounds::is_silent) {
            return Ok(self.refused(
                NotScoredReason::NoWords,
                "The text has no words that can be said in English: give the sentence that was read.",
            ));
        }
        let spoken: f64 = speech.iter().map(Span::duration).sum();
        let (Some(first), Some(last)) = (speech.first(), speech.last()) else {
            return Ok(self.refused(NotScoredReason::NoSpeech, NO_SPEECH));
        };
        if spoken < LEAST_SPEECH {
            return Ok(self.refused(NotScoredReason::NoSpeech, NO_SPEECH));
        }
        let whole = Span::new(
            (first.start - MARGIN).max(0.0),
            (last.end + MARGIN).min(samples.len() as f64 / SAMPLE_RATE as f64),
        );
        if whole.duration() > MAX_SECONDS {
            return Ok(self.refused(
                NotScoredReason::SpeechTooLong,
                format!(
                    "The speech lasts {:.0} s, and {MAX_SECONDS:.0} s can be scored at a time: read one sentence in a recording.",
                    whole.duration()
                ),
            ));
        }
        let part = &samples[index(whole.start, samples)..index(whole.end, samples)];
        match self.read(part, &known)? {
            Ok(reading) if judge::matches(&reading, &self.weights.limits) => {
                let (scores, words) = judge::judge(&reading, words, whole.start, &self.weights);
                Ok(Pronunciation {
                    scorer: self.version(),
                    not_scored: None,
                    whole: Some(scores),
                    basis: None,
                    words,
                })
            }
            Ok(_) => Ok(self.refused(
                NotScoredReason::DoesNotMatch,
                "What was said does not go with the text: read the text that is shown, in English and in a quiet place.",
            )),
            Err(Misfit::TooLong { .. }) => Ok(self.refused(
                NotScoredReason::TextTooLong,
                "The text is too long for what was said: read all of it, or give only what was read.",
            )),
            Err(Misfit::NoWords) => Ok(self.refused(NotScoredReason::NoWords, Misfit::NoWords.to_string())),
        }
    }

    fn score_talk(
        &mut self,
        samples: &[f32],
        heard: &Transcript,
        done: &mut dyn FnMut(f64),
    ) -> Result<Pronunciation, Error> {
        if heard.language != Language::ENGLISH {
            return Ok(self.refused(
                NotScoredReason::NotEnglish,
                format!(
                    "Sounds can be scored in English only, and the language heard is “{}”.",
                    heard.language
                ),
            ));
        }
        let texts: Vec<&str> = heard.words.iter().map(|word| word.text.as_str()).collect();
        let mut words = Vec::with_capacity(texts.len());
        for passage in talk::passages(heard, samples.len() as f64 / SAMPLE_RATE as f64) {
            let texts = &texts[passage.words.clone()];
            words.extend(self.passage(samples, &passage, texts)?);
            done(words.len() as f64 / heard.words.len() as f64);
        }
        talk::leave_out_unsure(&mut words, heard);
        let basis = talk::basis(&words, heard);
        if basis.words_scored == 0 {
            return Ok(self.refused(
                NotScoredReason::NotUnderstood,
                "No word was understood well enough to score its sounds: speak closer to the microphone, and in English.",
            ));
        }
        Ok(Pronunciation {
            scorer: self.version(),
            not_scored: None,
            whole: None,
            basis: Some(basis),
            words,
        })
    }

    fn version(&self) -> ModelVersion {
        ModelVersion {
            role: "pronunciation".to_owned(),
            name: "whisper-tiny encoder with phone classifier and heads".to_owned(),
            version: VERSION.to_owned(),
        }
    }
}

const NO_SPEECH: &str =
    "Nobody was heard speaking: check the microphone, and speak closer to it or in a quieter place.";

fn index(seconds: f64, samples: &[f32]) -> usize {
    ((seconds * SAMPLE_RATE as f64) as usize).min(samples.len())
}

fn wide(scores: &[f32]) -> Vec<f64> {
    scores.iter().map(|score| f64::from(*score)).collect()
}

fn unstressed(word: &[Phone]) -> Vec<Sound> {
    word.iter()
        .map(|phone| Sound {
            phone: *phone,
            stress: None,
        })
        .collect()
}

/// The mean of what several heads say, within the experts' scales.
fn mean(scores: &[Scores]) -> Scores {
    let count = scores.len().max(1) as f32;
    let over = |value: &dyn Fn(&Scores) -> f32| scores.iter().map(value).sum::<f32>() / count;
    let size = |list: &dyn Fn(&Scores) -> usize| scores.first().map_or(0, list);
    Scores {
        phones: (0..size(&|one| one.phones.len()))
            .map(|phone| over(&|one| one.phones[phone]).clamp(0.0, 2.0))
            .collect(),
        words: (0..size(&|one| one.words.len()))
            .map(|word| over(&|one| one.words[word]).clamp(0.0, 10.0))
            .collect(),
        whole: std::array::from_fn(|index| over(&|one| one.whole[index]).clamp(0.0, 10.0)),
    }
}

fn failed(reason: &impl ToString) -> Error {
    Error::Engine {
        engine: ENGINE,
        reason: reason.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use domain::Phone;
    use ndarray::Array1;
    use phonetics::{CLASSES, Posteriors, WordSounds, align, goodness};

    use super::{data::Weights, head::Scores, mean, unstressed};
    use crate::phones::built_in_lengths;

    #[derive(serde::Deserialize)]
    struct Golden {
        words: Vec<Vec<Phone>>,
        frames: Vec<[usize; 2]>,
        values: Vec<Vec<f32>>,
        whole: Vec<f32>,
        phone_scores: Vec<f32>,
        word_scores: Vec<f32>,
        scores: [f32; 4],
    }

    /// Largest difference of a value or a score, each on its own scale.
    const TOLERANCE: f32 = 1e-4;

    fn close(ours: &[f32], theirs: &[f32], what: &str) {
        assert_eq!(ours.len(), theirs.len(), "{what}");
        for (index, (a, b)) in ours.iter().zip(theirs).enumerate() {
            assert!(
                (a - b).abs() < TOLERANCE * b.abs().max(1.0),
                "{what} {index}: {a} {b}"
            );
        }
    }

    /// From posteriors on, everything is what `training/` computes. (The posteriors themselves are held to Python's in
    /// `tests/phones.rs`.)
    #[test]
    fn features_and_heads_equal_trainings() {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pronunciation");
        let weights = Weights::built_in().unwrap();
        let (lengths, prior) = built_in_lengths().unwrap();
        let mut seen = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            seen += 1;
            let golden: Golden = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let bytes = std::fs::read(path.with_extension("f32")).unwrap();
            let numbers: Vec<f32> = bytes
                .as_chunks::<4>()
                .0
                .iter()
                .map(|four| f32::from_le_bytes(*four))
                .collect();
            let (posteriors, vector) = numbers.split_at(numbers.len() - crate::phones::FEATURES);
            let posteriors = Posteriors::new(posteriors.as_chunks::<CLASSES>().0.to_vec(), prior);
            let words: Vec<WordSounds> = golden
                .words
                .iter()
                .map(|word| WordSounds::only(unstressed(word)))
                .collect();
            let aligned = align(&posteriors, &words).unwrap();
            let found = goodness(&posteriors, &aligned, &lengths).unwrap();
            for (phone, (frames, values)) in found.phones.iter().zip(golden.frames.iter().zip(&golden.values))
            {
                assert_eq!([phone.frames.start, phone.frames.end], *frames);
                close(&phone.values, values, "phone");
            }
            let voice = weights.voice.project(&Array1::from(vector.to_vec()));
            let whole: Vec<f32> = found.whole.iter().chain(&voice).copied().collect();
            close(&whole, &golden.whole, "whole");
            let scores: Vec<Scores> = weights
                .heads
                .iter()
                .map(|head| head.score(&found, &voice))
                .collect();
            let scores = mean(&scores);
            close(&scores.phones, &golden.phone_scores, "phone score");
            close(&scores.words, &golden.word_scores, "word score");
            close(&scores.whole, &golden.scores, "score");
        }
        assert_eq!(seen, 3);
    }
}
