//! Scores of sounds, words and readings against those of experts in `labels.jsonl`, in the form of speechocean762:
//! an object a line with `id`, `speaker`, `words` (`phones`, `phone_scores` 0 to 2, `accuracy` 0 to 10), `accuracy`,
//! `fluency`, `prosodic` and `total` (0 to 10).

use std::{collections::BTreeMap, path::Path};

use audio::Recording;
use domain::Phone;
use serde::{Deserialize, Serialize};

use super::{Args, bar, statistics::Pairs};
use crate::{
    corpus,
    engines::{self, Pronouncing},
    failure::Failure,
};

/// Names of the figures, in the order of [`Tally::pairs`].
const NAMES: [&str; 6] = [
    "phone_pcc",
    "word_pcc",
    "accuracy_pcc",
    "fluency_pcc",
    "prosodic_pcc",
    "total_pcc",
];
/// Intervals are reported apart for so many equal parts of the scores.
const PARTS: usize = 5;

/// The figures: Pearson's correlations with the experts, over everything in the corpus.
#[derive(Serialize)]
pub(super) struct Figures {
    phone_pcc: Option<f64>,
    word_pcc: Option<f64>,
    accuracy_pcc: Option<f64>,
    fluency_pcc: Option<f64>,
    prosodic_pcc: Option<f64>,
    total_pcc: Option<f64>,
    /// Share of the experts' totals inside the 80 % interval of ours.
    interval_coverage: f64,
    /// Mean width of that interval, on the experts' scale from 0 to 10.
    interval_width: f64,
    /// `interval_coverage` by fifth of our total, the lowest first.
    interval_coverage_by_fifth: Vec<f64>,
    phones: usize,
    utterances: usize,
    /// Utterances with more phones than their sound has room for, or longer than 30 s: not in the figures.
    not_scored: usize,
    /// 95 % intervals of the correlations, by bootstrap over speakers.
    bootstrap: BTreeMap<&'static str, Option<[f64; 2]>>,
}

/// What experts made of a reading.
#[derive(Deserialize)]
pub(super) struct Label {
    id: String,
    pub(super) speaker: String,
    pub(super) words: Vec<Word>,
    accuracy: f64,
    fluency: f64,
    prosodic: f64,
    total: f64,
}

/// What they made of one word.
#[derive(Deserialize)]
pub(super) struct Word {
    /// As it is written; needed where words are to be heard.
    #[serde(default)]
    pub(super) text: String,
    phones: Vec<String>,
    pub(super) phone_scores: Vec<f64>,
    /// 0 to 10.
    pub(super) accuracy: f64,
}

#[derive(Default)]
struct Tally {
    pairs: [Pairs; 6],
    /// Our total, whether the experts' is inside, and the interval's width.
    totals: Vec<(f64, bool, f64)>,
    phones: usize,
    not_scored: usize,
}

pub(super) fn run(args: &Args) -> Result<Figures, Failure> {
    let labels = read(args)?;
    let store = engines::ready_store(&Pronouncing::MODEL, args.yes)?;
    let mut engines = Pronouncing::load(&store)?;
    let mut tally = Tally::default();
    let bar = bar(labels.len());
    for label in &labels {
        one(&args.corpus, label, &mut engines, &mut tally)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(figures(&tally))
}

impl Label {
    /// The recording, in the corpus's folder.
    pub(super) fn recording(&self, folder: &Path) -> Result<Recording, Failure> {
        let path = folder
            .join("audio")
            .join(corpus::file_name(&self.id)?)
            .with_extension("flac");
        Ok(audio::open(&path, &audio::Limits::default())?)
    }
}

/// The labels of the corpus, as many of them as are asked for.
pub(super) fn read(args: &Args) -> Result<Vec<Label>, Failure> {
    let folder = &args.corpus;
    let path = folder.join("labels.jsonl");
    if !path.is_file() {
        return Err(Failure::input(format!(
            "{} has no labels.jsonl with experts' scores",
            folder.display()
        )));
    }
    let text = corpus::read_text(&path)?;
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    let labels: Vec<Label> = lines
        .map(|(index, line)| {
            serde_json::from_str(line)
                .map_err(|error| Failure::input(format!("labels.jsonl, line {}: {error}", index + 1)))
        })
        .collect::<Result<_, _>>()?;
    if labels.is_empty() {
        return Err(Failure::input(format!("{} is empty", path.display())));
    }
    Ok(match args.limit {
        Some(limit) => every(labels, limit as usize),
        None => labels,
    })
}

/// At most `limit`, evenly spread.
fn every(labels: Vec<Label>, limit: usize) -> Vec<Label> {
    let step = labels.len().div_ceil(limit).max(1);
    labels.into_iter().step_by(step).collect()
}

fn one(folder: &Path, label: &Label, engines: &mut Pronouncing, tally: &mut Tally) -> Result<(), Failure> {
    let recording = label.recording(folder)?;
    let mut words = Vec::new();
    for word in &label.words {
        let phones: Result<Vec<Phone>, _> = word.phones.iter().map(|phone| phone.parse()).collect();
        let phones = phones.map_err(|error| Failure::input(format!("{}: {error}", label.id)))?;
        if phones.is_empty() || phones.len() != word.phone_scores.len() {
            return Err(Failure::input(format!(
                "{}: every phone of a word needs a score",
                label.id
            )));
        }
        words.push(phones);
    }
    if recording.seconds() > speech_onnx::phones::MAX_SECONDS {
        tally.not_scored += 1;
        return Ok(());
    }
    let Some(scores) = engines.scorer.score_phones(&recording.samples, &words)? else {
        tally.not_scored += 1;
        return Ok(());
    };
    let experts = label.words.iter().flat_map(|word| &word.phone_scores);
    for (ours, theirs) in scores.phones.iter().zip(experts) {
        tally.pairs[0].push(&label.speaker, *ours, *theirs);
        tally.phones += 1;
    }
    for (ours, word) in scores.words.iter().zip(&label.words) {
        tally.pairs[1].push(&label.speaker, *ours, word.accuracy);
    }
    let experts = [label.accuracy, label.fluency, label.prosodic, label.total];
    for (index, (ours, theirs)) in scores.whole.iter().zip(experts).enumerate() {
        tally.pairs[2 + index].push(&label.speaker, *ours, theirs);
    }
    let (low, high) = scores.intervals[3];
    tally.totals.push((
        scores.whole[3],
        low <= label.total && label.total <= high,
        high - low,
    ));
    Ok(())
}

fn figures(tally: &Tally) -> Figures {
    let [
        phone_pcc,
        word_pcc,
        accuracy_pcc,
        fluency_pcc,
        prosodic_pcc,
        total_pcc,
    ] = std::array::from_fn(|index| tally.pairs[index].correlation());
    let mut totals = tally.totals.clone();
    totals.sort_by(|a, b| a.0.total_cmp(&b.0));
    let share = |part: &[(f64, bool, f64)]| {
        part.iter().filter(|(_, inside, _)| *inside).count() as f64 / part.len().max(1) as f64
    };
    Figures {
        phone_pcc,
        word_pcc,
        accuracy_pcc,
        fluency_pcc,
        prosodic_pcc,
        total_pcc,
        interval_coverage: share(&totals),
        interval_width: totals.iter().map(|(_, _, width)| width).sum::<f64>() / totals.len().max(1) as f64,
        interval_coverage_by_fifth: totals
            .chunks(totals.len().div_ceil(PARTS).max(1))
            .map(share)
            .collect(),
        phones: tally.phones,
        utterances: totals.len(),
        not_scored: tally.not_scored,
        bootstrap: NAMES
            .into_iter()
            .zip(&tally.pairs)
            .map(|(name, pairs)| (name, pairs.interval()))
            .collect(),
    }
}
