//! The engines of the service: loaded when they are first needed, shared by all jobs, each for one call at a time.

use std::sync::{Mutex, OnceLock, PoisonError};

use domain::{ModelVersion, Pronunciation, Span, Transcript};
use jobs::Lane;
use speech::{
    Aligner, Error, Heard, HeardWord, PronunciationScorer, TranscribeOptions, Transcriber, VoiceDetector,
    store::Store,
};
use speech_onnx::{PhoneAligner, PhoneScorer, Runtime, SileroVad, Whisper};

use crate::engines::{Model, missing, threads};

/// One engine, once it is needed.
///
/// A call takes it out and puts it back when it returns. A call that unwinds, since its result is no longer wanted or
/// since something is broken, leaves nothing behind: the next loads the engine anew.
struct Slot<T>(Mutex<Option<T>>);

impl<T> Slot<T> {
    const fn empty() -> Self {
        Self(Mutex::new(None))
    }

    fn with<R>(
        &self,
        load: impl FnOnce() -> Result<T, Error>,
        work: impl FnOnce(&mut T) -> Result<R, Error>,
    ) -> Result<R, Error> {
        let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut engine = match slot.take() {
            Some(engine) => engine,
            None => load()?,
        };
        let result = work(&mut engine);
        *slot = Some(engine);
        result
    }
}

/// Who listens for the jobs: voice activity, and for each lane its own Whisper, aligner and scorer of sounds, so that
/// whoever has read one sentence does not wait for a recording of an hour.
pub(crate) struct Engines {
    store: Store,
    model: Model,
    voice: Slot<SileroVad>,
    recordings: Lanes,
    attempts: Lanes,
    sounds: Slot<PhoneScorer>,
    talks: Slot<PhoneScorer>,
    versions: OnceLock<Vec<ModelVersion>>,
}

struct Lanes {
    words: Slot<Whisper>,
    times: Slot<PhoneAligner>,
}

impl Lanes {
    const fn empty() -> Self {
        Self {
            words: Slot::empty(),
            times: Slot::empty(),
        }
    }
}

impl Engines {
    /// Over the models of `store`. Nothing is loaded yet.
    pub(crate) fn new(store: Store, model: Model) -> Self {
        Self {
            store,
            model,
            voice: Slot::empty(),
            recordings: Lanes::empty(),
            attempts: Lanes::empty(),
            sounds: Slot::empty(),
            talks: Slot::empty(),
            versions: OnceLock::new(),
        }
    }

    /// What has to be done before anything can be heard; `None` when all models are here.
    pub(crate) fn lacking(&self) -> Option<String> {
        match missing(&self.store, &self.model) {
            Ok(missing) if missing.is_empty() => None,
            Ok(missing) => Some(format!(
                "models are missing, so that no recording can be heard: run viva models pull {}",
                missing.join(" ")
            )),
            Err(error) => Some(error.to_string()),
        }
    }

    fn lanes(&self, lane: Lane) -> &Lanes {
        match lane {
            Lane::Recordings => &self.recordings,
            Lane::Attempts => &self.attempts,
        }
    }

    fn runtime(&self) -> Result<Runtime, Error> {
        Runtime::load(&self.folder("onnxruntime")?)
    }

    fn folder(&self, name: &str) -> Result<std::path::PathBuf, Error> {
        self.store.require(name).map_err(|error| Error::Model {
            model: name.to_owned(),
            reason: error.to_string(),
        })
    }

    fn load_voice(&self) -> Result<SileroVad, Error> {
        SileroVad::load(&self.runtime()?, &self.folder("silero-vad")?)
    }

    fn load_words(&self) -> Result<Whisper, Error> {
        let folder = match &self.model {
            Model::Stored(name) => self.folder(name)?,
            Model::Folder(folder) => folder.clone(),
        };
        Whisper::load(&self.runtime()?, &folder, threads())
    }

    fn load_sounds(&self) -> Result<PhoneScorer, Error> {
        PhoneScorer::load(&self.runtime()?, &self.folder("whisper-tiny")?)
    }

    fn load_times(&self) -> Result<PhoneAligner, Error> {
        PhoneAligner::load(&self.runtime()?, &self.folder("whisper-tiny")?)
    }
}

impl jobs::Engines for Engines {
    fn speech(&self, samples: &[f32]) -> Result<Vec<Span>, Error> {
        self.voice
            .with(|| self.load_voice(), |engine| engine.speech(samples))
    }

    fn transcribe(
        &self,
        lane: Lane,
        samples: &[f32],
        speech: &[Span],
        options: &TranscribeOptions,
        heard: &mut dyn FnMut(&HeardWord, f64),
    ) -> Result<Heard, Error> {
        self.lanes(lane).words.with(
            || self.load_words(),
            |engine| engine.transcribe(samples, speech, options, heard),
        )
    }

    fn align(
        &self,
        lane: Lane,
        samples: &[f32],
        speech: &[Span],
        heard: &Heard,
        done: &mut dyn FnMut(f64),
    ) -> Result<Transcript, Error> {
        self.lanes(lane).times.with(
            || self.load_times(),
            |engine| engine.align(samples, speech, heard, done),
        )
    }

    fn pronounce(&self, samples: &[f32], speech: &[Span], words: &[&str]) -> Result<Pronunciation, Error> {
        self.sounds.with(
            || self.load_sounds(),
            |engine| engine.score(samples, speech, words),
        )
    }

    fn pronounce_talk(
        &self,
        samples: &[f32],
        heard: &Transcript,
        done: &mut dyn FnMut(f64),
    ) -> Result<Pronunciation, Error> {
        self.talks.with(
            || self.load_sounds(),
            |engine| engine.score_talk(samples, heard, done),
        )
    }

    fn versions(&self) -> Result<Vec<ModelVersion>, Error> {
        if let Some(versions) = self.versions.get() {
            return Ok(versions.clone());
        }
        let lanes = &self.recordings;
        let versions = vec![
            self.voice
                .with(|| self.load_voice(), |engine| Ok(engine.version()))?,
            lanes
                .words
                .with(|| self.load_words(), |engine| Ok(engine.version()))?,
            lanes
                .times
                .with(|| self.load_times(), |engine| Ok(engine.version()))?,
        ];
        Ok(self.versions.get_or_init(|| versions).clone())
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::Slot;

    #[test]
    fn an_engine_is_loaded_once_and_anew_after_a_call_that_unwound() {
        let slot = Slot::empty();
        let loads = std::cell::Cell::new(0);
        let load = || {
            loads.set(loads.get() + 1);
            Ok(loads.get())
        };
        let use_it = || slot.with(load, |engine| Ok(*engine)).unwrap();
        assert_eq!((use_it(), use_it()), (1, 1));
        let unwound = catch_unwind(AssertUnwindSafe(|| {
            slot.with(load, |_| -> Result<(), speech::Error> {
                std::panic::resume_unwind(Box::new(()))
            })
        }));
        assert!(unwound.is_err());
        assert_eq!((use_it(), use_it()), (2, 2));
    }
}
