//! Progress on a terminal: which stage, how far, and the words as they are heard. Silent where nobody watches.

use std::{io::Write, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};

/// How finely a share is shown.
const STEPS: u64 = 1000;

/// Most characters of the latest words that are shown beside the bar.
const TAIL: usize = 48;

/// Progress of one analysis.
pub(crate) struct Progress {
    bar: ProgressBar,
    tail: String,
    voice: String,
    echo: bool,
}

impl Progress {
    /// Draws on standard error when it is a terminal and `quiet` is not asked for. With `echo`, words go to standard
    /// output as they are heard.
    pub(crate) fn new(quiet: bool, echo: bool) -> Self {
        let bar = if quiet {
            ProgressBar::hidden()
        } else {
            ProgressBar::new(STEPS)
        };
        if let Ok(style) = ProgressStyle::with_template("{prefix:<22} {bar:24} {percent:>3} %  {wide_msg}") {
            bar.set_style(style.progress_chars("━╸─"));
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self {
            bar,
            tail: String::new(),
            voice: String::new(),
            echo,
        }
    }

    /// A new stage begins, at 0 %.
    pub(crate) fn stage(&self, name: &str) {
        self.bar.set_prefix(name.to_owned());
        self.bar.set_message("");
        self.bar.set_position(0);
    }

    /// How much of the stage is done, 0 to 1.
    pub(crate) fn share(&self, done: f64) {
        self.bar
            .set_position((done.clamp(0.0, 1.0) * STEPS as f64) as u64);
    }

    /// A word was heard.
    pub(crate) fn word(&mut self, word: &str) {
        if self.echo {
            // Who reads the words may have gone; the analysis goes on.
            let mut out = std::io::stdout();
            let _ = write!(out, "{word} ").and_then(|()| out.flush());
        }
        self.tail.push(' ');
        self.tail.push_str(word);
        let surplus = self.tail.chars().count().saturating_sub(TAIL);
        self.tail = self.tail.chars().skip(surplus).collect();
        self.message();
    }

    /// What the voice was like lately.
    pub(crate) fn voice(&mut self, voice: &str) {
        voice.clone_into(&mut self.voice);
        self.message();
    }

    fn message(&self) {
        let message = format!("{} {}", self.voice, self.tail);
        self.bar.set_message(message.trim_start().to_owned());
    }

    /// Removes the bar.
    pub(crate) fn finish(&self) {
        if self.echo {
            let _ = writeln!(std::io::stdout());
        }
        self.bar.finish_and_clear();
    }
}
