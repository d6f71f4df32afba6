//! One pass over a file: packets out of the container, sound out of packets, into the sink.

use domain::MediaFormat;
use symphonia::core::{codecs::audio::AudioDecoder, errors::Error as SymphoniaError, packet::Packet};

use super::{
    Job,
    container::Opened,
    sink::{Mix, Sink},
};
use crate::{Error, SAMPLE_RATE, delay::Delay, sniff::Container};

/// Sample rates that are taken, Hz. Below, there is no speech left; above, there is no such recorder.
const RATES: std::ops::RangeInclusive<u32> = 4_000..=768_000;

/// Channels that are taken, at most.
const MAX_CHANNELS: usize = 64;

/// A container's claim about its length is believed if its bytes make at least so many bits a second of it.
const MIN_BIT_RATE: f64 = 4_000.0;

/// A recording is cut short if it ends so much before its container's claim, seconds.
const CUT_SECONDS: f64 = 0.1;

/// How a pass ended.
#[derive(Debug)]
pub(super) enum End {
    /// Where the container ends.
    Whole,
    /// Earlier, with the reason.
    Cut(String),
}

/// One pass and what it gathers.
pub(super) struct Pass<'a> {
    job: &'a Job<'a>,
    pub(super) sink: Sink,
    pub(super) format: MediaFormat,
    pub(super) damaged: usize,
    pub(super) truncated: bool,
    delay: Delay,
    lead_known: bool,
    decoded: usize,
    /// Length that the container claims, seconds, where it can be believed.
    claimed: Option<f64>,
    /// Frames of the last good packet, and how many of them come after the sound.
    last: (usize, f64),
    most_samples: usize,
    interleaved: Vec<f32>,
}

impl<'a> Pass<'a> {
    pub(super) fn new(job: &'a Job<'a>, opened: &Opened<'_>, mix: Mix) -> Self {
        let most = job.limits.max_minutes * 60.0 * f64::from(SAMPLE_RATE);
        Self {
            job,
            sink: Sink::new(mix),
            format: opened.format(job),
            damaged: 0,
            truncated: false,
            delay: delay_of(job, opened),
            lead_known: false,
            decoded: 0,
            claimed: claimed_seconds(job, opened),
            last: (0, 0.0),
            // Lead and surplus of a packet are not yet taken off when the limit is checked.
            most_samples: (most.ceil() as usize).saturating_add(SAMPLE_RATE as usize / 10),
            interleaved: Vec::new(),
        }
    }

    pub(super) fn run(&mut self, mut opened: Opened<'_>) -> Result<End, Error> {
        let long = self
            .claimed
            .is_some_and(|seconds| seconds > self.job.limits.max_minutes * 60.0 + 1.0);
        if long && self.job.container != Container::Wav {
            return Err(self.too_long());
        }
        // Every packet takes at least a byte, so a reader that gives more goes round in circles.
        for _ in 0..=self.job.input.len() {
            let packet = match opened.reader.next_packet() {
                Ok(Some(packet)) => packet,
                Ok(None) => return Ok(End::Whole),
                Err(SymphoniaError::ResetRequired) => {
                    self.next_stream(&mut opened)?;
                    continue;
                }
                Err(SymphoniaError::IoError(error)) if error.raw_os_error().is_some() => {
                    return Err(Error::from_io(self.job.name, error));
                }
                Err(error) => return Ok(End::Cut(error.to_string())),
            };
            if packet.track_id == opened.track.id {
                self.packet(packet, &mut opened)?;
            }
            if self.sink.samples.len() > self.most_samples {
                return Err(self.too_long());
            }
        }
        Ok(End::Cut("its packets never end".to_owned()))
    }

    /// Decodes one packet. A damaged one becomes silence as long as the one before it.
    fn packet(&mut self, mut packet: Packet, opened: &mut Opened<'_>) -> Result<(), Error> {
        let trim = (packet.trim_start.get(), packet.trim_end.get());
        // Taken off below: decoders differ in whether and when they do.
        packet.trim_start = Default::default();
        packet.trim_end = Default::default();
        let mut sound = std::mem::take(&mut self.interleaved);
        sound.clear();
        match decode(opened.decoder.as_mut(), &packet, &mut sound) {
            Some((rate, channels)) => {
                self.check(rate, channels)?;
                let frames = sound.len() / channels;
                self.place(&packet, opened, frames, rate);
                // Untagged mp3 has an estimated length, which must not cut off real sound.
                let trim = if has_exact_trim(opened) { trim } else { (0, 0) };
                let start = (trim.0 as usize).min(frames);
                let end = frames - (trim.1 as usize).min(frames - start);
                self.push(&mut sound[start * channels..end * channels], channels, rate)?;
                self.decoded += 1;
            }
            None => {
                self.damaged += 1;
                let (channels, rate) = (usize::from(self.format.channels), self.format.sample_rate);
                sound.resize(self.last.0 * channels, 0.0);
                if !sound.is_empty() {
                    self.push(&mut sound, channels, rate)?;
                }
            }
        }
        self.interleaved = sound;
        Ok(())
    }

    fn check(&self, rate: u32, channels: usize) -> Result<(), Error> {
        if !RATES.contains(&rate) {
            return Err(self.job.unsupported(format!("sound at {rate} samples a second")));
        }
        if !(1..=MAX_CHANNELS).contains(&channels) {
            return Err(self.job.unsupported(format!("sound with {channels} channels")));
        }
        Ok(())
    }

    /// Notes what a good packet tells about the place of the sound.
    fn place(&mut self, packet: &Packet, opened: &Opened<'_>, frames: usize, rate: u32) {
        if !self.lead_known {
            self.sink.begin(self.delay.lead.frames(rate));
            self.lead_known = true;
        }
        // The claim of a header may be wrong (HE-AAC gives half the rate); what is decoded is not.
        self.format.sample_rate = rate;
        let surplus = match (self.job.container, opened.track.time_base) {
            (Container::Mp4, Some(base)) if packet.dur.get() > 0 => {
                let ticks =
                    packet.dur.get() as f64 * f64::from(base.numer.get()) / f64::from(base.denom.get());
                (frames as f64 / f64::from(rate) - ticks).max(0.0)
            }
            _ => 0.0,
        };
        self.last = (frames, surplus);
    }

    fn push(&mut self, sound: &mut [f32], channels: usize, rate: u32) -> Result<(), Error> {
        self.format.channels = channels as u16;
        self.sink
            .push(sound, channels, rate)
            .map_err(|reason| self.internal(reason))
    }

    fn next_stream(&mut self, opened: &mut Opened<'_>) -> Result<(), Error> {
        self.end_stream()?;
        opened.renew(self.job)?;
        self.delay = delay_of(self.job, opened);
        self.lead_known = false;
        self.claimed = None;
        Ok(())
    }

    fn end_stream(&mut self) -> Result<(), Error> {
        let surplus = self.delay.surplus.max(self.last.1);
        self.sink
            .end(surplus, self.delay.length)
            .map_err(|reason| self.internal(reason))
    }

    /// Brings out the rest, and judges whether the file was whole.
    pub(super) fn finish(&mut self, end: End) -> Result<(), Error> {
        if let (0, End::Cut(reason)) = (self.decoded, &end) {
            return Err(self.job.damaged(reason));
        }
        if self.decoded == 0 && self.damaged > 0 {
            return Err(self.job.damaged("no packet of sound in it is valid"));
        }
        self.end_stream()?;
        let seconds = self.sink.samples.len() as f64 / f64::from(SAMPLE_RATE);
        let ends_cleanly = self
            .job
            .layout
            .matroska
            .as_ref()
            .is_some_and(|layout| layout.whole);
        self.truncated = match end {
            End::Cut(_) => !ends_cleanly,
            End::Whole => self
                .claimed
                .is_some_and(|claimed| seconds < claimed - CUT_SECONDS),
        };
        Ok(())
    }

    fn too_long(&self) -> Error {
        Error::TooLong {
            name: self.job.name.to_owned(),
            limit: self.job.limits.max_minutes,
        }
    }

    fn internal(&self, reason: String) -> Error {
        Error::Internal {
            name: self.job.name.to_owned(),
            reason,
        }
    }
}

/// Decodes a packet into interleaved `sound`; its rate and channels, or nothing where it is damaged.
fn decode(decoder: &mut dyn AudioDecoder, packet: &Packet, sound: &mut Vec<f32>) -> Option<(u32, usize)> {
    let buffer = decoder.decode(packet).ok()?;
    buffer.copy_to_vec_interleaved(sound);
    Some((buffer.spec().rate(), buffer.spec().channels().count().max(1)))
}

fn delay_of(job: &Job<'_>, opened: &Opened<'_>) -> Delay {
    job.layout
        .delay(opened.track.id, &opened.params, opened.track.delay.is_some())
}

/// Whether what Symphonia says about the ends of packets is known and not estimated.
fn has_exact_trim(opened: &Opened<'_>) -> bool {
    opened.reader.format_info().short_name != "mp3" || opened.track.delay.is_some()
}

/// The length that the container claims, where it is neither an estimate nor a placeholder.
fn claimed_seconds(job: &Job<'_>, opened: &Opened<'_>) -> Option<f64> {
    let rate = f64::from(opened.params.sample_rate?);
    let seconds = opened.track.num_frames.filter(|_| has_exact_trim(opened))? as f64 / rate;
    (job.input.len() as f64 * 8.0 > MIN_BIT_RATE * seconds).then_some(seconds)
}
