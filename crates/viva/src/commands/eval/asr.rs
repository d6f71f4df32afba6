//! Word error rate and speed. Both sides of the comparison are normalised as `coach::word_errors` says.

use std::io::Write;

use serde::Serialize;
use speech::{TranscribeOptions, Transcriber, VoiceDetector};

use super::{Args, bar, open, spread};
use crate::{
    clock::Stopwatch,
    corpus,
    engines::{self, Engines},
    failure::Failure,
};

/// The figures.
#[derive(Serialize)]
pub(super) struct Figures {
    utterances: usize,
    words: usize,
    /// Words left out, added or changed, over the words of the references.
    wer: f64,
    /// Seconds of voice activity detection and transcription for a second of sound; loading models is not in it.
    rtf: f64,
}

pub(super) fn run(args: &Args) -> Result<Figures, Failure> {
    let utterances = spread(corpus::read(&args.corpus)?, args.limit);
    let store = engines::ready_store(&args.model, args.yes)?;
    let mut engines = Engines::load(&store, &args.model)?;
    let options = TranscribeOptions {
        language: Some(args.language),
        prompt: None,
    };
    let (mut errors, mut words, mut sound, mut work) = (0, 0, 0.0, 0.0);
    let mut lines = Vec::new();
    let bar = bar(utterances.len());
    for utterance in &utterances {
        let recording = open(utterance)?;
        let watch = Stopwatch::start();
        let speech = engines.voice.speech(&recording.samples)?;
        let heard = engines
            .words
            .transcribe(&recording.samples, &speech, &options, &mut |_, _| {})?;
        work += watch.seconds();
        sound += recording.seconds();
        let text: Vec<&str> = heard
            .windows
            .iter()
            .flat_map(|it| &it.words)
            .map(|word| word.text.as_str())
            .collect();
        let text = text.join(" ");
        let counted = coach::word_errors(&utterance.text, &text, args.language);
        writeln!(lines, "{}\t{}\t{text}", utterance.audio.display(), utterance.text)
            .map_err(|error| Failure::Ours(error.into()))?;
        errors += counted.errors;
        words += counted.words;
        bar.inc(1);
    }
    bar.finish_and_clear();
    if let Some(path) = &args.heard {
        std::fs::write(path, lines)
            .map_err(|error| Failure::ours(format!("{} could not be written: {error}", path.display())))?;
    }
    Ok(Figures {
        utterances: utterances.len(),
        words,
        wer: errors as f64 / words.max(1) as f64,
        rtf: work / sound.max(f64::EPSILON),
    })
}
