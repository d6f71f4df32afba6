//! `viva analyze`: hear a recording and report on it.

use std::path::{Path, PathBuf};

use audio::{Limits, Recording};
use clap::ValueEnum;
use coach::Rubric;
use domain::{Analysis, Language};
use report::Interface;

use crate::{
    analysis::{self, Request},
    corpus,
    engines::{self, Engines, Model},
    failure::Failure,
    output::Output,
    page,
    progress::Progress,
};

/// Hear a recording and report on it.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The recording (wav, flac, mp3, ogg, webm, m4a, mp4), or - for standard input
    file: PathBuf,
    /// The language spoken, such as en or es
    #[arg(long, default_value = "auto", value_parser = parse_language, value_name = "CODE")]
    language: LanguageChoice,
    /// Which Whisper hears the words: tiny, base, small, or a folder in the hub's ONNX layout
    #[arg(long, default_value = "base", value_name = "NAME|DIR")]
    model: Model,
    /// A folder with any Whisper in the hub's ONNX layout; the same as --model DIR
    #[arg(long, value_name = "DIR", conflicts_with = "model")]
    model_dir: Option<PathBuf>,
    /// The text that was to be said, or @FILE to read it from a file
    #[arg(long, value_name = "TEXT|@FILE")]
    reference: Option<String>,
    /// The rubric to score by: public-speaking, conversation, or a TOML file
    #[arg(long, default_value = "public-speaking", value_name = "NAME|FILE")]
    rubric: String,
    /// Where to write the files of the report; without --format, every format is written there
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// What to make [default: terminal, and every file format with --out]
    #[arg(long, value_delimiter = ',', value_name = "LIST")]
    format: Vec<Format>,
    /// Put the sound into the HTML report, so that a click on a word plays it
    #[arg(long)]
    embed_audio: bool,
    /// Print the words as they are heard, before the report
    #[arg(long)]
    words: bool,
    /// Longest recording to accept
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=1440))]
    max_minutes: u32,
    /// Fetch missing models without asking
    #[arg(long)]
    yes: bool,
    /// Show no progress
    #[arg(long)]
    quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Terminal,
    Json,
    Html,
    Pdf,
    Csv,
}

#[derive(Clone, Copy, Debug)]
struct LanguageChoice(Option<Language>);

fn parse_language(text: &str) -> Result<LanguageChoice, domain::UnknownLanguage> {
    if text == "auto" {
        Ok(LanguageChoice(None))
    } else {
        text.parse().map(|language| LanguageChoice(Some(language)))
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let formats = formats(args);
    let rubric = read_rubric(&args.rubric)?;
    let reference = args.reference.as_deref().map(read_reference).transpose()?;
    let wants_files = formats.iter().any(|format| *format != Format::Terminal);
    let output = wants_files
        .then(|| Output::prepare(args.out.as_deref().unwrap_or(Path::new("."))))
        .transpose()?;
    let recording = open(&args.file, args.max_minutes)?;
    let model = args
        .model_dir
        .clone()
        .map_or_else(|| args.model.clone(), Model::Folder);
    let store = engines::ready_store(&model, args.yes)?;
    let mut progress = Progress::new(args.quiet, args.words);
    progress.stage("Loading models");
    let mut engines = Engines::load(&store, &model)?;
    let request = Request {
        name: file_name(&args.file),
        language: args.language.0,
        reference,
        rubric: &rubric,
    };
    let analysis = analysis::analyze(&recording, &mut engines, request, &mut progress)?;
    drop(engines);
    progress.stage("Writing the report");
    let written = output.map_or(Ok(Vec::new()), |output| {
        write(&analysis, &recording, &formats, args.embed_audio, &output)
    })?;
    progress.finish();
    if formats.contains(&Format::Terminal) {
        page::show(&analysis)?;
    }
    tell_files(&written, args.quiet);
    Ok(())
}

fn formats(args: &Args) -> Vec<Format> {
    match (args.format.is_empty(), &args.out) {
        (false, _) => args.format.clone(),
        (true, Some(_)) => Format::value_variants().to_vec(),
        (true, None) => vec![Format::Terminal],
    }
}

fn open(file: &Path, max_minutes: u32) -> Result<Recording, Failure> {
    let limits = Limits {
        max_minutes: f64::from(max_minutes),
        ..Limits::default()
    };
    let recording = if file == Path::new("-") {
        audio::read(std::io::stdin(), "standard input", &limits)?
    } else {
        audio::open(file, &limits)?
    };
    Ok(recording)
}

/// The file's name, for people.
pub(super) fn file_name(file: &Path) -> String {
    if file == Path::new("-") {
        return "stdin".to_owned();
    }
    file.file_name().map_or_else(
        || file.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn read_rubric(wanted: &str) -> Result<Rubric, Failure> {
    if let Some(rubric) = Rubric::builtin(wanted) {
        return Ok(rubric);
    }
    let path = Path::new(wanted);
    if !path.is_file() {
        return Err(Failure::input(format!(
            "there is no rubric {wanted}: use {}, or the path of a TOML file",
            Rubric::names().collect::<Vec<_>>().join(", ")
        )));
    }
    Rubric::parse(&corpus::read_text(path)?).map_err(|error| Failure::input(format!("{wanted}: {error}")))
}

/// The text itself, or what is in the file that it names.
pub(super) fn read_reference(reference: &str) -> Result<String, Failure> {
    read_text(
        reference,
        "the reference text is empty: give the text that was to be said, or leave --reference out",
    )
}

/// The text itself, or what is in the file that it names; `empty` is said of one without a word in it.
pub(super) fn read_text(reference: &str, empty: &str) -> Result<String, Failure> {
    let text = match reference.strip_prefix('@') {
        Some(path) => corpus::read_text(Path::new(path))?,
        None => reference.to_owned(),
    };
    if text.trim().is_empty() {
        return Err(Failure::input(empty));
    }
    Ok(text)
}

/// Writes every file format that was asked for, and says which files came of it.
fn write(
    analysis: &Analysis,
    recording: &Recording,
    formats: &[Format],
    embed_audio: bool,
    output: &Output,
) -> Result<Vec<PathBuf>, Failure> {
    let broken = |error: report::Error| Failure::Ours(error.into());
    let mut written = Vec::new();
    for format in formats {
        match format {
            Format::Terminal => {}
            Format::Json => {
                written.push(output.write("report.json", report::json(analysis).map_err(broken)?.as_bytes())?)
            }
            Format::Csv => {
                let words = report::csv::words(analysis).map_err(broken)?;
                let tracks = report::csv::tracks(analysis).map_err(broken)?;
                written.push(output.write("report-words.csv", words.as_bytes())?);
                written.push(output.write("report-tracks.csv", tracks.as_bytes())?);
            }
            Format::Html => {
                let audio = embed_audio.then(|| report::Audio {
                    bytes: audio::to_wav_bytes(&recording.samples),
                    mime: "audio/wav".to_owned(),
                });
                let options = report::HtmlOptions {
                    audio,
                    ..report::HtmlOptions::default()
                };
                written.push(output.write("report.html", report::html(analysis, &options).as_bytes())?);
            }
            Format::Pdf => written.push(
                output.write(
                    "report.pdf",
                    &report::pdf(
                        analysis,
                        &report::PdfOptions {
                            language: interface(analysis),
                        },
                    )
                    .map_err(broken)?,
                )?,
            ),
        }
    }
    Ok(written)
}

/// Paper cannot change its language as a page can: it gets the recording's, where there is a choice.
fn interface(analysis: &Analysis) -> Interface {
    if analysis.transcript.language == Language::SPANISH {
        Interface::Spanish
    } else {
        Interface::English
    }
}

#[expect(
    clippy::print_stderr,
    reason = "where the files are is for the person, not for the pipe"
)]
fn tell_files(written: &[PathBuf], quiet: bool) {
    if !quiet {
        for path in written {
            eprintln!("Wrote {}", path.display());
        }
    }
}
