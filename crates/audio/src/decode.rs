//! From bytes to a [`Recording`]: what the file is, one pass over it, and a second one where the mean of its channels
//! turns out to lose the voice.

mod container;
mod pass;
mod sink;

use std::{
    io::Read,
    panic::{AssertUnwindSafe, catch_unwind},
};

use self::{
    container::Opened,
    pass::{End, Pass},
    sink::Mix,
};
use crate::{Error, Levels, Limits, MIN_SECONDS, Recording, delay::Layout, open::Input, sniff};

/// What both passes need to know.
pub(crate) struct Job<'a> {
    pub(crate) input: &'a Input,
    pub(crate) name: &'a str,
    pub(crate) limits: &'a Limits,
    pub(crate) container: sniff::Container,
    pub(crate) layout: Layout,
}

/// Decodes a recording.
pub(crate) fn decode(input: &Input, name: &str, limits: &Limits) -> Result<Recording, Error> {
    let job = Job::new(input, name, limits)?;
    let mean = job.pass(Mix::Mean)?;
    let downmix = mean.sink.meter.verdict();
    let clipped = mean.sink.clips.share();
    let pass = match downmix.channel() {
        None => mean,
        Some(channel) => {
            drop(mean);
            job.pass(Mix::Channel(channel))?
        }
    };
    let samples = pass.sink.samples;
    Ok(Recording {
        format: pass.format,
        downmix,
        levels: Levels::measure(&samples, clipped),
        truncated: pass.truncated,
        damaged_packets: pass.damaged,
        samples,
    })
}

impl<'a> Job<'a> {
    fn new(input: &'a Input, name: &'a str, limits: &'a Limits) -> Result<Self, Error> {
        let name_owned = || name.to_owned();
        if input.len() == 0 {
            return Err(Error::Empty { name: name_owned() });
        }
        let mut stream = input.stream().map_err(|error| Error::from_io(name, error))?;
        let mut start = Vec::new();
        (&mut stream)
            .take(sniff::SNIFFED_BYTES as u64)
            .read_to_end(&mut start)
            .map_err(|error| Error::from_io(name, error))?;
        let container = match sniff::sniff(&start) {
            sniff::Sniffed::Container(container) => container,
            sniff::Sniffed::Unsupported(what) => {
                return Err(Error::Unsupported {
                    name: name_owned(),
                    what: what.to_owned(),
                });
            }
            sniff::Sniffed::NotAudio(kind) => {
                return Err(Error::NotAudio {
                    name: name_owned(),
                    kind,
                });
            }
        };
        let layout = Layout::read(&mut stream, container);
        Ok(Self {
            input,
            name,
            limits,
            container,
            layout,
        })
    }

    /// One pass over the whole file.
    fn pass(&self, mix: Mix) -> Result<Pass<'_>, Error> {
        let opened = contained(|| Opened::new(self)).unwrap_or_else(|| Err(self.damaged(PANIC)))?;
        let mut pass = Pass::new(self, &opened, mix);
        // A decoder that gives up halfway costs what comes after, not what came before.
        let end = contained(|| pass.run(opened)).unwrap_or(Ok(End::Cut(PANIC.to_owned())))?;
        pass.finish(end)?;
        if pass.sink.samples.len() as f64 / f64::from(crate::SAMPLE_RATE) < MIN_SECONDS {
            let seconds = pass.sink.samples.len() as f64 / f64::from(crate::SAMPLE_RATE);
            return Err(Error::TooShort {
                name: self.name.to_owned(),
                seconds,
            });
        }
        Ok(pass)
    }

    pub(crate) fn damaged(&self, reason: impl Into<String>) -> Error {
        Error::Damaged {
            name: self.name.to_owned(),
            reason: reason.into(),
        }
    }

    pub(crate) fn unsupported(&self, what: impl Into<String>) -> Error {
        Error::Unsupported {
            name: self.name.to_owned(),
            what: what.into(),
        }
    }
}

/// What a person is told where a decoder panicked.
const PANIC: &str = "the decoder stopped at bytes that make no sense";

/// The one place where a panic is caught: decoders are other people's code, read strangers' bytes, and some of them
/// index before they check. `None` where one panicked. (The panic's own message still goes to standard error, unless
/// the program set another hook.)
fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
