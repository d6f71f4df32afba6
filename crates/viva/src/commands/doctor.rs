//! `viva doctor`: what is installed, what is missing, what each model is for, and how fast this machine is.

mod service;

use std::{io::Write, process::Command};

use audio::Limits;
use domain::Language;
use speech::{SAMPLE_RATE, TranscribeOptions, Transcriber, VoiceDetector, store::Store};

use crate::{
    clock::Stopwatch,
    engines::{self, Engines, Model},
    failure::Failure,
    settings::Place,
};

/// Ten seconds of a public-domain reading, to measure speed on (see `samples/README.md`).
const CLIP: &[u8] = include_bytes!("../../clip.ogg");

/// Say what is installed, what is missing, and how fast this machine is.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Leave the measurement of speed out
    #[arg(long)]
    no_speed: bool,
}

/// Runs the command. Missing things are told, not failed on.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let store = Store::from_env()?;
    let mut text = machine(&store);
    text.push_str(&models(&store));
    text.push_str(&service::report(&args.place)?);
    if !args.no_speed {
        text.push_str(&speed(&store)?);
    }
    std::io::stdout()
        .write_all(text.as_bytes())
        .map_err(|error| Failure::Ours(error.into()))
}

fn machine(store: &Store) -> String {
    let mut text = format!("Vivavoce {}\n", env!("CARGO_PKG_VERSION"));
    text.push_str(&format!("  threads for one engine   {}\n", engines::threads()));
    text.push_str(&format!(
        "  models are kept in       {}\n",
        store.home().display()
    ));
    for (program, what_for) in [
        ("npm", "fetches Whisper models"),
        ("python3", "fetches the runtime and voice activity"),
    ] {
        text.push_str(&format!("  {program:<24} {} ({what_for})\n", version_of(program)));
    }
    text
}

fn version_of(program: &str) -> String {
    let output = Command::new(program).arg("--version").output();
    let found = output.ok().filter(|output| output.status.success());
    let version = found.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    version
        .unwrap_or_else(|| "missing: install it, or supply the models by folder (docs/models.md)".to_owned())
}

fn models(store: &Store) -> String {
    let mut text = "\nModels\n".to_owned();
    for artefact in store.artefacts() {
        let present = store.is_present(artefact);
        let state = if present {
            "here".to_owned()
        } else {
            format!("missing: viva models pull {}", artefact.name)
        };
        text.push_str(&format!(
            "  {:<24} {:<48} {state}\n",
            artefact.name, artefact.used_for
        ));
    }
    text
}

fn speed(store: &Store) -> Result<String, Failure> {
    let present = ["tiny", "base", "small"].into_iter().filter(|size| {
        let whisper = format!("whisper-{size}");
        store
            .missing(&["onnxruntime", "silero-vad", "whisper-tiny", &whisper])
            .is_ok_and(|missing| missing.is_empty())
    });
    let recording = audio::read(CLIP, "built-in clip", &Limits::default())?;
    let seconds = recording.seconds();
    let mut text = format!("\nSpeed, on a built-in clip of {seconds:.0} seconds\n");
    for size in present {
        let model = size.parse::<Model>().map_err(Failure::ours)?;
        let watch = Stopwatch::start();
        let mut engines = Engines::load(store, &model)?;
        let loading = watch.seconds();
        let watch = Stopwatch::start();
        let speech = engines.voice.speech(&recording.samples)?;
        let options = TranscribeOptions {
            language: Some(Language::ENGLISH),
            prompt: None,
        };
        engines
            .words
            .transcribe(&recording.samples, &speech, &options, &mut |_, _| {})?;
        let hearing = watch.seconds();
        text.push_str(&format!(
            "  whisper-{size:<16} {:.2} of the recording's length, after {loading:.1} s of loading\n",
            hearing / seconds
        ));
    }
    let watch = Stopwatch::start();
    let _measured = prosody::measure(&recording.samples, SAMPLE_RATE as u32);
    text.push_str(&format!(
        "  {:<24} {:.3} of the recording's length\n",
        "prosody",
        watch.seconds() / seconds
    ));
    Ok(text)
}
