//! Whisper: what was said, window by window.

mod decode;
mod edit;
mod files;
mod invented;
mod network;
mod prompt;
mod rules;
mod tokenizer;
mod words;

use std::{collections::VecDeque, fmt, path::Path};

use domain::{Language, ModelVersion};
use speech::{Error, Heard, HeardWindow, HeardWord, SAMPLE_RATE, TranscribeOptions, Transcriber, Window};

use self::{
    decode::{Attempt, Decoding},
    files::Settings,
    invented::is_invented,
    network::{ENGINE, Network, States},
    prompt::{Starts, echoes},
    rules::{Rules, log_sum_exp},
    tokenizer::Tokenizer,
    words::{Segment, segments, words},
};
use crate::{
    mel::LogMel,
    pack::{pack_windows, split},
    runtime::{Runtime, failed, unusable},
};

/// A language heard with this probability needs no second window.
const SURE_OF_LANGUAGE: f64 = 0.8;
/// Windows to listen to for the language at most.
const LANGUAGE_WINDOWS: usize = 3;
/// Seconds left after the last word for which the recogniser listens again: it sometimes stops early.
const LISTEN_AGAIN: f64 = 3.0;
/// Shorter rests, in seconds, hold no word.
const MIN_REST: f64 = 0.6;
/// Seconds that a window must have given before its rest becomes a window, so that there is an end.
const MIN_PROGRESS: f64 = 1.0;

/// A Whisper of any size in the hub's ONNX layout, multilingual or English only.
pub struct Whisper {
    settings: Settings,
    tokenizer: Tokenizer,
    rules: Rules,
    network: Network,
    mel: LogMel,
    version: ModelVersion,
}

impl fmt::Debug for Whisper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Whisper")
            .field("name", &self.version.name)
            .finish_non_exhaustive()
    }
}

impl Whisper {
    /// Loads a Whisper from `folder`, which holds `config.json`, `generation_config.json`, `tokenizer.json` and in
    /// `onnx/` an `encoder_model` and a `decoder_model_merged` (the quantised ones where there are any). It computes on
    /// `threads` threads.
    ///
    /// # Errors
    /// [`Error::Model`] when a file is missing or is not a Whisper's: it names the file and says what to do.
    pub fn load(runtime: &Runtime, folder: &Path, threads: usize) -> Result<Self, Error> {
        let settings = Settings::load(folder)?;
        let tokenizer = Tokenizer::load(folder)?;
        if tokenizer.special.first_time as usize >= settings.vocabulary {
            let path = folder.join("tokenizer.json");
            return Err(unusable(
                &path,
                "it has more tokens than config.json says; the two are of different models",
            ));
        }
        let network = Network::load(runtime, folder, &settings, threads)?;
        let name = folder
            .file_name()
            .map_or_else(|| "whisper".into(), |name| name.to_string_lossy().into_owned());
        Ok(Self {
            rules: Rules::new(&settings, &tokenizer),
            mel: LogMel::new(settings.mel_bands),
            version: ModelVersion {
                role: "words".into(),
                name,
                version: network.fingerprint.clone(),
            },
            settings,
            tokenizer,
            network,
        })
    }

    /// The encoder's states of up to 30 s of sound.
    fn listen(&mut self, sound: &[f32]) -> Result<States, Error> {
        let mel = self.mel.compute(sound, self.settings.states * 2);
        self.network.encode(&mel).map_err(failed(ENGINE))
    }

    /// The language of the first windows, with its probability, and the states of the first.
    fn detect(
        &mut self,
        samples: &[f32],
        windows: &VecDeque<Window>,
    ) -> Result<(Language, f64, Option<States>), Error> {
        let languages = self.tokenizer.special.languages.clone();
        let mut sums = vec![0.0; languages.len()];
        let mut first = None;
        let mut best = (Language::ENGLISH, 0.0);
        for (index, window) in windows.iter().take(LANGUAGE_WINDOWS).enumerate() {
            let states = self.listen(&sound(window, samples))?;
            let start = [self.tokenizer.special.start];
            let (logits, _) = self.network.begin(&states, &start).map_err(failed(ENGINE))?;
            let known: Vec<f32> = languages
                .iter()
                .map(|(token, _)| logits.get(*token as usize).copied().unwrap_or(f32::NEG_INFINITY))
                .collect();
            let total = log_sum_exp(&known);
            for (sum, logit) in sums.iter_mut().zip(&known) {
                *sum += f64::from((logit - total).exp());
            }
            first = first.or(Some(states));
            for ((_, language), sum) in languages.iter().zip(&sums) {
                let probability = sum / (index + 1) as f64;
                if *language == best.0 || probability > best.1 {
                    best = (*language, probability);
                }
            }
            if best.1 >= SURE_OF_LANGUAGE {
                break;
            }
        }
        Ok((best.0, best.1, first))
    }

    /// The language to write, how sure that is, and the states of the first window where they are known already.
    fn language(
        &mut self,
        samples: &[f32],
        windows: &VecDeque<Window>,
        wanted: Option<Language>,
    ) -> Result<(Language, Option<f64>, Option<States>), Error> {
        let known = |language| {
            self.tokenizer
                .special
                .languages
                .iter()
                .any(|(_, known)| *known == language)
        };
        match wanted {
            Some(language) if language == Language::ENGLISH => Ok((language, None, None)),
            Some(language) if self.settings.multilingual && known(language) => Ok((language, None, None)),
            Some(language) => Err(Error::Model {
                model: self.version.name.clone(),
                reason: format!(
                    "it does not know the language {language}; use a multilingual Whisper that does"
                ),
            }),
            None if !self.settings.multilingual => Ok((Language::ENGLISH, None, None)),
            None => {
                let (language, probability, states) = self.detect(samples, windows)?;
                Ok((language, Some(probability), states))
            }
        }
    }

    /// What is said in one window's `sound`, and after how many seconds the rest should be heard again as a window.
    fn hear(
        &mut self,
        sound: &[f32],
        states: Option<States>,
        starts: &Starts,
        language: Language,
    ) -> Result<(Vec<Segment>, Option<f64>), Error> {
        let seconds = sound.len() as f64 / SAMPLE_RATE as f64;
        let states = match states {
            Some(states) => states,
            None => self.listen(sound)?,
        };
        let mut decoding = Decoding {
            network: &mut self.network,
            tokenizer: &self.tokenizer,
            rules: &self.rules,
            max_tokens: self.settings.max_tokens,
            seconds,
        };
        let mut attempt = decoding.decode(&states, &starts.tokens)?;
        let mut found = segments(&attempt.choices, &self.tokenizer, seconds);
        if let (true, Some(bare)) = (starts.tokens.len() > 1, starts.tokens.last())
            && echoes(&self.texts(&found, language), language)
        {
            let mut decoding = Decoding {
                network: &mut self.network,
                tokenizer: &self.tokenizer,
                rules: &self.rules,
                max_tokens: self.settings.max_tokens,
                seconds,
            };
            attempt = decoding.decode(&states, std::slice::from_ref(bare))?;
            found = segments(&attempt.choices, &self.tokenizer, seconds);
        }
        let nowhere = Window {
            stretches: Vec::new(),
        };
        if attempt.is_silence() || is_invented(&self.words(&found, language, &nowhere), attempt.no_speech) {
            return Ok((Vec::new(), None));
        }
        let rest = rest(&attempt, &mut found, &self.tokenizer, seconds);
        Ok((found, rest))
    }

    fn words(&self, segments: &[Segment], language: Language, window: &Window) -> Vec<HeardWord> {
        segments
            .iter()
            .flat_map(|segment| words(segment, &self.tokenizer, language, window))
            .collect()
    }

    fn texts(&self, segments: &[Segment], language: Language) -> Vec<String> {
        let nowhere = Window {
            stretches: Vec::new(),
        };
        self.words(segments, language, &nowhere)
            .into_iter()
            .map(|word| word.text)
            .collect()
    }
}

/// The window's sound, with what is no number made silent.
fn sound(window: &Window, samples: &[f32]) -> Vec<f32> {
    let mut sound = window.samples(samples);
    for sample in &mut sound {
        *sample = if sample.is_finite() {
            sample.clamp(-1.0, 1.0)
        } else {
            0.0
        };
    }
    sound
}

/// Where to listen again, if anywhere; takes away an unfinished last segment that will be heard again.
fn rest(attempt: &Attempt, found: &mut Vec<Segment>, tokenizer: &Tokenizer, seconds: f64) -> Option<f64> {
    let end = found.iter().rev().find(|segment| segment.closed)?.span.end;
    let is_time = |back: usize| {
        let index = attempt.choices.len().checked_sub(back);
        index.is_some_and(|index| attempt.choices[index].token >= tokenizer.special.first_time)
    };
    // Two times at the end: another segment was to follow. One: the model holds that all is said.
    let more = attempt.cut || (is_time(1) && is_time(2));
    let left = seconds - end;
    if end < MIN_PROGRESS || left < if more { MIN_REST } else { LISTEN_AGAIN } {
        return None;
    }
    if attempt.cut {
        found.retain(|segment| segment.closed);
    } else if !found.last()?.closed {
        return None;
    }
    Some(end)
}

impl Transcriber for Whisper {
    fn transcribe(
        &mut self,
        samples: &[f32],
        speech: &[domain::Span],
        options: &TranscribeOptions,
        heard: &mut dyn FnMut(&HeardWord, f64),
    ) -> Result<Heard, Error> {
        let mut queue: VecDeque<Window> = pack_windows(samples, speech).into();
        let total: f64 = queue.iter().map(Window::seconds).sum();
        let (language, language_probability, mut states) =
            self.language(samples, &queue, options.language)?;
        let room = self.settings.max_tokens / 2;
        let starts = Starts::new(
            &self.tokenizer,
            language,
            self.settings.multilingual,
            options.prompt.as_deref(),
            room,
        );
        let (mut windows, mut done) = (Vec::new(), 0.0);
        while let Some(mut window) = queue.pop_front() {
            let (found, rest) = self.hear(&sound(&window, samples), states.take(), &starts, language)?;
            if let Some(at) = rest {
                let (head, tail) = split(&window, at);
                window = head;
                queue.push_front(tail);
            }
            let words = self.words(&found, language, &window);
            for (index, word) in words.iter().enumerate() {
                let share = (index + 1) as f64 / words.len() as f64;
                heard(word, ((done + window.seconds() * share) / total).clamp(0.0, 1.0));
            }
            done += window.seconds();
            windows.push(HeardWindow { window, words });
        }
        Ok(Heard {
            language,
            language_probability,
            windows,
        })
    }

    fn version(&self) -> ModelVersion {
        self.version.clone()
    }
}
