//! `viva pronounce`: how well English was said, sound by sound: a known text that was read aloud, or free speech.

mod html;
mod page;

use std::{
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use audio::{Limits, Recording};
use clap::ValueEnum;
use domain::{NotScoredReason, Pronunciation};
use speech::{PronunciationScorer, VoiceDetector};

use super::analyze::{file_name, read_text};
use crate::{
    analysis::{pronounce, transcribe},
    engines::{self, Engines, Model, Pronouncing},
    failure::Failure,
    progress::Progress,
};

/// Longest recording of a known text, in minutes: a sentence is asked for.
const MAX_MINUTES: f64 = 10.0;
/// Longest recording of free speech, in minutes.
const MAX_TALK_MINUTES: f64 = 90.0;

/// Score how well English was said, sound by sound: a text that was read aloud, or free speech.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The recording (wav, flac, mp3, ogg, webm, m4a, mp4), or - for standard input
    file: PathBuf,
    /// The text that was to be read, or @FILE to read it from a file; without it, the words that are heard are the text
    #[arg(long, value_name = "TEXT|@FILE")]
    text: Option<String>,
    /// Which Whisper hears the words when there is no --text: tiny, base, small, or a folder in the hub's ONNX layout
    #[arg(
        long,
        default_value = "base",
        value_name = "NAME|DIR",
        conflicts_with = "text"
    )]
    model: Model,
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
    let found = match &args.text {
        Some(text) => read_aloud(args, text)?,
        None => talk(args)?,
    };
    show(&found, args.format)?;
    match &found.not_scored {
        // The text is at fault: another argument helps.
        Some(why) if why.reason == NotScoredReason::NoWords => Err(Failure::input(why.text.clone())),
        _ => Ok(()),
    }
}

fn read_aloud(args: &Args, text: &str) -> Result<Pronunciation, Failure> {
    let text = read_text(text, "the text is empty: say with --text what was to be read")?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let recording = open(&args.file, MAX_MINUTES, "give the recording of one sentence")?;
    let store = engines::ready_store(&Pronouncing::MODEL, args.yes)?;
    let mut engines = Pronouncing::load(&store)?;
    let speech = engines.voice.speech(&recording.samples)?;
    Ok(engines.scorer.score(&recording.samples, &speech, &words)?)
}

fn talk(args: &Args) -> Result<Pronunciation, Failure> {
    let recording = open(&args.file, MAX_TALK_MINUTES, "give a shorter one")?;
    let store = engines::ready_store(&args.model, args.yes)?;
    let mut progress = Progress::new(false, false);
    progress.stage("Loading models");
    let mut engines = Engines::load(&store, &args.model)?;
    let name = file_name(&args.file);
    let transcript = transcribe(&recording, &mut engines, &name, None, &mut progress)?;
    let found = pronounce(&recording, &mut engines, &transcript, &mut progress);
    progress.finish();
    found
}

fn open(file: &Path, max_minutes: f64, instead: &str) -> Result<Recording, Failure> {
    let limits = Limits {
        max_minutes,
        ..Limits::default()
    };
    let recording = if file == Path::new("-") {
        audio::read(std::io::stdin(), "standard input", &limits)
    } else {
        audio::open(file, &limits)
    };
    recording.map_err(|error| match error {
        audio::Error::TooLong { name, limit } => {
            Failure::input(format!("{name} is longer than {limit} minutes: {instead}"))
        }
        other => other.into(),
    })
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
