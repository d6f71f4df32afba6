//! Voice activity and words: what `asr` and `attempt` do alike.

use chrono::{DateTime, Utc};
use domain::{Clock, Language, ModelVersion, Span};
use speech::{Heard, HeardWord, TranscribeOptions};
use tokio_util::sync::CancellationToken;

use crate::{Engines, Lane, failure::Failure, stop::leave_if};

/// What was heard, and by what.
pub(crate) struct Hearing {
    /// Stretches of speech.
    pub(crate) speech: Vec<Span>,
    /// Windows with their words.
    pub(crate) heard: Heard,
    /// The models that listened.
    pub(crate) models: Vec<ModelVersion>,
}

/// Listens to `samples`; blocks. `name` is what the person calls the recording. `each` gets every word as it comes.
///
/// # Errors
/// [`Failure::Input`] with a sentence when nobody speaks.
pub(crate) fn hear(
    engines: &dyn Engines,
    lane: Lane,
    samples: &[f32],
    language: Option<Language>,
    name: &str,
    stop: &CancellationToken,
    each: &mut dyn FnMut(&HeardWord, f64),
) -> Result<Hearing, Failure> {
    let speech = engines.speech(samples)?;
    if speech.is_empty() {
        return Err(no_speech(name));
    }
    leave_if(stop);
    let options = TranscribeOptions {
        language,
        prompt: None,
    };
    let heard = engines.transcribe(lane, samples, &speech, &options, &mut |word, done| {
        leave_if(stop);
        each(word, done);
    })?;
    if heard.windows.iter().all(|window| window.words.is_empty()) {
        return Err(no_speech(name));
    }
    Ok(Hearing {
        speech,
        heard,
        models: engines.versions()?,
    })
}

fn no_speech(name: &str) -> Failure {
    Failure::Input(format!(
        "no speech was found in {name}: check that the microphone was on and that somebody speaks in it"
    ))
}

/// The language that a session or an attempt names.
pub(crate) fn language(code: Option<&str>) -> Result<Option<Language>, Failure> {
    let parsed = code.map(str::parse::<Language>).transpose();
    parsed.map_err(|error| Failure::Input(error.to_string()))
}

/// Writes down how long an engine took for so many seconds of sound.
pub(crate) fn measured(engine: &'static str, clock: &dyn Clock, began: DateTime<Utc>, samples: usize) {
    let sound = samples as f64 / speech::SAMPLE_RATE as f64;
    let took = (clock.now() - began).as_seconds_f64();
    if sound > 0.0 {
        metrics::histogram!("vivavoce_engine_seconds_per_audio_second", "engine" => engine)
            .record(took / sound);
    }
}
