//! Where decoded sound goes: the lead is left out, channels become one, the rate becomes 16 kHz.

use crate::{SAMPLE_RATE, levels::ClipCounter, mix::Meter, resample::ToSampleRate};

/// How channels become one in this pass.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mix {
    /// Their mean; levels are measured on the way.
    Mean,
    /// One of them, from 0.
    Channel(usize),
}

/// Takes in interleaved sound and grows the result.
pub(super) struct Sink {
    mix: Mix,
    resampler: Option<(u32, ToSampleRate)>,
    mono: Vec<f32>,
    /// Frames that are still to be left out.
    lead: u64,
    /// Where in `samples` the stream that is being decoded began.
    stream_start: usize,
    pub(super) meter: Meter,
    pub(super) clips: ClipCounter,
    pub(super) samples: Vec<f32>,
}

impl Sink {
    pub(super) fn new(mix: Mix) -> Self {
        Self {
            mix,
            resampler: None,
            mono: Vec::new(),
            lead: 0,
            stream_start: 0,
            meter: Meter::default(),
            clips: ClipCounter::default(),
            samples: Vec::new(),
        }
    }

    /// The next sound is a new stream with a lead of so many frames.
    pub(super) fn begin(&mut self, lead: u64) {
        self.lead = lead;
        self.stream_start = self.samples.len();
    }

    /// Takes in frames of `channels` samples each at `rate`. Samples that are not numbers become 0.
    pub(super) fn push(&mut self, sound: &mut [f32], channels: usize, rate: u32) -> Result<(), String> {
        let frames = (sound.len() / channels) as u64;
        let skipped = self.lead.min(frames);
        self.lead -= skipped;
        self.mono.clear();
        for frame in sound[skipped as usize * channels..].chunks_exact_mut(channels) {
            for sample in frame.iter_mut() {
                *sample = if sample.is_finite() {
                    sample.clamp(-1.0, 1.0)
                } else {
                    0.0
                };
            }
            let mono = match self.mix {
                Mix::Mean => {
                    let mean = frame.iter().sum::<f32>() / channels as f32;
                    self.meter.frame(frame, mean);
                    self.clips.frame(frame);
                    mean
                }
                Mix::Channel(channel) => frame.get(channel).copied().unwrap_or(0.0),
            };
            self.mono.push(mono);
        }
        self.resample(rate)
    }

    fn resample(&mut self, rate: u32) -> Result<(), String> {
        if self.resampler.as_ref().is_none_or(|(from, _)| *from != rate) {
            self.drain()?;
            self.resampler = Some((rate, ToSampleRate::new(rate).map_err(|error| error.to_string())?));
        }
        let Some((_, resampler)) = &mut self.resampler else {
            return Ok(());
        };
        resampler
            .push(&self.mono, &mut self.samples)
            .map_err(|error| error.to_string())
    }

    /// Brings out what the resampler still holds.
    fn drain(&mut self) -> Result<(), String> {
        match self.resampler.take() {
            Some((_, resampler)) => resampler
                .finish(&mut self.samples)
                .map_err(|error| error.to_string()),
            None => Ok(()),
        }
    }

    /// Ends a stream: leaves out `surplus` seconds at its end, and everything past `length` seconds.
    pub(super) fn end(&mut self, surplus: f64, length: Option<f64>) -> Result<(), String> {
        self.drain()?;
        let count = |seconds: f64| (seconds * f64::from(SAMPLE_RATE)).round() as usize;
        let kept = (self.samples.len() - self.stream_start).saturating_sub(count(surplus));
        let kept = length.map_or(kept, |length| kept.min(count(length)));
        self.samples.truncate(self.stream_start + kept);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Mix, Sink};

    #[test]
    fn what_is_not_a_number_becomes_silence() {
        let mut sink = Sink::new(Mix::Mean);
        sink.push(&mut [f32::NAN, f32::INFINITY, 0.5, -7.0], 1, 16_000)
            .unwrap();
        sink.end(0.0, None).unwrap();
        assert_eq!(sink.samples, [0.0, 0.0, 0.5, -1.0]);
    }

    #[test]
    fn lead_and_surplus_are_left_out() {
        let mut sink = Sink::new(Mix::Channel(1));
        sink.begin(3);
        for value in 0..10u8 {
            sink.push(&mut [0.9, f32::from(value) / 10.0], 2, 16_000).unwrap();
        }
        sink.end(2.0 / 16_000.0, Some(4.0 / 16_000.0)).unwrap();
        assert_eq!(sink.samples, [0.3, 0.4, 0.5, 0.6]);
    }

    #[test]
    fn a_change_of_rate_loses_nothing() {
        let mut sink = Sink::new(Mix::Mean);
        sink.push(&mut vec![0.1; 8_000], 1, 16_000).unwrap();
        sink.push(&mut vec![0.1; 48_000], 2, 48_000).unwrap();
        sink.end(0.0, None).unwrap();
        assert_eq!(sink.samples.len(), 16_000);
    }
}
