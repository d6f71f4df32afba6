//! Which engines do the work, and where their models come from.

use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
};

use domain::ModelVersion;
use speech::{Aligner, Transcriber, VoiceDetector, store::Store};
use speech_onnx::{PhoneAligner, PhoneScorer, Runtime, SileroVad, Whisper};

use crate::{commands::models, failure::Failure};

/// Threads that one engine uses. More than the cores a laptop can spare makes Whisper slower, not faster.
const MAX_THREADS: usize = 4;

/// Models that every analysis needs, whichever Whisper hears the words. Whisper-tiny's encoder also hears the phones.
const ALWAYS: [&str; 3] = ["onnxruntime", "silero-vad", "whisper-tiny"];

/// Which Whisper hears the words.
#[derive(Clone, Debug)]
pub(crate) enum Model {
    /// One of the store's: `whisper-tiny`, `whisper-base`, `whisper-small`.
    Stored(&'static str),
    /// A folder in the hub's ONNX layout.
    Folder(PathBuf),
}

impl std::str::FromStr for Model {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "tiny" => Ok(Self::Stored("whisper-tiny")),
            "base" => Ok(Self::Stored("whisper-base")),
            "small" => Ok(Self::Stored("whisper-small")),
            folder if std::path::Path::new(folder).is_dir() => Ok(Self::Folder(folder.into())),
            _ => Err(
                "expected tiny, base, small, or a folder with a Whisper in the hub's ONNX layout".to_owned(),
            ),
        }
    }
}

/// Everything that listens.
pub(crate) struct Engines {
    /// Finds speech.
    pub(crate) voice: SileroVad,
    /// Hears words.
    pub(crate) words: Whisper,
    /// Finds times.
    pub(crate) times: PhoneAligner,
    /// Scores sounds.
    pub(crate) sounds: PhoneScorer,
}

impl Engines {
    /// Loads the engines from the store.
    pub(crate) fn load(store: &Store, model: &Model) -> Result<Self, Failure> {
        let runtime = Runtime::load(&store.require("onnxruntime")?)?;
        let folder = match model {
            Model::Stored(name) => store.require(name)?,
            Model::Folder(folder) => folder.clone(),
        };
        let threads = threads();
        Ok(Self {
            voice: SileroVad::load(&runtime, &store.require("silero-vad")?)?,
            words: Whisper::load(&runtime, &folder, threads)?,
            times: PhoneAligner::load(&runtime, &store.require("whisper-tiny")?)?,
            sounds: PhoneScorer::load(&runtime, &store.require("whisper-tiny")?)?,
        })
    }

    /// Name and version of each model.
    pub(crate) fn versions(&self) -> Vec<ModelVersion> {
        vec![self.voice.version(), self.words.version(), self.times.version()]
    }
}

/// What scores the pronunciation of a known text, for which no recogniser is needed.
pub(crate) struct Pronouncing {
    /// Finds speech.
    pub(crate) voice: SileroVad,
    /// Scores it.
    pub(crate) scorer: PhoneScorer,
}

impl Pronouncing {
    /// The smallest Whisper: its encoder is all that is used.
    pub(crate) const MODEL: Model = Model::Stored("whisper-tiny");

    /// Loads the engines from the store.
    pub(crate) fn load(store: &Store) -> Result<Self, Failure> {
        let runtime = Runtime::load(&store.require("onnxruntime")?)?;
        Ok(Self {
            voice: SileroVad::load(&runtime, &store.require("silero-vad")?)?,
            scorer: PhoneScorer::load(&runtime, &store.require("whisper-tiny")?)?,
        })
    }
}

/// Threads for one engine on this machine.
pub(crate) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| cores.get().min(MAX_THREADS))
}

/// Opens the store with everything in it that `model` needs; fetches what is missing, after asking when a person is
/// there to answer.
pub(crate) fn ready_store(model: &Model, yes: bool) -> Result<Store, Failure> {
    let store = Store::from_env()?;
    let missing = missing(&store, model)?;
    let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
    if missing.is_empty() {
        return Ok(store);
    }
    if !yes && std::io::stdin().is_terminal() && !agreed(&missing)? {
        return Err(Failure::ours(format!(
            "these models are needed: run viva models pull {}",
            missing.join(" ")
        )));
    }
    models::pull(&store, &missing)?;
    Ok(store)
}

/// What `model` needs and the store does not have.
pub(crate) fn missing(store: &Store, model: &Model) -> Result<Vec<String>, speech::store::Error> {
    let mut names = ALWAYS.to_vec();
    if let Model::Stored(name) = model
        && !names.contains(name)
    {
        names.push(name);
    }
    let missing = store.missing(&names)?;
    Ok(missing
        .into_iter()
        .map(|artefact| artefact.name.to_string())
        .collect())
}

#[expect(clippy::print_stderr, reason = "a question to the person at the terminal")]
fn agreed(missing: &[&str]) -> Result<bool, Failure> {
    eprint!(
        "Some models are missing: {}. Fetch them now? [Y/n] ",
        missing.join(", ")
    );
    let mut answer = String::new();
    let asked = std::io::stderr()
        .flush()
        .and_then(|()| std::io::stdin().read_line(&mut answer));
    asked.map_err(|error| Failure::ours(format!("the question could not be asked ({error}); use --yes")))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}
