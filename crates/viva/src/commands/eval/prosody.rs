//! Pitch, intensity and voice quality against Praat's values in `NAME.praat.json` beside `NAME.wav`; the format is
//! described in `crates/prosody/README.md`, where the script that writes such files is named as well.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use prosody::parity::{self, Reference};
use serde::Serialize;

use super::{Args, bar};
use crate::{corpus, failure::Failure};

/// The figures. An infinite error stands as `null`: one side has a value where the other has none.
#[derive(Serialize)]
pub(super) struct Figures {
    files: usize,
    /// Pitch frames compared.
    frames: usize,
    /// Share of frames that both call voiced or both call unvoiced.
    voicing_agreement: f64,
    max_f0_error_hz: f64,
    max_intensity_error_db: f64,
    /// Largest |ours − Praat's| ÷ |Praat's| over the files, by measure.
    max_relative_error: BTreeMap<String, f64>,
}

pub(super) fn run(args: &Args) -> Result<Figures, Failure> {
    let recordings = recordings(&args.corpus)?;
    let mut figures = Figures {
        files: recordings.len(),
        frames: 0,
        voicing_agreement: 0.0,
        max_f0_error_hz: 0.0,
        max_intensity_error_db: 0.0,
        max_relative_error: BTreeMap::new(),
    };
    let mut agreements = 0;
    let bar = bar(recordings.len());
    for (path, reference) in recordings {
        let (samples, rate) = read_wav(&path)?;
        let found = parity::compare(&samples, rate, &read_reference(&reference)?);
        figures.frames += found.frames;
        agreements += found.voicing_agreements;
        figures.max_f0_error_hz = figures.max_f0_error_hz.max(found.max_f0_error_hz);
        figures.max_intensity_error_db = figures.max_intensity_error_db.max(found.max_intensity_error_db);
        for (measure, error) in found.relative_errors {
            let largest = figures.max_relative_error.entry(measure).or_default();
            *largest = largest.max(error);
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    figures.voicing_agreement = agreements as f64 / figures.frames.max(1) as f64;
    Ok(figures)
}

/// Every `NAME.wav` with a `NAME.praat.json`, in order of name.
fn recordings(folder: &Path) -> Result<Vec<(PathBuf, PathBuf)>, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::input(format!("{} cannot be read: {error}", folder.display()));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let reference = path.with_extension("praat.json");
        if path.extension().is_some_and(|extension| extension == "wav") && reference.is_file() {
            found.push((path, reference));
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(Failure::input(format!(
            "{} has no NAME.wav with a NAME.praat.json beside it",
            folder.display()
        )));
    }
    Ok(found)
}

fn read_reference(path: &Path) -> Result<Reference, Failure> {
    serde_json::from_str(&corpus::read_text(path)?).map_err(|error| {
        Failure::input(format!(
            "{} does not hold Praat's values: {error}",
            path.display()
        ))
    })
}

/// The samples as they are stored, at their own rate, so that Praat and we measure the same; several channels are
/// averaged, as Praat does.
fn read_wav(path: &Path) -> Result<(Vec<f32>, u32), Failure> {
    let bad =
        |error: hound::Error| Failure::input(format!("{} is not a readable WAV: {error}", path.display()));
    let reader = hound::WavReader::open(path).map_err(bad)?;
    let spec = reader.spec();
    let channels = usize::from(spec.channels.max(1));
    let samples: Result<Vec<f32>, hound::Error> = match spec.sample_format {
        hound::SampleFormat::Float => reader.into_samples::<f32>().collect(),
        hound::SampleFormat::Int => {
            let scale = (1_i64 << (spec.bits_per_sample - 1)) as f32;
            reader
                .into_samples::<i32>()
                .map(|sample| sample.map(|sample| sample as f32 / scale))
                .collect()
        }
    };
    let mono = samples
        .map_err(bad)?
        .chunks(channels)
        .map(|frame| frame.iter().sum::<f32>() / channels as f32)
        .collect();
    Ok((mono, spec.sample_rate))
}
