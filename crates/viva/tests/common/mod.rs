//! Running the real command on real files.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

pub mod own;
pub mod postgres;
pub mod service;
pub mod sessions;

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Samples a second of the sound that tests make.
pub const RATE: u32 = 16_000;

/// A file of the repository.
pub fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The command, not yet run.
pub fn viva() -> Command {
    Command::new(env!("CARGO_BIN_EXE_viva"))
}

/// Runs `viva analyze FILE` with more arguments, and with the smallest model unless they name one.
pub fn analyze(recording: &Path, arguments: &[&str]) -> Output {
    let model: &[&str] = if arguments.contains(&"--model") {
        &[]
    } else {
        &["--model", "tiny"]
    };
    viva()
        .arg("analyze")
        .arg(recording)
        .arg("--quiet")
        .args(model)
        .args(arguments)
        .output()
        .unwrap()
}

/// What the command said to the person.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What the command printed.
pub fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Writes a 16-bit WAV of `channels` interleaved.
pub fn write_wav(path: &Path, channels: u16, samples: impl Iterator<Item = f32>) {
    let spec = hound::WavSpec {
        channels,
        sample_rate: RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(path, spec).unwrap();
    for sample in samples {
        writer
            .write_sample((sample.clamp(-1.0, 1.0) * 32_767.0) as i16)
            .unwrap();
    }
    writer.finalize().unwrap();
}

/// The samples of a 16-bit WAV.
pub fn read_wav(path: &Path) -> Vec<f32> {
    let samples = hound::WavReader::open(path).unwrap().into_samples::<i16>();
    samples
        .map(|sample| f32::from(sample.unwrap()) / 32_768.0)
        .collect()
}
