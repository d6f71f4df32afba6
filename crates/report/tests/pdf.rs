//! The printed report.
#![cfg(feature = "pdf")]

mod common;

use report::{Interface, PdfOptions, pdf};

#[test]
fn the_same_analysis_gives_the_same_bytes() {
    let first = pdf(&common::sample(), &PdfOptions::default()).unwrap();
    assert!(first.starts_with(b"%PDF-"));
    assert!(first == pdf(&common::sample(), &PdfOptions::default()).unwrap());
}

#[test]
fn text_is_never_read_as_markup_and_missing_letters_do_not_fail() {
    let mut analysis = common::sample();
    analysis.recording.name = "#panic(\"x\") $x$ *b* \\ ] ".into();
    analysis.transcript.words[0].text = "你好".into();
    analysis.transcript.words[1].text = "#import \"/etc/passwd\"".into();
    analysis.transcript.words[2].text = "سلام".into();
    analysis.transcript.words[3].text = "w".repeat(400);
    pdf(
        &analysis,
        &PdfOptions {
            language: Interface::Spanish,
        },
    )
    .unwrap();
}

#[test]
fn silence_and_estimated_times_print_too() {
    for analysis in [common::silent(), common::estimated()] {
        pdf(&analysis, &PdfOptions::default()).unwrap();
    }
}
