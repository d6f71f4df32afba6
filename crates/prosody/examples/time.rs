//! Times the measures as Praat would be asked for them: `time RUNS FILE.wav...` prints one line of JSON a run and file,
//! with wall and CPU seconds by measure. Reading the file is not timed. `scripts/prosody/bench.sh` calls it.

#![allow(clippy::print_stdout, reason = "printing is what this program is for")]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use prosody::harmonicity::{self, HarmonicitySettings};
use prosody::intensity::{self, IntensitySettings};
use prosody::pitch::{self, PitchSettings};
use prosody::voice::{self, CycleSettings};
use prosody::{measure, periods};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let runs: usize = arguments
        .next()
        .ok_or("give a number of runs and WAV files")?
        .parse()?;
    for path in arguments {
        let (samples, rate) = read(&path)?;
        for _ in 0..runs {
            let mut stopwatch = Stopwatch::start();
            let pitch = pitch::track(&samples, rate, &PitchSettings::default());
            stopwatch.lap("pitch");
            black_box(intensity::track(&samples, rate, &IntensitySettings::default()));
            stopwatch.lap("intensity");
            let points = periods::find(&samples, rate, &pitch);
            let cycles = CycleSettings::default();
            black_box(voice::jitter(&points, &cycles));
            black_box(voice::shimmer(&samples, rate, &points, &cycles));
            stopwatch.lap("voice");
            black_box(harmonicity::measure(
                &samples,
                rate,
                &HarmonicitySettings::default(),
            ));
            stopwatch.lap("harmonicity");
            black_box(measure(&samples, rate));
            stopwatch.lap("everything");
            println!("{}", serde_json::json!({ "file": path, "laps": stopwatch.laps }));
        }
    }
    Ok(())
}

struct Stopwatch {
    wall: Instant,
    cpu: f64,
    laps: serde_json::Map<String, serde_json::Value>,
}

impl Stopwatch {
    fn start() -> Self {
        Self {
            wall: now(),
            cpu: cpu_seconds(),
            laps: serde_json::Map::new(),
        }
    }

    fn lap(&mut self, name: &str) {
        let (wall, cpu) = (now(), cpu_seconds());
        let lap = serde_json::json!({ "wall": (wall - self.wall).as_secs_f64(), "cpu": cpu - self.cpu });
        self.laps.insert(name.to_owned(), lap);
        (self.wall, self.cpu) = (now(), cpu_seconds());
    }
}

#[expect(clippy::disallowed_methods, reason = "a stopwatch has to look at the clock")]
fn now() -> Instant {
    Instant::now()
}

/// Seconds this thread has computed, from Linux; 0 elsewhere.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split_whitespace()
        .next()
        .and_then(|ns| ns.parse::<f64>().ok())
        .map_or(0.0, |ns| ns * 1e-9)
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
