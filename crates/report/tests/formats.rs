//! What a reader sees in each format, over a hand-made analysis and over some that are hard to draw.

mod common;

use domain::{Analysis, Language, Span};
use report::{Audio, HtmlOptions, Interface, TerminalStyle};

const PLAIN: TerminalStyle = TerminalStyle {
    width: 90,
    colour: false,
    unicode: false,
};
const RICH: TerminalStyle = TerminalStyle {
    width: 90,
    colour: true,
    unicode: true,
};
const EVIL: &str = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'";

fn page(analysis: &Analysis) -> String {
    report::html(
        analysis,
        &HtmlOptions {
            audio: None,
            language: Some(Interface::English),
        },
    )
}

#[test]
fn the_terminal_page_fits_one_screen() {
    let text = report::terminal(&common::sample(), &PLAIN);
    assert!(text.lines().count() <= 45, "{} lines", text.lines().count());
    for line in text.lines() {
        assert!(line.chars().count() <= 90, "too wide: {line}");
    }
    insta::assert_snapshot!("terminal", text);
}

#[test]
fn a_pipe_gets_neither_colours_nor_drawn_characters() {
    let text = report::terminal(&common::sample(), &PLAIN);
    assert!(
        text.is_ascii(),
        "{:?}",
        text.chars().filter(|c| !c.is_ascii()).collect::<String>()
    );
    assert!(report::terminal(&common::sample(), &RICH).contains("\u{1b}["));
}

#[test]
fn a_file_name_cannot_steer_the_terminal() {
    let mut analysis = common::sample();
    analysis.recording.name = "\u{1b}]0;owned\u{7}\u{202e}talk.wav".into();
    let text = report::terminal(&analysis, &PLAIN);
    assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']));
}

#[test]
fn every_format_writes_the_same_headline_numbers() {
    let analysis = common::sample();
    let html = page(&analysis);
    let terminal = report::terminal(&analysis, &RICH);
    for number in [
        "132",
        "8.6",
        "141 to 232 Hz, median 171",
        "longest 1.4 s; 1 inside a phrase",
        "3.7 a minute",
        "60–72",
        "43–66",
    ] {
        assert!(html.contains(number), "no {number} in the page");
        assert!(terminal.contains(number), "no {number} in the terminal");
    }
}

#[test]
fn sounds_to_work_on_stand_with_what_they_stand_on() {
    let analysis = common::sample();
    let basis = analysis.pronunciation.as_ref().unwrap().basis.unwrap();
    let html = page(&analysis);
    let terminal = report::terminal(&analysis, &PLAIN);
    assert!(
        html.contains("/θ/")
            && html.contains(&format!(
                "{} of the {} words",
                basis.words_scored, basis.words_heard
            ))
    );
    assert!(
        terminal.contains("TH") && terminal.contains("like S, 1 of"),
        "{terminal}"
    );
    let mut analysis = analysis;
    analysis.pronunciation = None;
    assert!(
        !page(&analysis).contains("h-sounds")
            && !report::terminal(&analysis, &PLAIN).contains("Sounds to work on")
    );
}

#[test]
fn no_text_of_a_recording_becomes_markup() {
    let mut analysis = common::sample();
    analysis.recording.name = EVIL.into();
    analysis.transcript.words[3].text = EVIL.into();
    analysis.pronunciation.as_mut().unwrap().words[0].text = EVIL.into();
    analysis.fluency.findings[0].message = EVIL.into();
    analysis.drills[0].text = Some(EVIL.into());
    analysis.notices[0].text = EVIL.into();
    analysis.scores.title = EVIL.into();
    analysis.reading = Some(domain::Reading {
        reference: EVIL.into(),
        expected_words: 1,
        word_error_rate: 0.0,
        differences: Vec::new(),
    });
    let audio = Some(Audio {
        bytes: vec![0; 8],
        mime: "audio/ogg\"><script>".into(),
    });
    let html = report::html(
        &analysis,
        &HtmlOptions {
            audio,
            language: None,
        },
    );
    assert!(!html.contains("<script>alert") && !html.contains("<img src=x"));
    assert_eq!(
        html.matches("<script").count(),
        4,
        "data, messages, recording and the page's own script"
    );
    assert_eq!(html.matches("</script>").count(), 4);
}

#[test]
fn the_page_asks_for_nothing_from_outside() {
    let html = page(&common::sample());
    assert!(html.contains("default-src 'none'; script-src 'sha256-"));
    for outside in ["http://", "https://", "@import", "url(", " style=\"", " onclick"] {
        assert!(!html.contains(outside), "{outside}");
    }
}

#[test]
fn sound_is_in_the_page_only_when_asked_for() {
    assert!(!page(&common::sample()).contains("id=\"audio\""));
    let audio = Some(Audio {
        bytes: b"OggS".to_vec(),
        mime: "audio/ogg".into(),
    });
    let html = report::html(
        &common::sample(),
        &HtmlOptions {
            audio,
            language: None,
        },
    );
    assert!(html.contains("T2dnUw==") && html.contains("id=\"audio\""));
}

#[test]
fn the_interface_can_start_in_spanish() {
    let html = report::html(
        &common::sample(),
        &HtmlOptions {
            audio: None,
            language: Some(Interface::Spanish),
        },
    );
    assert!(html.contains("lang=\"es\"") && html.contains("Para practicar") && html.contains("Rango tonal"));
    assert!(!html.contains("data-t=\"\""));
}

#[test]
fn every_message_that_the_page_names_is_in_the_tables() {
    let english = include_str!("../assets/messages/en.json");
    let html = page(&common::sample());
    for part in html
        .split(" data-t=\"")
        .skip(1)
        .chain(html.split(" data-t-label=\"").skip(1))
    {
        let key = part.split('"').next().unwrap();
        assert!(english.contains(&format!("\"{key}\":")), "{key}");
    }
}

#[test]
fn estimated_times_say_so() {
    let analysis = common::estimated();
    assert!(page(&analysis).contains("are estimated, not measured"));
    assert!(!page(&common::sample()).contains("<span data-t=\"transcript.estimated\">"));
    assert!(report::terminal(&analysis, &PLAIN).contains("are estimated, not measured"));
    assert!(report::csv::words(&analysis).unwrap().contains(",estimated,"));
}

#[test]
fn every_format_says_not_for_clinical_use() {
    for analysis in [common::sample(), common::silent()] {
        assert!(page(&analysis).contains("Not for clinical use"));
        assert!(report::terminal(&analysis, &PLAIN).contains("Not for clinical use"));
        assert!(report::json(&analysis).unwrap().contains("Not for clinical use"));
    }
}

#[test]
fn silence_says_why_there_are_no_scores() {
    let analysis = common::silent();
    for text in [page(&analysis), report::terminal(&analysis, &PLAIN)] {
        assert!(text.contains("Speak for at least 20 seconds"));
    }
    assert_eq!(report::csv::words(&analysis).unwrap().lines().count(), 1);
}

#[test]
fn odd_words_and_broken_numbers_are_drawn_all_the_same() {
    let mut analysis = common::sample();
    analysis.transcript.words[0].text = "w".repeat(4000);
    analysis.transcript.words[1].text = "שלום".into();
    analysis.transcript.words[2].text = "你好".into();
    analysis.transcript.words[5].span = Span {
        start: f64::NAN,
        end: f64::INFINITY,
    };
    analysis.transcript.language = "he".parse::<Language>().unwrap();
    analysis.fluency.findings[0].end_word = usize::MAX;
    analysis.transcript.utterances[0].end_word = 99_999;
    analysis.fluency.filled_pauses[0].word = Some(usize::MAX);
    analysis.waveform.step = 0.0;
    analysis.waveform.low.truncate(3);
    analysis.prosody.intensity.step = 0.0;
    analysis.recording.seconds = 0.0;
    for style in [PLAIN, RICH, TerminalStyle { width: 0, ..PLAIN }] {
        assert!(report::terminal(&analysis, &style).contains("שלום"));
    }
    assert!(page(&analysis).contains("שלום"));
    report::csv::tracks(&analysis).unwrap();
    report::csv::words(&analysis).unwrap();
}

#[test]
fn an_hour_makes_a_page_of_a_few_megabytes() {
    let analysis = common::long(3600.0);
    assert!(analysis.recording.seconds > 3500.0);
    let html = page(&analysis);
    assert!(html.len() < 3_000_000, "{} bytes", html.len());
    assert!(report::terminal(&analysis, &RICH).lines().count() <= 45);
}

#[test]
fn a_word_that_is_a_formula_is_disarmed_in_the_table() {
    let mut analysis = common::sample();
    analysis.transcript.words[0].text = "=HYPERLINK(1)".into();
    assert!(report::csv::words(&analysis).unwrap().contains("'=HYPERLINK(1)"));
}

#[test]
fn tables_keep_their_columns() {
    let analysis = common::sample();
    let words: Vec<_> = report::csv::words(&analysis)
        .unwrap()
        .lines()
        .take(14)
        .map(str::to_owned)
        .collect();
    insta::assert_snapshot!("words_csv", words.join("\n"));
    let tracks = report::csv::tracks(&analysis).unwrap();
    assert_eq!(tracks.lines().count(), analysis.prosody.pitch.f0_hz.len() + 1);
    let some: Vec<_> = tracks.lines().step_by(97).take(12).map(str::to_owned).collect();
    insta::assert_snapshot!("tracks_csv", some.join("\n"));
}
