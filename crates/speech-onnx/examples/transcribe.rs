//! Transcribes 16 kHz mono WAV files and says how fast: `transcribe MODEL_FOLDER FILE...`. With `NAME.txt` beside
//! `NAME.wav` it counts wrong words as well. `VIVA_HOME` says where the runtime and the voice-activity model are;
//! `THREADS` how many threads to use (2), `LANGUAGE` which language is spoken (detected).
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "an example, run by hand"
)]

use std::{error::Error, path::PathBuf, time::Instant};

use speech::{TranscribeOptions, Transcriber, VoiceDetector};
use speech_onnx::{Runtime, SileroVad, Whisper};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(
        arguments
            .next()
            .ok_or("usage: transcribe MODEL_FOLDER FILE.wav...")?,
    );
    let models = PathBuf::from(std::env::var_os("VIVA_HOME").ok_or("set VIVA_HOME")?).join("models");
    let threads = std::env::var("THREADS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(2);
    let options = TranscribeOptions {
        language: std::env::var("LANGUAGE")
            .ok()
            .map(|code| code.parse())
            .transpose()?,
        prompt: std::env::var("PROMPT").ok(),
    };
    let runtime = Runtime::load(&models.join("onnxruntime"))?;
    let mut detector = SileroVad::load(&runtime, &models.join("silero-vad"))?;
    let mut whisper = Whisper::load(&runtime, &folder, threads)?;
    let loaded = processor_seconds();
    let (mut seconds, mut wrong, mut words) = (0.0, 0, 0);
    let begin = Instant::now();
    for path in arguments {
        let samples = read(&path)?;
        seconds += samples.len() as f64 / 16_000.0;
        let started = Instant::now();
        let speech = detector.speech(&samples)?;
        let mut first = None;
        let heard = whisper.transcribe(&samples, &speech, &options, &mut |_, _| {
            first.get_or_insert_with(|| started.elapsed().as_secs_f64());
        })?;
        let said: Vec<&str> = heard
            .windows
            .iter()
            .flat_map(|window| &window.words)
            .map(|word| word.text.as_str())
            .collect();
        let probability = heard.language_probability.unwrap_or(1.0);
        println!(
            "{path}\t{} {probability:.2} {:.1}s\t{}",
            heard.language,
            first.unwrap_or(0.0),
            said.join(" ")
        );
        if let Ok(text) = std::fs::read_to_string(PathBuf::from(&path).with_extension("txt")) {
            let expected = normal(&text);
            words += expected.len();
            wrong += distance(&expected, &normal(&said.join(" ")));
        }
    }
    let (processor, wall) = (processor_seconds() - loaded, begin.elapsed().as_secs_f64());
    println!(
        "{seconds:.1} s of sound: RTF {:.3} processor, {:.3} wall",
        processor / seconds,
        wall / seconds
    );
    println!(
        "loading took {loaded:.2} processor seconds; peak memory {} MB",
        peak_megabytes()
    );
    if words > 0 {
        println!(
            "{wrong} of {words} words wrong: {:.2} %",
            100.0 * wrong as f64 / words as f64
        );
    }
    Ok(())
}

fn read(path: &str) -> Result<Vec<f32>, hound::Error> {
    let mut reader = hound::WavReader::open(path)?;
    reader
        .samples::<i16>()
        .map(|sample| Ok(f32::from(sample?) / 32768.0))
        .collect()
}

/// Lower case, letters, digits and apostrophes only.
fn normal(text: &str) -> Vec<String> {
    text.to_lowercase()
        .replace('’', "'")
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .map(|word| word.trim_matches('\'').to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Words to change, add or take away.
fn distance(expected: &[String], said: &[String]) -> usize {
    let mut row: Vec<usize> = (0..=said.len()).collect();
    for (index, word) in expected.iter().enumerate() {
        let mut corner = row[0];
        row[0] = index + 1;
        for (column, other) in said.iter().enumerate() {
            let change = corner + usize::from(word != other);
            corner = row[column + 1];
            row[column + 1] = change.min(corner + 1).min(row[column] + 1);
        }
    }
    row[said.len()]
}

fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let ticks = |index: usize| {
        fields
            .get(index)
            .and_then(|text| text.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / 100.0
}

fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap_or_default();
    line.split_whitespace()
        .next()
        .and_then(|text| text.parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
}
