//! Voice activity by the Silero model: in which stretches somebody speaks.

use std::path::Path;

use domain::{ModelVersion, Span};
use ort::{
    inputs,
    session::Session,
    value::{Tensor, TensorRef},
};
use speech::{Error, SAMPLE_RATE, VoiceDetector};

use crate::runtime::{Runtime, failed, unusable};

/// Name of the model's file in its folder.
const FILE: &str = "silero_vad.onnx";
/// Samples the model judges at a time (32 ms).
const CHUNK: usize = 512;
/// Samples before a chunk that the model sees again.
const CONTEXT: usize = 64;
/// Values of the model's memory.
const STATE: [usize; 3] = [2, 1, 128];
/// Probability from which speech begins.
const BEGIN: f32 = 0.5;
/// Probability below which speech may end. Lower than [`BEGIN`], so that a wavering voice is one stretch.
const END: f32 = 0.35;
/// Seconds under [`END`] that end a stretch.
const MIN_SILENCE: f64 = 0.16;
/// Shorter stretches, in seconds, are clicks and breaths. A lone “eh” is longer.
const MIN_SPEECH: f64 = 0.16;
/// Seconds added on both sides of a stretch, for soft beginnings and ends.
const PAD: f64 = 0.064;

/// The Silero voice-activity model (version 5 or 6).
#[derive(Debug)]
pub struct SileroVad {
    session: Session,
}

impl SileroVad {
    /// Loads `silero_vad.onnx` from `folder`.
    ///
    /// # Errors
    /// [`Error::Model`] when the file is missing or is not this model.
    pub fn load(runtime: &Runtime, folder: &Path) -> Result<Self, Error> {
        let path = folder.join(FILE);
        let session = runtime.session(&path, 1)?;
        for input in ["input", "state", "sr"] {
            if !session.inputs().iter().any(|known| known.name() == input) {
                return Err(unusable(
                    &path,
                    format!("it is not Silero VAD 5 or 6: it has no input “{input}”"),
                ));
            }
        }
        Ok(Self { session })
    }

    /// The probability of speech in each chunk of 32 ms.
    fn probabilities(&mut self, samples: &[f32]) -> ort::Result<Vec<f32>> {
        let rate = Tensor::from_array(([1_usize; 0], vec![SAMPLE_RATE as i64]))?;
        let mut state = vec![0.0_f32; STATE.iter().product()];
        let mut heard = vec![0.0_f32; CONTEXT + CHUNK];
        let mut probabilities = Vec::with_capacity(samples.len().div_ceil(CHUNK));
        for chunk in samples.chunks(CHUNK) {
            heard.copy_within(CHUNK.., 0);
            heard[CONTEXT..].fill(0.0);
            for (place, sample) in heard[CONTEXT..].iter_mut().zip(chunk) {
                // A file of strangers may hold anything, and one infinity would stay in the model's memory.
                *place = if sample.is_finite() {
                    sample.clamp(-1.0, 1.0)
                } else {
                    0.0
                };
            }
            let outputs = self.session.run(inputs! {
                "input" => TensorRef::from_array_view(([1, CONTEXT + CHUNK], heard.as_slice()))?,
                "state" => TensorRef::from_array_view((STATE, state.as_slice()))?,
                "sr" => &rate,
            })?;
            let probability = outputs[0].try_extract_tensor::<f32>()?.1.first().copied();
            probabilities.push(probability.unwrap_or(0.0));
            let next = outputs[1].try_extract_tensor::<f32>()?.1;
            if next.len() == state.len() {
                state.copy_from_slice(next);
            }
        }
        Ok(probabilities)
    }
}

impl VoiceDetector for SileroVad {
    fn speech(&mut self, samples: &[f32]) -> Result<Vec<Span>, Error> {
        let probabilities = self.probabilities(samples).map_err(failed("voice activity"))?;
        Ok(stretches(
            &probabilities,
            samples.len() as f64 / SAMPLE_RATE as f64,
        ))
    }

    fn version(&self) -> ModelVersion {
        ModelVersion {
            role: "voice activity".into(),
            name: "silero-vad".into(),
            version: "6.2".into(),
        }
    }
}

/// Stretches of speech from the probability of each chunk, in a recording of `seconds`.
fn stretches(probabilities: &[f32], seconds: f64) -> Vec<Span> {
    let time = |chunk: usize| (chunk * CHUNK) as f64 / SAMPLE_RATE as f64;
    let mut found: Vec<Span> = Vec::new();
    let mut begin: Option<usize> = None;
    // First chunk of the silence that may end the current stretch.
    let mut silence: Option<usize> = None;
    for (chunk, probability) in probabilities.iter().enumerate() {
        match begin {
            None if *probability >= BEGIN => begin = Some(chunk),
            None => {}
            Some(_) if *probability >= BEGIN => silence = None,
            Some(first) => {
                if silence.is_none() && *probability < END {
                    silence = Some(chunk);
                }
                if let Some(end) = silence
                    && time(chunk + 1 - end) >= MIN_SILENCE
                {
                    found.push(Span::new(time(first), time(end)));
                    (begin, silence) = (None, None);
                }
            }
        }
    }
    if let Some(first) = begin {
        found.push(Span::new(
            time(first),
            time(silence.unwrap_or(probabilities.len())),
        ));
    }
    found.retain(|span| span.duration() >= MIN_SPEECH);
    pad(&found, seconds)
}

/// Widens the stretches by [`PAD`] without letting neighbours overlap.
fn pad(found: &[Span], seconds: f64) -> Vec<Span> {
    let middle = |left: &Span, right: &Span| f64::midpoint(left.end, right.start);
    (0..found.len())
        .map(|index| {
            let floor = index
                .checked_sub(1)
                .map_or(0.0, |before| middle(&found[before], &found[index]));
            let ceiling = found
                .get(index + 1)
                .map_or(seconds, |after| middle(&found[index], after));
            Span::new(
                (found[index].start - PAD).max(floor),
                (found[index].end + PAD).min(ceiling),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use speech::VoiceDetector;

    use super::{CHUNK, SileroVad, stretches};
    use crate::{
        runtime::tests::{model, runtime},
        testing::{clip, noise},
    };

    fn detector() -> SileroVad {
        SileroVad::load(&runtime(), &model("silero-vad")).unwrap()
    }

    #[test]
    fn speech_is_found_between_silences() {
        let mut samples = vec![0.0; 32_000];
        samples.extend(clip("0870"));
        samples.extend(vec![0.0; 32_000]);
        let speech = detector().speech(&samples).unwrap();
        let length = samples.len() as f64 / 16_000.0;
        assert!((1.8..2.6).contains(&speech[0].start), "{speech:?}");
        assert!(
            (length - 2.8..length - 1.8).contains(&speech.last().unwrap().end),
            "{speech:?}"
        );
        assert!(speech.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }

    #[test]
    fn silence_noise_a_tone_and_broken_samples_are_no_speech() {
        let tone: Vec<f32> = (0..64_000).map(|n| (n as f32 * 0.17).sin() * 0.3).collect();
        for samples in [
            vec![],
            vec![0.0; 80_000],
            noise(80_000, 0.1),
            tone,
            vec![f32::NAN; 16_000],
        ] {
            assert_eq!(detector().speech(&samples).unwrap(), vec![]);
        }
    }

    #[test]
    fn a_short_dip_does_not_split_and_a_click_does_not_count() {
        let seconds = |chunks: usize| (chunks * CHUNK) as f64 / 16_000.0;
        let mut probabilities = vec![0.9; 40];
        probabilities[20..23].fill(0.1);
        assert_eq!(stretches(&probabilities, seconds(40)).len(), 1);
        probabilities[20..30].fill(0.1);
        assert_eq!(stretches(&probabilities, seconds(40)).len(), 2);
        let mut click = vec![0.0; 40];
        click[20..23].fill(0.9);
        assert!(stretches(&click, seconds(40)).is_empty());
    }

    #[test]
    fn a_file_of_another_model_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let other = model("whisper-tiny").join("onnx/encoder_model_quantized.onnx");
        std::fs::copy(other, folder.path().join("silero_vad.onnx")).unwrap();
        let error = SileroVad::load(&runtime(), folder.path())
            .unwrap_err()
            .to_string();
        assert!(error.contains("not Silero VAD"), "{error}");
    }
}
