//! When each word and phone was said: forced alignment over the phone model, window by window.
//!
//! Memory holds one window's sound and posteriors, and the transcript so far. English is measured; other languages, and
//! the rare window whose words cannot be laid over its sound, get estimated times.

mod seams;
mod spread;
mod utterances;

use std::path::Path;

use domain::{Language, ModelVersion, Span, TimedPhone, Timing, Transcript, Word};
use phonetics::{AlignedWord, align, sounds};
use speech::{Aligner, Error, Heard, HeardWindow, SAMPLE_RATE, Window};

use crate::{
    phones::{MAX_SECONDS, PhoneModel},
    runtime::Runtime,
};

const ENGINE: &str = "the aligner";
/// A word whose sound fits worse than this, in nats a frame, is doubtful. On read English, with a word swapped for
/// another one in each utterance, see `docs/alignment.md`.
pub const DOUBTFUL_BELOW: f64 = -2.0;

/// The aligner over [`PhoneModel`].
pub struct PhoneAligner {
    model: PhoneModel,
}

impl PhoneAligner {
    /// Loads the phone model from Whisper-tiny's folder in the model store.
    ///
    /// # Errors
    /// [`Error::Model`] when the folder does not hold Whisper-tiny's encoder.
    pub fn load(runtime: &Runtime, whisper_tiny: &Path) -> Result<Self, Error> {
        Ok(Self {
            model: PhoneModel::for_alignment(runtime, whisper_tiny)?,
        })
    }

    /// Lays known English words over 16 kHz `samples` in which they are said, one [`Word`] for each, in seconds from the
    /// start of the samples. Words keep their written form; one that is nothing but punctuation gets an empty span.
    ///
    /// # Errors
    /// [`Error::Engine`] when there are more than 30 s of sound, no words that can be spoken, more phones than the sound
    /// has room for, or the model fails.
    pub fn align_text(&mut self, samples: &[f32], words: &[&str]) -> Result<Vec<Word>, Error> {
        let seconds = samples.len() as f64 / SAMPLE_RATE as f64;
        if seconds > MAX_SECONDS {
            return Err(failed(&format!(
                "it takes {MAX_SECONDS} s of sound at a time, and got {seconds:.1} s; cut it at a silence"
            )));
        }
        let posteriors = self.model.posteriors(samples)?;
        let aligned = align(&posteriors, &sounds(words)).map_err(|error| failed(&error))?;
        let window = Window {
            stretches: vec![Span::new(0.0, seconds)],
        };
        let named = words.iter().map(|word| (*word, 1.0));
        Ok(measured(&window, named, &aligned))
    }

    /// One window: measured where that is possible.
    fn window(&mut self, samples: &[f32], heard: &HeardWindow) -> Result<Vec<Word>, Error> {
        let mut packed = heard.window.samples(samples);
        let most = (MAX_SECONDS * SAMPLE_RATE as f64) as usize;
        // Rounding may add a few samples to a full window; a longer one is not for this model.
        if packed.len() > most + SAMPLE_RATE / 10 {
            return Ok(doubted(heard));
        }
        packed.truncate(most);
        let posteriors = self.model.posteriors(&packed)?;
        let texts: Vec<&str> = heard.words.iter().map(|word| word.text.as_str()).collect();
        match align(&posteriors, &sounds(&texts)) {
            Ok(aligned) => {
                let named = heard
                    .words
                    .iter()
                    .map(|word| (word.text.as_str(), word.confidence));
                Ok(measured(&heard.window, named, &aligned))
            }
            Err(_) => Ok(doubted(heard)),
        }
    }
}

impl Aligner for PhoneAligner {
    fn align(
        &mut self,
        samples: &[f32],
        speech: &[Span],
        heard: &Heard,
        done: &mut dyn FnMut(f64),
    ) -> Result<Transcript, Error> {
        let mut words: Vec<Word> = Vec::new();
        for (index, window) in heard.windows.iter().enumerate() {
            let mut found = if window.words.is_empty() {
                Vec::new()
            } else if heard.language == Language::ENGLISH {
                self.window(samples, window)?
            } else {
                spread::words(window)
            };
            let end = words.last().map_or(0.0, |word| word.span.end);
            keep_in_order(&mut found, end);
            words.append(&mut found);
            done((index + 1) as f64 / heard.windows.len() as f64);
        }
        Ok(Transcript {
            language: heard.language,
            language_probability: heard.language_probability,
            utterances: utterances::of(&words),
            words,
            speech: speech.to_vec(),
        })
    }

    fn version(&self) -> ModelVersion {
        ModelVersion {
            role: "phones".to_owned(),
            name: "whisper-tiny encoder with phone classifier".to_owned(),
            version: "1".to_owned(),
        }
    }
}

/// Aligned words in the recording's time.
fn measured<'a>(
    window: &Window,
    words: impl Iterator<Item = (&'a str, f64)>,
    aligned: &[AlignedWord],
) -> Vec<Word> {
    let mut end = window.source().start;
    words
        .zip(aligned)
        .map(|((text, confidence), aligned)| {
            let span = aligned
                .span()
                .map_or(Span::new(end, end), |packed| seams::word(window, packed));
            end = span.end;
            Word {
                text: text.to_owned(),
                span,
                timing: Timing::Measured,
                confidence,
                fit: aligned.fit,
                doubtful: aligned.fit.is_some_and(|fit| fit < DOUBTFUL_BELOW),
                phones: timed(window, aligned, span),
            }
        })
        .collect()
}

fn timed(window: &Window, aligned: &AlignedWord, word: Span) -> Vec<TimedPhone> {
    aligned
        .phones
        .iter()
        .map(|phone| TimedPhone {
            phone: phone.sound.phone,
            stress: phone.sound.stress,
            span: seams::part(window, phone.span, word),
            fit: phone.fit,
        })
        .collect()
}

/// Estimated times for words that do not go with the sound.
fn doubted(heard: &HeardWindow) -> Vec<Word> {
    let mut words = spread::words(heard);
    for word in &mut words {
        word.doubtful = true;
    }
    words
}

/// Moves starts that lie before the end of the word before.
fn keep_in_order(words: &mut [Word], mut end: f64) {
    for word in words {
        let start = word.span.start.max(end);
        word.span = Span::new(start, word.span.end.max(start));
        for phone in &mut word.phones {
            let start = phone.span.start.max(word.span.start);
            phone.span = Span::new(start, phone.span.end);
        }
        end = word.span.end;
    }
}

fn failed(reason: &impl ToString) -> Error {
    Error::Engine {
        engine: ENGINE,
        reason: reason.to_string(),
    }
}
