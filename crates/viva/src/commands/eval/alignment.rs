//! Boundaries of words against times in `NAME.json`, in the form that `pocketsphinx align` writes: an object whose `w`
//! lists words with `b` start and `d` length in seconds and `t` the word, `<sil>` and the like for no word.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Args, bar, open, spread};
use crate::{
    corpus,
    engines::{self, Engines},
    failure::Failure,
};

/// The figures.
#[derive(Serialize)]
pub(super) struct Figures {
    /// Word starts and ends compared.
    boundaries: usize,
    /// Mean absolute difference, milliseconds.
    mae_ms: f64,
    /// Share of boundaries that differ by at most 20 ms.
    within_20_ms: f64,
    /// Share of boundaries that differ by at most 50 ms.
    within_50_ms: f64,
}

#[derive(Deserialize)]
struct Times {
    w: Vec<TimedWord>,
}

#[derive(Deserialize)]
struct TimedWord {
    b: f64,
    d: f64,
    t: String,
}

pub(super) fn run(args: &Args) -> Result<Figures, Failure> {
    let with_times = corpus::read(&args.corpus)?
        .into_iter()
        .filter(|it| it.audio.with_extension("json").is_file());
    let utterances = spread(with_times.collect(), args.limit);
    if utterances.is_empty() {
        return Err(Failure::input(format!(
            "{} has no NAME.json with word times beside its recordings",
            args.corpus.display()
        )));
    }
    let store = engines::ready_store(&args.model, args.yes)?;
    let mut engines = Engines::load(&store, &args.model)?;
    let mut differences = Vec::new();
    let bar = bar(utterances.len());
    for utterance in &utterances {
        let expected = read_times(&utterance.audio.with_extension("json"))?;
        let words: Vec<&str> = expected
            .iter()
            .map(|word| word.t.split('(').next().unwrap_or_default())
            .collect();
        let aligned = engines.times.align_text(&open(utterance)?.samples, &words)?;
        for (ours, theirs) in aligned.iter().zip(&expected) {
            differences.push((ours.span.start - theirs.b).abs());
            differences.push((ours.span.end - theirs.b - theirs.d).abs());
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    // A hundredth of a millisecond of slack: the files hold decimal times.
    let share = |limit: f64| {
        differences.iter().filter(|it| **it <= limit + 1e-5).count() as f64 / differences.len() as f64
    };
    Ok(Figures {
        boundaries: differences.len(),
        mae_ms: 1000.0 * differences.iter().sum::<f64>() / differences.len() as f64,
        within_20_ms: share(0.020),
        within_50_ms: share(0.050),
    })
}

fn read_times(path: &Path) -> Result<Vec<TimedWord>, Failure> {
    let times: Times = serde_json::from_str(&corpus::read_text(path)?)
        .map_err(|error| Failure::input(format!("{} does not hold word times: {error}", path.display())))?;
    Ok(times
        .w
        .into_iter()
        .filter(|word| !word.t.starts_with(['<', '[']))
        .collect())
}
