//! `viva pronounce`: how well a known English text was read aloud, sound by sound.

mod html;
mod page;

use std::{
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use audio::Limits;
use clap::ValueEnum;
use domain::{NotScoredReason, Pronunciation};
use speech::{PronunciationScorer, VoiceDetector};

use super::analyze::read_text;
use crate::{
    engines::{self, Pronouncing},
    failure::Failure,
};

/// Longest recording that is read, in minutes: a sentence is asked for.
const MAX_MINUTES: f64 = 10.0;

/// Score how well a known English text was read aloud, sound by sound.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The recording (wav, flac, mp3, ogg, webm, m4a, mp4), or - for standard input
    file: PathBuf,
    /// The text that was to be read, or @FILE to read it from a file
    #[arg(long, value_name = "TEXT|@FILE")]
    text: String,
    /// What to print
    #[arg(long, default_value = "terminal")]
    format: Format,
    /// Fetch missing models without asking
    #[arg(long)]
    yes: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Terminal,
    Json,
    Html,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let text = read_text(
        &args.text,
        "the text is empty: say with --text what was to be read",
    )?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let limits = Limits {
        max_minutes: MAX_MINUTES,
        ..Limits::default()
    };
    let recording = if args.file == Path::new("-") {
        audio::read(std::io::stdin(), "standard input", &limits)
    } else {
        audio::open(&args.file, &limits)
    };
    let recording = recording.map_err(|error| match error {
        audio::Error::TooLong { name, limit } => Failure::input(format!(
            "{name} is longer than {limit} minutes: give the recording of one sentence"
        )),
        other => other.into(),
    })?;
    let store = engines::ready_store(&Pronouncing::MODEL, args.yes)?;
    let mut engines = Pronouncing::load(&store)?;
    let speech = engines.voice.speech(&recording.samples)?;
    let found = engines.scorer.score(&recording.samples, &speech, &words)?;
    show(&found, args.format)?;
    match &found.not_scored {
        // The text is at fault: another argument helps.
        Some(why) if why.reason == NotScoredReason::NoWords => Err(Failure::input(why.text.clone())),
        _ => Ok(()),
    }
}

fn show(found: &Pronunciation, format: Format) -> Result<(), Failure> {
    let text = match format {
        Format::Terminal => page::draw(found, &page::Style::of_terminal()),
        Format::Html => html::draw(found),
        Format::Json => {
            let text = serde_json::to_string_pretty(found).map_err(|error| Failure::Ours(error.into()))?;
            format!("{text}\n")
        }
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        // The reader had enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => {
            written.map_err(|error| Failure::ours(format!("the scores could not be printed: {error}")))
        }
    }
}
