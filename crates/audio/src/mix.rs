//! Several channels to one, without losing what was said.
//!
//! The mean of the channels is right for most recordings. It is wrong where the channels cancel (a microphone wired
//! with its poles swapped: the mean is silence) or where only one of them carries the voice.

/// The mean is given up when its level falls below this share of the loudest channel's. Two unrelated channels of the
/// same level give 0.71, a voice on one of two gives 0.5, opposed channels give 0.
const LEAST_SHARE: f64 = 0.6;

/// How several channels became one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Downmix {
    /// There was one channel.
    Mono,
    /// The mean of all channels.
    Mean,
    /// This channel (from 0) alone, because the channels are out of phase and their mean would cancel.
    OutOfPhase(usize),
    /// This channel (from 0) alone, because the others carry little or nothing.
    OneSided(usize),
}

impl Downmix {
    /// The channel that is taken alone, if one is.
    #[must_use]
    pub fn channel(self) -> Option<usize> {
        match self {
            Self::Mono | Self::Mean => None,
            Self::OutOfPhase(channel) | Self::OneSided(channel) => Some(channel),
        }
    }
}

/// Measures channels and their mean while they stream by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meter {
    channels: Vec<Power>,
    mean: Power,
}

impl Meter {
    /// Takes in one frame with its mean.
    pub(crate) fn frame(&mut self, frame: &[f32], mean: f32) {
        if self.channels.len() < frame.len() {
            self.channels.resize(frame.len(), Power::default());
        }
        for (power, &sample) in self.channels.iter_mut().zip(frame) {
            power.add(sample);
        }
        self.mean.add(mean);
    }

    /// What to do with what was measured.
    pub(crate) fn verdict(&self) -> Downmix {
        if self.channels.len() < 2 {
            return Downmix::Mono;
        }
        // Of equals, the last of these wins: reversed, that is the first channel.
        let levels = self.channels.iter().map(Power::level).enumerate().rev();
        let Some((channel, loudest)) = levels.max_by(|a, b| a.1.total_cmp(&b.1)) else {
            return Downmix::Mono;
        };
        if self.mean.level() >= LEAST_SHARE * loudest {
            return Downmix::Mean;
        }
        // The mean of unrelated channels has the power of their powers' mean, divided by their number. Less than that
        // means that they work against each other.
        let count = self.channels.len() as f64;
        let unrelated = self
            .channels
            .iter()
            .map(|power| power.level().powi(2))
            .sum::<f64>()
            .sqrt()
            / count;
        if self.mean.level() < 0.9 * unrelated {
            Downmix::OutOfPhase(channel)
        } else {
            Downmix::OneSided(channel)
        }
    }
}

/// Power of a signal without its constant part, which some sound cards add and nobody hears.
#[derive(Clone, Debug, Default)]
struct Power {
    count: f64,
    sum: f64,
    squares: f64,
}

impl Power {
    fn add(&mut self, sample: f32) {
        let sample = f64::from(sample);
        self.count += 1.0;
        self.sum += sample;
        self.squares += sample * sample;
    }

    fn level(&self) -> f64 {
        let mean = self.sum / self.count.max(1.0);
        (self.squares / self.count.max(1.0) - mean * mean).max(0.0).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::{Downmix, Meter};

    fn verdict(channels: &[fn(f32) -> f32]) -> Downmix {
        let mut meter = Meter::default();
        for index in 0..4_800u16 {
            let frame: Vec<f32> = channels.iter().map(|channel| channel(f32::from(index))).collect();
            meter.frame(&frame, frame.iter().sum::<f32>() / frame.len() as f32);
        }
        meter.verdict()
    }

    fn voice(index: f32) -> f32 {
        0.5 * (index * 0.05).sin()
    }

    #[test]
    fn channels_that_agree_are_averaged() {
        assert_eq!(verdict(&[voice]), Downmix::Mono);
        assert_eq!(verdict(&[voice, voice]), Downmix::Mean);
        assert_eq!(
            verdict(&[voice, |index| 0.5 * (index * 0.31).sin()]),
            Downmix::Mean
        );
    }

    #[test]
    fn opposed_channels_are_not_averaged() {
        assert_eq!(verdict(&[voice, |index| -voice(index)]), Downmix::OutOfPhase(0));
        assert_eq!(
            verdict(&[|index| -0.8 * voice(index), voice]),
            Downmix::OutOfPhase(1)
        );
    }

    #[test]
    fn a_voice_on_one_side_is_taken_from_there() {
        assert_eq!(verdict(&[|_| 0.0, voice]), Downmix::OneSided(1));
        assert_eq!(verdict(&[|_| 0.9, voice]), Downmix::OneSided(1));
        assert_eq!(
            verdict(&[|_| 0.0, |_| 0.0, voice, |_| 0.0, |_| 0.0, |_| 0.0]),
            Downmix::OneSided(2)
        );
    }

    #[test]
    fn silence_is_averaged() {
        assert_eq!(verdict(&[|_| 0.0, |_| 0.0]), Downmix::Mean);
    }
}
