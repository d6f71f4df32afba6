//! Scores of free speech against those of experts: readings of `labels.jsonl` (see [`super::pronunciation`]) are scored as
//! if nobody knew their texts. A word counts where the recogniser heard it at its place.

use domain::{ScoredWord, WordState};
use serde::Serialize;
use speech::{Aligner, PronunciationScorer, TranscribeOptions, Transcriber, VoiceDetector};

use super::{
    Args, bar,
    pronunciation::{self, Label},
    statistics::Pairs,
};
use crate::{
    engines::{self, Engines},
    failure::Failure,
};

/// The figures, over all words of the corpus.
#[derive(Default, Serialize)]
pub(super) struct Figures {
    utterances: usize,
    /// Words that were read.
    words: usize,
    /// Words that were heard.
    heard: usize,
    /// Share of the words heard that have a score.
    scored: f64,
    /// Share of the words with a score that are those that were read.
    right: f64,
    /// Share of the words without a score that are not those that were read.
    rightly_left_out: f64,
    /// Pearson's correlations with the experts, over the words that are right; phones of words that the dictionary and the
    /// corpus say with as many sounds.
    word_pcc: Option<f64>,
    phone_pcc: Option<f64>,
    /// 95 % intervals of the correlations, by bootstrap over speakers.
    word_pcc_bootstrap: Option<[f64; 2]>,
    phone_pcc_bootstrap: Option<[f64; 2]>,
}

#[derive(Default)]
struct Tally {
    heard: usize,
    scored: usize,
    right: usize,
    rightly_left_out: usize,
    words: Pairs,
    phones: Pairs,
}

pub(super) fn run(args: &Args) -> Result<Figures, Failure> {
    let labels = pronunciation::read(args)?;
    let store = engines::ready_store(&args.model, args.yes)?;
    let mut engines = Engines::load(&store, &args.model)?;
    let mut tally = Tally::default();
    let bar = bar(labels.len());
    for label in &labels {
        one(args, label, &mut engines, &mut tally)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    Ok(Figures {
        utterances: labels.len(),
        words: labels.iter().map(|label| label.words.len()).sum(),
        heard: tally.heard,
        scored: share(tally.scored, tally.heard),
        right: share(tally.right, tally.scored),
        rightly_left_out: share(tally.rightly_left_out, tally.heard - tally.scored),
        word_pcc: tally.words.correlation(),
        phone_pcc: tally.phones.correlation(),
        word_pcc_bootstrap: tally.words.interval(),
        phone_pcc_bootstrap: tally.phones.interval(),
    })
}

fn one(args: &Args, label: &Label, engines: &mut Engines, tally: &mut Tally) -> Result<(), Failure> {
    if label.words.iter().any(|word| word.text.trim().is_empty()) {
        return Err(Failure::input(
            "labels.jsonl: every word needs its text to be heard",
        ));
    }
    let samples = label.recording(&args.corpus)?.samples;
    let speech = engines.voice.speech(&samples)?;
    let options = TranscribeOptions {
        language: Some(args.language),
        prompt: None,
    };
    let heard = engines
        .words
        .transcribe(&samples, &speech, &options, &mut |_, _| {})?;
    let transcript = engines.times.align(&samples, &speech, &heard, &mut |_| {})?;
    let found = engines.sounds.score_talk(&samples, &transcript, &mut |_| {})?;
    let texts: Vec<&str> = label.words.iter().map(|word| word.text.as_str()).collect();
    let compared = coach::practice::assess(&texts.join(" "), &transcript);
    // For each word heard, which word of the text it is.
    let mut read: Vec<Option<usize>> = vec![None; transcript.words.len()];
    let asked = compared.words.iter().filter(|word| word.expected.is_some());
    for (index, word) in asked.enumerate() {
        if let (WordState::Right, Some(heard)) = (word.state, &word.heard) {
            let count = heard.text.split_whitespace().count();
            for place in read.iter_mut().skip(heard.index).take(count) {
                *place = Some(index);
            }
        }
    }
    tally.heard += transcript.words.len();
    for (scored, read) in found.words.iter().zip(&read) {
        match (scored.score, read) {
            (None, read) => tally.rightly_left_out += usize::from(read.is_none()),
            (Some(_), None) => tally.scored += 1,
            (Some(score), Some(index)) => {
                tally.scored += 1;
                tally.right += 1;
                let word = &label.words[*index];
                tally.words.push(&label.speaker, score.value, word.accuracy);
                phones(label, scored, &word.phone_scores, tally);
            }
        }
    }
    if found.words.is_empty() {
        tally.rightly_left_out += read.iter().filter(|read| read.is_none()).count();
    }
    Ok(())
}

fn phones(label: &Label, scored: &ScoredWord, experts: &[f64], tally: &mut Tally) {
    if scored.phones.len() == experts.len() {
        for (ours, theirs) in scored.phones.iter().zip(experts) {
            tally.phones.push(&label.speaker, ours.score.value, *theirs);
        }
    }
}
