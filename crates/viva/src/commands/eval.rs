//! `viva eval`: how well Vivavoce hears, measured against recordings whose words, times, prosody or experts' scores are
//! known.

mod alignment;
mod asr;
mod pronunciation;
mod prosody;
mod statistics;
mod unscripted;

use std::{io::Write, path::PathBuf};

use audio::{Limits, Recording};
use indicatif::ProgressBar;
use serde::Serialize;

use crate::{corpus::Utterance, engines::Model, failure::Failure};

/// Measure how well Vivavoce hears, against a folder of recordings with transcripts.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// What to measure
    what: What,
    /// The folder: labels.jsonl with audio/ID.flac, transcription.txt with *.wav, or pairs NAME.wav and NAME.txt
    #[arg(long, value_name = "DIR")]
    corpus: PathBuf,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
    /// Which Whisper hears the words
    #[arg(long, default_value = "base", value_name = "NAME|DIR")]
    model: Model,
    /// The language spoken
    #[arg(long, default_value = "en", value_name = "CODE")]
    language: domain::Language,
    /// Use at most so many recordings, evenly spread over the corpus
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// With asr: write what was to be said and what was heard, a line for each recording, to this file
    #[arg(long, value_name = "FILE")]
    heard: Option<PathBuf>,
    /// Fetch missing models without asking
    #[arg(long)]
    yes: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum What {
    /// Word error rate and real-time factor
    Asr,
    /// Boundaries of words against NAME.json
    Alignment,
    /// Scores of sounds, words and readings against experts' in labels.jsonl
    Pronunciation,
    /// Scores of free speech, in which the words are not known, against those of experts in labels.jsonl
    Unscripted,
    /// Pitch, intensity and voice quality against Praat's values in NAME.praat.json
    Prosody,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    match args.what {
        What::Asr => print(args, &asr::run(args)?),
        What::Alignment => print(args, &alignment::run(args)?),
        What::Pronunciation => print(args, &pronunciation::run(args)?),
        What::Unscripted => print(args, &unscripted::run(args)?),
        What::Prosody => print(args, &prosody::run(args)?),
    }
}

/// Prints the figures: as one JSON object, or a line each.
fn print(args: &Args, figures: &impl Serialize) -> Result<(), Failure> {
    let broken = |error: serde_json::Error| Failure::Ours(error.into());
    let text = if args.json {
        format!("{}\n", serde_json::to_string_pretty(figures).map_err(broken)?)
    } else {
        let value = serde_json::to_value(figures).map_err(broken)?;
        let fields = value.as_object().into_iter().flatten();
        fields
            .map(|(key, value)| format!("{key:<24} {}\n", line(value)))
            .collect()
    };
    std::io::stdout()
        .write_all(text.as_bytes())
        .map_err(|error| Failure::Ours(error.into()))
}

fn line(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Number(number) if number.is_f64() => {
            format!("{:.6}", number.as_f64().unwrap_or_default())
        }
        serde_json::Value::Array(values) => values.iter().map(line).collect::<Vec<_>>().join(" "),
        serde_json::Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| format!("{key} {}", line(value)))
            .collect::<Vec<_>>()
            .join(", "),
        other => other.to_string(),
    }
}

/// At most `limit` of them, evenly spread.
fn spread(utterances: Vec<Utterance>, limit: Option<u32>) -> Vec<Utterance> {
    let total = utterances.len();
    let wanted = limit.map_or(total, |limit| (limit as usize).min(total));
    let mut taken = 0;
    utterances
        .into_iter()
        .enumerate()
        .filter(|(index, _)| {
            let take = index * wanted / total >= taken;
            taken += usize::from(take);
            take
        })
        .map(|(_, utterance)| utterance)
        .collect()
}

fn open(utterance: &Utterance) -> Result<Recording, Failure> {
    Ok(audio::open(&utterance.audio, &Limits::default())?)
}

fn bar(length: usize) -> ProgressBar {
    ProgressBar::new(length as u64)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::spread;
    use crate::corpus::Utterance;

    #[test]
    fn a_limit_takes_recordings_from_all_over_the_corpus() {
        let all = |count: usize| {
            (0..count)
                .map(|index| Utterance {
                    audio: PathBuf::from(index.to_string()),
                    text: String::new(),
                })
                .collect()
        };
        let names: Vec<_> = spread(all(10), Some(3))
            .into_iter()
            .map(|it| it.audio.display().to_string())
            .collect();
        assert_eq!(names, ["0", "4", "7"]);
        assert_eq!(spread(all(2), Some(3)).len(), 2);
        assert_eq!(spread(all(2), None).len(), 2);
    }
}
