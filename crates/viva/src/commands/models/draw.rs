//! Drawing how a pull goes: a bar with rate and time left on a terminal, a line a step elsewhere.

use std::{
    io::{IsTerminal, Write},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};
use speech::store::{Event, Phase, Step};

/// Draws on standard error.
pub(crate) struct Drawing {
    bar: ProgressBar,
    quiet: bool,
    /// What the bar shows now: a new bar for each, so that rate and time left are its own.
    shown: Option<(String, Phase, u64)>,
}

impl Drawing {
    /// Draws nothing at all when `quiet`.
    pub(crate) fn new(quiet: bool) -> Self {
        Self {
            bar: ProgressBar::hidden(),
            quiet,
            shown: None,
        }
    }

    /// Shows one event.
    pub(crate) fn show(&mut self, event: &Event<'_>) {
        let name = &event.artefact.name;
        match event.step {
            Step::Here => self.line(&format!("{name}: here already")),
            Step::Waiting => self.line(&format!(
                "{name}: another viva is fetching it; waiting for that one"
            )),
            Step::Trying { source } => self.line(&format!("{name}: trying the {source}")),
            Step::Bytes { phase, done, total } => self.bytes(name, phase, done, total),
            Step::Failed { source, reason } => {
                self.line(&format!("{name}: the {source} did not help: {reason}"))
            }
            Step::Fetched { source } => self.line(&format!("{name}: fetched from the {source}")),
        }
    }

    /// Removes the bar.
    pub(crate) fn clear(&mut self) {
        self.bar.finish_and_clear();
        self.shown = None;
    }

    fn bytes(&mut self, name: &str, phase: Phase, done: u64, total: u64) {
        if self.quiet || !std::io::stderr().is_terminal() {
            return;
        }
        let shown = (name.to_owned(), phase, total);
        if self.shown.as_ref() != Some(&shown) {
            self.bar.finish_and_clear();
            self.bar = bar(&shown);
            self.shown = Some(shown);
        }
        self.bar.set_position(done);
    }

    fn line(&mut self, text: &str) {
        self.clear();
        if !self.quiet {
            // Progress is a courtesy: when nobody can see it, the work goes on.
            let _ = writeln!(std::io::stderr(), "{text}");
        }
    }
}

fn bar((name, phase, total): &(String, Phase, u64)) -> ProgressBar {
    let bar = ProgressBar::new(*total).with_prefix(format!("{name}: {phase}"));
    let template =
        "{prefix:<28} {bar:24} {decimal_bytes} of {decimal_total_bytes}, {decimal_bytes_per_sec}, {eta} left";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("━╸─"));
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
