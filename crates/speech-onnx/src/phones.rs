//! Which phones are heard, every 20 ms: Whisper-tiny's encoder with a frame classifier of our own on top.
//!
//! English only: the classifier knows the 39 phones of North American English and silence. It says what the sound is
//! like, not what words were said or when; `aligner` does that.

mod classifier;
mod edit;

use std::path::Path;

use ndarray::{Array2, Array3, s};
use ort::{session::Session, value::Tensor};
use phonetics::{PhoneLengths, Posteriors};
use speech::{Error, SAMPLE_RATE};

pub(crate) use self::classifier::{FEATURES, gelu};
use self::{
    classifier::{BrokenBuild, Classifier},
    edit::edit,
};
use crate::{
    mel::{HOP, LogMel},
    runtime::{Runtime, failed, unusable},
};

/// Longest sound the encoder takes: it has 1500 positions of 20 ms.
pub const MAX_SECONDS: f64 = 30.0;

const ENCODER: &str = "onnx/encoder_model_quantized.onnx";
const ENGINE: &str = "the phone model";
const MEL_BANDS: usize = 80;
/// Silence added after the sound, in samples (0.4 s).
const TAIL: usize = 6_400;
/// Samples of one frame of the encoder (20 ms).
const FRAME: usize = 320;
const MAX_SAMPLES: usize = 30 * SAMPLE_RATE;
const WIDTH: usize = 384;

/// The phone model.
pub struct PhoneModel {
    session: Session,
    outputs: [String; 3],
    mel: LogMel,
    classifier: Classifier,
}

/// One stretch of sound as the phone model hears it.
pub(crate) struct HeardPhones {
    /// What is heard in each frame.
    pub(crate) posteriors: Posteriors,
    /// The encoder's three layers side by side: `frames × 1152`.
    pub(crate) features: Array2<f32>,
}

impl PhoneModel {
    /// Loads Whisper-tiny's encoder from its folder in the model store, edits it, and puts the classifier on top that
    /// says best when each phone was said.
    ///
    /// # Errors
    /// [`Error::Model`] when the encoder is missing or is not Whisper-tiny's.
    pub fn for_alignment(runtime: &Runtime, whisper_tiny: &Path) -> Result<Self, Error> {
        Self::load(runtime, whisper_tiny, Classifier::for_alignment())
    }

    /// As [`PhoneModel::for_alignment`], with the classifier that says best how well each phone was said.
    ///
    /// # Errors
    /// [`Error::Model`] when the encoder is missing or is not Whisper-tiny's.
    pub fn for_scoring(runtime: &Runtime, whisper_tiny: &Path) -> Result<Self, Error> {
        Self::load(runtime, whisper_tiny, Classifier::for_scoring())
    }

    fn load(
        runtime: &Runtime,
        whisper_tiny: &Path,
        classifier: Result<Classifier, BrokenBuild>,
    ) -> Result<Self, Error> {
        let path = whisper_tiny.join(ENCODER);
        let bytes =
            std::fs::read(&path).map_err(|error| unusable(&path, format!("it cannot be read ({error})")))?;
        let edited = edit(&bytes).map_err(|error| unusable(&path, format!("{error}; pull it again")))?;
        let session = runtime.session_from_bytes(&edited.model, &path, 1)?;
        let classifier = classifier.map_err(|error| broken(&error))?;
        Ok(Self {
            session,
            outputs: edited.outputs,
            mel: LogMel::new(MEL_BANDS),
            classifier,
        })
    }

    /// Log-probabilities of the phones for 16 kHz `samples`, one frame every 20 ms.
    ///
    /// # Errors
    /// [`Error::Engine`] for more than [`MAX_SECONDS`] of sound, or when the model fails.
    pub fn posteriors(&mut self, samples: &[f32]) -> Result<Posteriors, Error> {
        Ok(self.hear(samples)?.posteriors)
    }

    /// As [`PhoneModel::posteriors`], with what the encoder made of the sound: one run for both.
    pub(crate) fn hear(&mut self, samples: &[f32]) -> Result<HeardPhones, Error> {
        if samples.len() > MAX_SAMPLES {
            let seconds = samples.len() as f64 / SAMPLE_RATE as f64;
            return Err(broken(&format!(
                "it takes {MAX_SECONDS} s of sound at most, and got {seconds:.1} s"
            )));
        }
        let padded = (samples.len() + TAIL).next_multiple_of(FRAME).min(MAX_SAMPLES);
        let mel_frames = padded / HOP;
        let mel = self.mel.compute(samples, mel_frames);
        let input =
            Array3::from_shape_vec((1, MEL_BANDS, mel_frames), mel).map_err(|error| broken(&error))?;
        let frames = (samples.len().div_ceil(FRAME) + 1).min(padded / FRAME);
        let features = self.encode(input, frames)?;
        let posteriors = Posteriors::new(
            self.classifier.log_posteriors(&features.view()),
            *self.classifier.prior(),
        );
        Ok(HeardPhones { posteriors, features })
    }

    /// How long phones last, in the data the classifier was trained on.
    #[must_use]
    pub fn durations(&self) -> &PhoneLengths {
        self.classifier.durations()
    }

    /// The three layers side by side: `frames × 1152`.
    fn encode(&mut self, mel: Array3<f32>, frames: usize) -> Result<Array2<f32>, Error> {
        let input = Tensor::from_array(mel).map_err(failed(ENGINE))?;
        let outputs = self.session.run(ort::inputs![input]).map_err(failed(ENGINE))?;
        let mut features = Array2::zeros((frames, FEATURES));
        for (index, name) in self.outputs.iter().enumerate() {
            let layer = outputs[name.as_str()]
                .try_extract_array::<f32>()
                .map_err(failed(ENGINE))?;
            match layer.shape() {
                [1, found, WIDTH] if *found >= frames => {}
                shape => return Err(broken(&format!("a layer of unexpected shape {shape:?}"))),
            }
            let columns = index * WIDTH..(index + 1) * WIDTH;
            features
                .slice_mut(s![.., columns])
                .assign(&layer.slice(s![0, ..frames, ..]));
        }
        Ok(features)
    }
}

/// Lengths of phones and prior, as built in for scoring.
#[cfg(test)]
pub(crate) fn built_in_lengths() -> Option<(PhoneLengths, [f32; phonetics::CLASSES])> {
    let classifier = Classifier::for_scoring().ok()?;
    Some((classifier.durations().clone(), *classifier.prior()))
}

fn broken(reason: &impl ToString) -> Error {
    Error::Engine {
        engine: ENGINE,
        reason: reason.to_string(),
    }
}
