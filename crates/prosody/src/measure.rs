//! All measures of one recording, with settings that suit its speaker.

use domain::{Prosody, Voice};

use crate::harmonicity::{self, HarmonicitySettings};
use crate::intensity::{self, IntensitySettings};
use crate::pauses::{self, SilenceSettings};
use crate::steady::{self, SteadySettings};
use crate::voice::{self, CycleSettings};
use crate::{periods, phrases, pitch, rate};

/// Everything that can be said of `samples` (one channel, -1 to 1) at `sample_rate` per second without knowing the words.
///
/// Pitch floor and ceiling are chosen for the speaker ([`pitch::settings_for_speaker`]); all else has the standard settings of
/// its module. What the recording is too short, too quiet or too noisy for is `None` or empty; nothing panics, and samples
/// that are not numbers read as silence.
#[must_use]
pub fn measure(samples: &[f32], sample_rate: u32) -> Prosody {
    let settings = pitch::settings_for_speaker(samples, sample_rate);
    let pitch = pitch::track(samples, sample_rate, &settings);
    let intensity = intensity::track(samples, sample_rate, &IntensitySettings::default());
    let silence = SilenceSettings::default();
    let duration = samples.len() as f64 / f64::from(sample_rate.max(1));
    let sounding = pauses::sounding(&intensity, duration, &silence);

    let points = periods::find(samples, sample_rate, &pitch);
    let cycles = CycleSettings::default();
    let voice = Voice {
        jitter: voice::jitter(&points, &cycles),
        shimmer: voice::shimmer(samples, sample_rate, &points, &cycles),
        harmonicity: harmonicity::measure(samples, sample_rate, &HarmonicitySettings::default()),
    };

    let smooth = intensity::track(samples, sample_rate, &rate::intensity_settings());
    let level = silence.level(&smooth).unwrap_or(f64::INFINITY);
    let nuclei = rate::nuclei(&smooth, level, &sounding, &pitch);

    Prosody {
        pitch_summary: pitch::summarise(&pitch),
        loudness_variation_db: phrases::loudness_variation(&sounding, &intensity),
        voice,
        pauses: pauses::between(&sounding),
        rate: rate::rates(nuclei, &sounding),
        phrases: phrases::describe(&sounding, &pitch, &intensity),
        steady: steady::find(
            samples,
            sample_rate,
            &pitch,
            &intensity,
            &SteadySettings::default(),
        ),
        pitch,
        intensity,
    }
}

#[cfg(test)]
mod tests {
    use super::measure;

    #[test]
    fn nothing_in_gives_nothing_out() {
        for (samples, rate) in [
            (vec![], 16_000),
            (vec![0.1; 100], 16_000),
            (vec![0.1; 100], 0),
            (vec![0.1], 1),
        ] {
            let prosody = measure(&samples, rate);
            assert!(prosody.pitch.f0_hz.is_empty());
            assert_eq!(prosody.pitch_summary, None);
            assert!(prosody.phrases.is_empty());
        }
    }

    #[test]
    fn silence_and_direct_current_measure_as_nothing() {
        for level in [0.0, 0.5, 1.0] {
            let prosody = measure(&vec![level; 32_000], 16_000);
            assert_eq!(prosody.pitch_summary, None);
            assert_eq!(prosody.voice, domain::Voice::default());
            assert_eq!(prosody.rate.speech_rate, None);
            assert_eq!(prosody.loudness_variation_db, None);
            assert!(prosody.phrases.is_empty() && prosody.pauses.is_empty() && prosody.steady.is_empty());
        }
    }

    #[test]
    fn whatever_the_samples_all_numbers_are_finite() {
        let wild = [
            f32::NAN,
            f32::INFINITY,
            1.0,
            -1.0,
            0.0,
            f32::MAX,
            f32::MIN_POSITIVE,
        ];
        let mixed: Vec<f32> = (0..20_000).map(|i| wild[i * i % 7]).collect();
        let clipped: Vec<f32> = (0..20_000).map(|i| (i as f32 * 0.05).sin().signum()).collect();
        for samples in [mixed, clipped, vec![f32::NAN; 20_000], vec![f32::MAX; 20_000]] {
            for rate in [8_000, 16_000, 48_000] {
                let prosody = measure(&samples, rate);
                let json = serde_json::to_value(&prosody).unwrap();
                // A number that is not finite would come back as null and fail to be read.
                assert_eq!(serde_json::from_value::<domain::Prosody>(json).unwrap(), prosody);
            }
        }
    }
}
