//! F0 by autocorrelation with a path through the candidates (Boersma 1993: "Accurate short-term analysis of the
//! fundamental frequency and the harmonics-to-noise ratio of a sampled sound"; Praat: Sound: To Pitch (ac)...).

mod candidates;
mod path;
mod speaker;
mod summary;

pub use speaker::settings_for as settings_for_speaker;
pub use summary::{semitones, summarise};

pub(crate) use candidates::folded;

use candidates::Analyser;
use domain::Pitch;
use path::Path;

use crate::sound::Sound;

/// What [`track`] looks for. The names are those of Praat's dialogue; [`Default`] gives the standard values, floor
/// 75 Hz and ceiling 500 Hz.
#[derive(Clone, Debug, PartialEq)]
pub struct PitchSettings {
    /// Seconds between frames.
    pub step: f64,
    /// Lowest F0, Hz. It sets the window: three periods of it. Under [`LOWEST_FLOOR_HZ`] counts as that.
    pub floor_hz: f64,
    /// Highest F0, Hz; above half the sample rate counts as that.
    pub ceiling_hz: f64,
    /// Candidates kept in a frame, 2 to [`MOST_CANDIDATES`], the unvoiced one included.
    pub candidates: usize,
    /// A frame whose peak is under this share of the recording's is likely silent.
    pub silence_threshold: f64,
    /// Correlation a frame needs to be voiced.
    pub voicing_threshold: f64,
    /// How much each octave lower costs a candidate.
    pub octave_cost: f64,
    /// What a jump of one octave between frames 0.01 s apart costs.
    pub octave_jump_cost: f64,
    /// What a change between voiced and unvoiced costs, for frames 0.01 s apart.
    pub voiced_unvoiced_cost: f64,
}

/// The lowest floor, Hz: bounds the window to 0.3 s.
pub const LOWEST_FLOOR_HZ: f64 = 10.0;

/// The most candidates in a frame.
pub const MOST_CANDIDATES: usize = 64;

impl Default for PitchSettings {
    fn default() -> Self {
        Self {
            step: 0.01,
            floor_hz: 75.0,
            ceiling_hz: 500.0,
            candidates: 15,
            silence_threshold: 0.03,
            voicing_threshold: 0.45,
            octave_cost: 0.01,
            octave_jump_cost: 0.35,
            voiced_unvoiced_cost: 0.14,
        }
    }
}

impl PitchSettings {
    /// With the limits applied and the costs scaled to the step.
    fn effective(&self, rate: f64) -> Self {
        let correction = 0.01 / self.step;
        let floor_hz = self.floor_hz.max(LOWEST_FLOOR_HZ);
        let ceiling_hz = self.ceiling_hz.min(0.5 * rate);
        let needed = (ceiling_hz / floor_hz).max(2.0) as usize;
        Self {
            floor_hz,
            ceiling_hz,
            candidates: self.candidates.max(needed).min(MOST_CANDIDATES),
            octave_jump_cost: self.octave_jump_cost * correction,
            voiced_unvoiced_cost: self.voiced_unvoiced_cost * correction,
            ..self.clone()
        }
    }

    /// How well "unvoiced" fits a frame whose peak is `intensity` of the recording's.
    fn unvoiced_strength(&self, intensity: f64) -> f64 {
        let quiet = if self.silence_threshold > 0.0 {
            2.0 - intensity * (1.0 + self.voicing_threshold) / self.silence_threshold
        } else {
            0.0
        };
        self.voicing_threshold + quiet.max(0.0)
    }
}

/// The pitch track of `samples` (one channel, -1 to 1) at `rate` per second. Without a single whole window, the track
/// is empty; silence is unvoiced.
#[must_use]
pub fn track(samples: &[f32], rate: u32, settings: &PitchSettings) -> Pitch {
    let mut pitch = Pitch {
        start: 0.0,
        step: settings.step,
        floor_hz: settings.floor_hz,
        ceiling_hz: settings.ceiling_hz,
        f0_hz: Vec::new(),
    };
    let Some(sound) = Sound::new(samples, rate) else {
        return pitch;
    };
    let settings = settings.effective(sound.rate);
    pitch.floor_hz = settings.floor_hz;
    pitch.ceiling_hz = settings.ceiling_hz;
    let Some(mut analyser) = Analyser::new(&sound, &settings) else {
        return pitch;
    };
    let frames = analyser.frames();
    let mut path = Path::new(&settings, frames.count);
    for time in frames.times() {
        let frame = analyser.analyse(time);
        path.push(frame.unvoiced_strength, frame.voiced);
    }
    pitch.start = frames.start;
    pitch.f0_hz = path.best();
    pitch
}

/// F0 at `time` (seconds) on the line between the two nearest frames; `None` where the nearest is unvoiced.
pub(crate) fn f0_at(pitch: &Pitch, time: f64) -> Option<f64> {
    let position = (time - pitch.start) / pitch.step;
    let left = position.floor();
    let phase = position - left;
    let frame = |index: f64| {
        if index < 0.0 {
            None
        } else {
            pitch.f0_hz.get(index as usize).copied().flatten()
        }
    };
    let (near, far, weight) = if phase < 0.5 {
        (left, left + 1.0, phase)
    } else {
        (left + 1.0, left, 1.0 - phase)
    };
    let near = frame(near)?;
    Some(frame(far).map_or(near, |far| near + weight * (far - near)))
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use super::{PitchSettings, f0_at, track};

    fn tone(hz: f64, seconds: f64) -> Vec<f32> {
        let count = (seconds * 16_000.0) as usize;
        (0..count)
            .map(|i| (0.5 * (TAU * hz * i as f64 / 16_000.0).sin()) as f32)
            .collect()
    }

    #[test]
    fn a_sine_has_its_own_frequency_in_every_frame() {
        for hz in [80.0, 123.4, 220.0, 441.3] {
            let pitch = track(&tone(hz, 1.0), 16_000, &PitchSettings::default());
            assert!(pitch.f0_hz.len() > 90);
            for f0 in pitch.f0_hz {
                // Near the floor three periods are few: Praat is 0.03 Hz off there as well.
                assert!((f0.unwrap() - hz).abs() < 0.04, "{hz}: {f0:?}");
            }
        }
    }

    #[test]
    fn above_the_ceiling_nothing_is_found() {
        let settings = PitchSettings {
            ceiling_hz: 300.0,
            floor_hz: 200.0,
            ..Default::default()
        };
        let pitch = track(&tone(450.0, 1.0), 16_000, &settings);
        assert!(pitch.f0_hz.iter().all(|f0| f0.is_none_or(|f0| f0 < 300.0)));
    }

    #[test]
    fn silence_and_direct_current_are_unvoiced() {
        for level in [0.0, 0.7] {
            let pitch = track(&[level; 16_000], 16_000, &PitchSettings::default());
            assert_eq!(pitch.f0_hz.len(), 97);
            assert!(pitch.f0_hz.iter().all(Option::is_none));
        }
    }

    #[test]
    fn too_short_a_recording_has_no_frames() {
        assert!(
            track(&tone(200.0, 0.02), 16_000, &PitchSettings::default())
                .f0_hz
                .is_empty()
        );
        assert!(track(&[], 16_000, &PitchSettings::default()).f0_hz.is_empty());
        assert!(track(&[0.5; 9], 0, &PitchSettings::default()).f0_hz.is_empty());
    }

    #[test]
    fn senseless_settings_give_an_empty_or_a_bounded_track() {
        let sound = tone(200.0, 0.5);
        for (floor_hz, ceiling_hz, step) in [
            (0.0, 500.0, 0.01),
            (f64::NAN, 500.0, 0.01),
            (75.0, 0.0, 0.01),
            (75.0, 500.0, 0.0),
        ] {
            let settings = PitchSettings {
                floor_hz,
                ceiling_hz,
                step,
                ..Default::default()
            };
            assert!(track(&sound, 16_000, &settings).f0_hz.len() <= 50);
        }
    }

    #[test]
    fn between_frames_f0_lies_between_theirs() {
        let mut pitch = track(&tone(200.0, 0.2), 16_000, &PitchSettings::default());
        pitch.start = 1.0;
        pitch.f0_hz = vec![None, Some(100.0), Some(110.0)];
        assert_eq!(f0_at(&pitch, 1.004), None);
        assert_eq!(f0_at(&pitch, 1.006), Some(100.0));
        assert!((f0_at(&pitch, 1.0175).unwrap() - 107.5).abs() < 1e-9);
        assert_eq!(f0_at(&pitch, 1.026), None);
    }
}
