//! Word error rate and speed. Both sides of the comparison are normalised as `coach::word_errors` says.

use serde::Serialize;
use speech::{SAMPLE_RATE, TranscribeOptions, Transcriber, VoiceDetector};

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
    let options = TranscribeOptions { language: Some(args.language), prompt: None };
    let (mut errors, mut words, mut sound, mut work) = (0, 0, 0.0, 0.0);
    let bar = bar(utterances.len());
    for utterance in &utterances {
        let recording = open(utterance)?;
        let watch = Stopwatch::start();
        let speech = engines.voice.speech(&recording.samples)?;
        let heard = engines.words.transcribe(&recording.samples, &speech, &options, &mut |_, _| {})?;
        work += watch.seconds();
        sound += recording.samples.len() as f64 / SAMPLE_RATE as f64;
        let text: Vec<&str> = heard.windows.iter().flat_map(|it| &it.words).map(|word| word.text.as_str()).collect();
        let counted = coach::word_errors(&utterance.text, &text.join(" "), args.language);
        errors += counted.errors;
        words += counted.words;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(Figures {
        utterances: utterances.len(),
        words,
        wer: errors as f64 / words.max(1) as f64,
        rtf: work / sound.max(f64::EPSILON),
    })
}
