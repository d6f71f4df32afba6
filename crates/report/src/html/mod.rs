//! One HTML file that opens anywhere: no request leaves it, its only script and style are its own (held by a
//! content security policy with their hashes), and without a script it still reads and prints.

mod about;
mod charts;
mod data;
mod drills;
mod scores;
mod sounds;
mod speech;
mod ui;

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{Analysis, Outcome};
use maud::{DOCTYPE, Markup, PreEscaped, html as page};
use sha2::{Digest, Sha256};

use crate::{
    figures::{self, Figure},
    messages::{self, Interface},
    numbers,
};
#[cfg(feature = "pdf")]
pub(crate) use charts::{pauses_by_length, step_label};
#[cfg(feature = "pdf")]
pub(crate) use data::pitch_range;
#[cfg(feature = "pdf")]
#[cfg(feature = "pdf")]
pub(crate) use speech::paragraphs;
use ui::Ui;

const STYLE: &str = include_str!("../../assets/report.css");
const SCRIPT: &str = include_str!("../../assets/report.js");

/// From this length on the sheet scrolls in its own frame, under a drawing of the whole.
const LONG_SECONDS: f64 = 90.0;

/// A recording to carry inside the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audio {
    /// The file's bytes, in a format that browsers play (WAV, Ogg Opus, MP3, M4A).
    pub bytes: Vec<u8>,
    /// Its media type, such as `audio/ogg`.
    pub mime: String,
}

/// How the page is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlOptions {
    /// The recording, to be played by the page; makes the file a third larger than the recording.
    pub audio: Option<Audio>,
    /// The interface's language; `None` takes the browser's. The reader can switch either way.
    pub language: Option<Interface>,
}

/// The page. Time and size grow with the words; the drawings are held to a fixed number of points.
#[must_use]
pub fn html(analysis: &Analysis, options: &HtmlOptions) -> String {
    let ui = Ui {
        interface: options.language.unwrap_or_default(),
        hear: options.audio.is_some(),
    };
    let follow = if options.language.is_some() {
        "fixed"
    } else {
        "browser"
    };
    let long = analysis.recording.seconds > LONG_SECONDS;
    page! {
        (DOCTYPE)
        html lang=(ui.interface.code()) data-language=(follow) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (analysis.recording.name) " – Vivavoce" }
                style { (PreEscaped(STYLE)) }
            }
            body class=[long.then_some("long")] {
                a.skip href="#report" { (ui.say("skip")) }
                (header(&ui, analysis))
                main #report {
                    (hero(&ui, analysis))
                    (notices(&ui, analysis))
                    (speech::recording(&ui, analysis))
                    (scores::section(&ui, analysis))
                    (sounds::section(&ui, analysis))
                    (drills::section(&ui, analysis))
                    (charts::section(&ui, analysis))
                    (about::reading(&ui, analysis))
                    (about::words(&ui, analysis))
                }
                (about::footer(&ui, analysis))
                (player(&ui))
                (data_blocks(analysis, options))
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

/// What the browser may load: this page's own script and style, its sound, and nothing else.
fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; media-src blob:; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    )
}

fn header(ui: &Ui, analysis: &Analysis) -> Markup {
    let recording = &analysis.recording;
    let format = &recording.format;
    page! {
        header.top {
            div.brand {
                svg.mark viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" {
                    path d="M2 12h2M6.5 8v8M11 3.5v17M15.5 7v10M20 10.5v3" {}
                }
                span { "Vivavoce" }
            }
            div.switch role="group" data-t-label="language" aria-label=(ui.text("language")) {
                button type="button" data-lang="en" lang="en" aria-pressed=(ui.interface == Interface::English) { "English" }
                button type="button" data-lang="es" lang="es" aria-pressed=(ui.interface == Interface::Spanish) { "Español" }
            }
        }
        div.title {
            p.eyebrow { (ui.say("title")) }
            h1 dir="auto" { (recording.name) }
            p.facts {
                span { (numbers::clock(recording.seconds)) }
                span { (ui.language(analysis.transcript.language.code())) }
                span { (numbers::media(format)) ", " (format.sample_rate) " Hz" }
                span { (analysis.scores.title) " v" (analysis.scores.rubric.version) }
            }
        }
    }
}

fn hero(ui: &Ui, analysis: &Analysis) -> Markup {
    page! {
        div.hero {
            section.overall aria-labelledby="h-overall" {
                h2 #h-overall { (ui.say("overall")) }
                @match &analysis.scores.overall {
                    Outcome::Scored(score) => {
                        @let (value, interval) = figures::score(&analysis.scores.overall).unwrap_or_default();
                        p.big { span.number { (value) } span.of { "/ 100" } }
                        (scores::bar(score))
                        p.range { (ui.say_with("overall.range", &[("interval", interval)])) }
                        p.band { strong { (score.band.name) } " " (score.band.descriptor) }
                    }
                    Outcome::NotScored(why) => {
                        p.big { span.number { (numbers::NONE) } }
                        p.band { strong { (ui.say("not-scored")) } " " (why) }
                    }
                }
            }
            section.figures aria-labelledby="h-figures" {
                h2 #h-figures { (ui.say("figures")) }
                dl { @for figure in figures::figures(analysis) { (one_figure(ui, &figure)) } }
            }
        }
    }
}

fn one_figure(ui: &Ui, figure: &Figure) -> Markup {
    page! {
        div {
            dt { (ui.say(&format!("figure.{}", figure.key))) }
            dd {
                span.number { (figure.value) }
                @if figure.value != numbers::NONE { " " span.unit { (ui.say(&format!("unit.{}", figure.key))) } }
                p { (ui.say_with(figure.detail.0, &figure.detail.1)) }
            }
        }
    }
}

fn notices(ui: &Ui, analysis: &Analysis) -> Markup {
    page! {
        @if !analysis.notices.is_empty() {
            section.notices aria-labelledby="h-notices" {
                h2 #h-notices { (ui.say("notices")) }
                ul { @for notice in &analysis.notices { li { (notice.text) } } }
            }
        }
    }
}

fn player(ui: &Ui) -> Markup {
    page! {
        @if ui.hear {
            div.player role="region" data-t-label="play" aria-label=(ui.text("play")) hidden {
                button #play type="button" data-t-label="play" aria-label=(ui.text("play")) {
                    svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" {
                        path.go d="M7 4.5v15l12.5-7.5z" {}
                        path.stop d="M6.5 5h4v14h-4zM13.5 5h4v14h-4z" {}
                    }
                }
                span #now { "0:00" }
                input #position type="range" min="0" value="0" step="0.1" data-t-label="position" aria-label=(ui.text("position"));
                span #length {}
                audio #audio preload="auto" {}
            }
        }
    }
}

/// Everything the script needs, as data that browsers do not run.
fn data_blocks(analysis: &Analysis, options: &HtmlOptions) -> Markup {
    page! {
        script #data type="application/json" { (data::block(&data::drawing(analysis))) }
        script #messages type="application/json" { (data::block(&messages::both())) }
        @if let Some(audio) = &options.audio {
            script #recording type="text/plain" data-mime=(audio.mime) { (PreEscaped(STANDARD.encode(&audio.bytes))) }
        }
    }
}
