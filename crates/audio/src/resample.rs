//! Any sample rate to 16 kHz, as a stream, without delay.

use rubato::{Fft, FixedSync, Indexing, Resampler, audioadapter_buffers::direct::SequentialSliceOfVecs};

use crate::SAMPLE_RATE;

/// Input frames of one step, at least. The filter is as long: it falls off within about 150 Hz at 48 kHz.
const CHUNK_FRAMES: usize = 2_048;

/// Makes 16 kHz of one channel.
pub(crate) struct ToSampleRate {
    rate: u32,
    /// Nothing where the rate is right already.
    resampler: Option<Fft<f32>>,
    input: Vec<Vec<f32>>,
    output: Vec<Vec<f32>>,
    /// Output frames that still come before the first moment of the input.
    delay: usize,
    taken: u64,
    given: u64,
}

impl ToSampleRate {
    /// From `rate` samples a second.
    pub(crate) fn new(rate: u32) -> Result<Self, rubato::ResamplerConstructionError> {
        let resampler = if rate == SAMPLE_RATE {
            None
        } else {
            Some(Fft::new_custom(
                rate as usize,
                SAMPLE_RATE as usize,
                chunk_frames(rate),
                1,
                1,
                rubato::WindowFunction::BlackmanHarris2,
                FixedSync::Both,
            )?)
        };
        let delay = resampler.as_ref().map_or(0, Resampler::output_delay);
        let room = resampler.as_ref().map_or(0, Resampler::output_frames_max);
        let input = vec![Vec::new()];
        Ok(Self {
            rate,
            resampler,
            input,
            output: vec![vec![0.0; room]],
            delay,
            taken: 0,
            given: 0,
        })
    }

    /// Takes in sound, and appends what is ready to `samples`.
    pub(crate) fn push(&mut self, sound: &[f32], samples: &mut Vec<f32>) -> rubato::ResampleResult<()> {
        self.taken += sound.len() as u64;
        if self.resampler.is_none() {
            self.given += sound.len() as u64;
            samples.extend(sound.iter().map(|sample| sample.clamp(-1.0, 1.0)));
            return Ok(());
        }
        self.input[0].extend_from_slice(sound);
        self.step(samples, u64::MAX)
    }

    /// Appends what is left, so that as much time came out as went in.
    pub(crate) fn finish(mut self, samples: &mut Vec<f32>) -> rubato::ResampleResult<()> {
        let due = (u128::from(self.taken) * u128::from(SAMPLE_RATE)).div_ceil(u128::from(self.rate)) as u64;
        while self.given < due {
            let Some(chunk) = self.resampler.as_ref().map(Resampler::input_frames_next) else {
                break;
            };
            let padded = self.input[0].len().next_multiple_of(chunk).max(chunk);
            self.input[0].resize(padded, 0.0);
            self.step(samples, due)?;
        }
        Ok(())
    }

    fn step(&mut self, samples: &mut Vec<f32>, due: u64) -> rubato::ResampleResult<()> {
        let Some(resampler) = &mut self.resampler else {
            return Ok(());
        };
        let mut used = 0;
        let frames = self.input[0].len();
        while frames - used >= resampler.input_frames_next() {
            let room = self.output[0].len();
            // Both sizes are those of the vectors themselves: this cannot fail.
            let (Ok(from), Ok(mut to)) = (
                SequentialSliceOfVecs::new(&self.input, 1, frames),
                SequentialSliceOfVecs::new_mut(&mut self.output, 1, room),
            ) else {
                break;
            };
            let indexing = Indexing::new().input_offset(used);
            let (read, written) = resampler.process_into_buffer(&from, &mut to, Some(&indexing))?;
            used += read;
            let skipped = self.delay.min(written);
            self.delay -= skipped;
            let wanted = usize::try_from(due - self.given)
                .unwrap_or(usize::MAX)
                .min(written - skipped);
            let ready = &self.output[0][skipped..skipped + wanted];
            samples.extend(ready.iter().map(|sample| sample.clamp(-1.0, 1.0)));
            self.given += wanted as u64;
        }
        self.input[0].drain(..used);
        Ok(())
    }
}

/// At least [`CHUNK_FRAMES`], and a length whose half is a whole number of frames on both sides: that half is the
/// filter's delay, and rounding it would move the sound by half a sample.
fn chunk_frames(rate: u32) -> usize {
    let (mut divisor, mut rest) = (rate, SAMPLE_RATE);
    while rest > 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    let smallest = 2 * (rate / divisor.max(1)) as usize;
    CHUNK_FRAMES.next_multiple_of(smallest)
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use super::ToSampleRate;

    /// A 440 Hz tone, sampled at `rate`.
    fn tone(rate: u32, frames: usize) -> Vec<f32> {
        (0..frames)
            .map(|index| (0.5 * (TAU * 440.0 * index as f64 / f64::from(rate)).sin()) as f32)
            .collect()
    }

    fn resampled(rate: u32, sound: &[f32]) -> Vec<f32> {
        let mut resampler = ToSampleRate::new(rate).unwrap();
        let mut samples = Vec::new();
        for piece in sound.chunks(1_000) {
            resampler.push(piece, &mut samples).unwrap();
        }
        resampler.finish(&mut samples).unwrap();
        samples
    }

    #[test]
    fn every_rate_gives_the_same_tone_at_the_same_time() {
        let wanted = tone(16_000, 16_000);
        for rate in [
            8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 44_101, 48_000, 96_000, 192_000,
        ] {
            let samples = resampled(rate, &tone(rate, rate as usize));
            assert_eq!(samples.len(), 16_000, "{rate} Hz");
            // The edges ring, because the tone begins and ends at once.
            let worst = (800..15_200)
                .map(|i| (samples[i] - wanted[i]).abs())
                .fold(0.0, f32::max);
            assert!(worst < 0.002, "{rate} Hz: off by {worst}");
        }
    }

    #[test]
    fn a_length_that_does_not_divide_is_rounded_up() {
        assert_eq!(resampled(48_000, &tone(48_000, 4)).len(), 2);
        assert_eq!(resampled(44_100, &tone(44_100, 10_000)).len(), 3_629);
        assert!(resampled(44_100, &[]).is_empty());
    }

    #[test]
    fn what_16_khz_cannot_hold_is_taken_out() {
        let high: Vec<f32> = (0..48_000)
            .map(|i| (0.5 * (TAU * 9_000.0 * f64::from(i) / 48_000.0).sin()) as f32)
            .collect();
        let loudest = resampled(48_000, &high)[800..15_200]
            .iter()
            .fold(0.0f32, |peak, s| peak.max(s.abs()));
        assert!(loudest < 0.001, "9 kHz comes back as {loudest}");
    }
}
