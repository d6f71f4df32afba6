//! Prints how far our measures lie from Praat's: `compare [--largest] FILE.wav FILE.praat.json...`, with the
//! reference values that `scripts/prosody/reference.py` writes. `--largest` prints the largest over all recordings.

#![allow(clippy::print_stdout, reason = "printing is what this program is for")]

use std::error::Error;

use prosody::parity::{Differences, Reference, compare};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let only_largest = arguments.first().is_some_and(|first| first == "--largest");
    if only_largest {
        arguments.remove(0);
    }
    let mut largest = Differences::default();
    for pair in arguments.chunks(2) {
        let [sound, values] = pair else {
            return Err("give a reference for each recording".into());
        };
        let (samples, rate) = read(sound)?;
        let reference: Reference = serde_json::from_str(&std::fs::read_to_string(values)?)?;
        let found = compare(&samples, rate, &reference);
        if !only_largest {
            println!("{sound}");
            print(&found);
        }
        add(&mut largest, found);
    }
    if only_largest {
        print(&largest);
    }
    Ok(())
}

fn print(found: &Differences) {
    println!(
        "  voicing equal in {} of {} frames",
        found.voicing_agreements, found.frames
    );
    println!("  F0 {:.1e} Hz", found.max_f0_error_hz);
    println!("  intensity {:.1e} dB", found.max_intensity_error_db);
    println!("  boundaries of silences {:.1e} s", found.max_boundary_error_s);
    for (measure, error) in &found.relative_errors {
        println!("  {measure} {:.1e} %", error * 100.0);
    }
}

/// Frames are added up, of differences the larger stays.
fn add(largest: &mut Differences, found: Differences) {
    largest.frames += found.frames;
    largest.voicing_agreements += found.voicing_agreements;
    largest.max_f0_error_hz = largest.max_f0_error_hz.max(found.max_f0_error_hz);
    largest.max_intensity_error_db = largest.max_intensity_error_db.max(found.max_intensity_error_db);
    largest.max_boundary_error_s = largest.max_boundary_error_s.max(found.max_boundary_error_s);
    for (measure, error) in found.relative_errors {
        let largest = largest.relative_errors.entry(measure).or_default();
        *largest = largest.max(error);
    }
}

/// The first channel of a 16-bit WAV file.
fn read(path: &str) -> Result<(Vec<f32>, u32), Box<dyn Error>> {
    let mut reader = hound::WavReader::open(path)?;
    let spec = reader.spec();
    let samples: Result<Vec<i16>, _> = reader
        .samples::<i16>()
        .step_by(usize::from(spec.channels))
        .collect();
    Ok((
        samples?
            .into_iter()
            .map(|sample| f32::from(sample) / 32_768.0)
            .collect(),
        spec.sample_rate,
    ))
}
