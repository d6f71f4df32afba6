//! Time series and words as CSV tables, for a spreadsheet or R.
//!
//! Text cells that a spreadsheet would take for a formula get an apostrophe in front, as OWASP advises
//! ("CSV Injection"). Numbers are never text cells.

use domain::{Analysis, FoundBy, Span, Timing};

use crate::{
    Error, Result,
    marks::{Mark, Marks},
    tracks,
};

/// One row per pitch frame (usually every 10 ms): `time_s, f0_hz, intensity_db, speaking, words_per_minute`.
/// `f0_hz` is empty where unvoiced; `speaking` is 1 inside speech and 0 in silence, pauses included;
/// `words_per_minute` counts the words in ten seconds around the row.
///
/// # Errors
/// [`Error::Csv`] when memory for the table cannot be written to, which is not expected.
pub fn tracks(analysis: &Analysis) -> Result<String> {
    let pitch = &analysis.prosody.pitch;
    let times: Vec<f64> = (0..pitch.f0_hz.len())
        .map(|frame| pitch.start + frame as f64 * pitch.step)
        .collect();
    let pace = tracks::pace(&analysis.transcript.words, analysis.recording.seconds, &times);
    let mut speaking = Speaking::of(analysis);
    table(
        &["time_s", "f0_hz", "intensity_db", "speaking", "words_per_minute"],
        times
            .iter()
            .zip(&pitch.f0_hz)
            .zip(&pace)
            .map(|((&time, f0), rate)| {
                vec![
                    format!("{time:.3}"),
                    f0.map(|hz| format!("{hz:.2}")).unwrap_or_default(),
                    intensity_at(analysis, time)
                        .map(|db| format!("{db:.2}"))
                        .unwrap_or_default(),
                    u8::from(speaking.at(time)).to_string(),
                    format!("{rate:.1}"),
                ]
            }),
    )
}

/// One row per word: `index, word, start_s, end_s, timing, confidence, fit, mark, message`. `timing` is `measured`
/// or `estimated`; `mark` is `filler`, `slip`, `repeat`, `weak`, `doubtful` or empty. Filled pauses that were found
/// in the sound stand among the words without an index.
///
/// # Errors
/// [`Error::Csv`] when memory for the table cannot be written to, which is not expected.
pub fn words(analysis: &Analysis) -> Result<String> {
    let marks = Marks::of(analysis);
    let said = analysis.transcript.words.iter().enumerate().map(|(index, word)| {
        let timing = match word.timing {
            Timing::Measured => "measured",
            Timing::Estimated => "estimated",
        };
        let row = vec![
            index.to_string(),
            text_cell(&word.text),
            format!("{:.3}", word.span.start),
            format!("{:.3}", word.span.end),
            timing.to_owned(),
            format!("{:.3}", word.confidence),
            word.fit.map(|fit| format!("{fit:.3}")).unwrap_or_default(),
            marks.word(index).map(Mark::key).unwrap_or_default().to_owned(),
            marks
                .finding(index)
                .map(|finding| text_cell(&finding.message))
                .unwrap_or_default(),
        ];
        (word.span.start, row)
    });
    let heard = analysis
        .fluency
        .filled_pauses
        .iter()
        .filter(|pause| pause.found_by == FoundBy::Sound)
        .map(|pause| {
            let (start, end) = (
                format!("{:.3}", pause.span.start),
                format!("{:.3}", pause.span.end),
            );
            let cells = [
                "",
                "",
                &start,
                &end,
                "measured",
                "",
                "",
                Mark::Filler.key(),
                "found in the sound",
            ];
            (pause.span.start, cells.map(str::to_owned).to_vec())
        });
    let mut rows: Vec<_> = said.chain(heard).collect();
    rows.sort_by(|(left, _), (right, _)| left.total_cmp(right));
    let header = [
        "index",
        "word",
        "start_s",
        "end_s",
        "timing",
        "confidence",
        "fit",
        "mark",
        "message",
    ];
    table(&header, rows.into_iter().map(|(_, row)| row))
}

/// Whether somebody speaks, asked in order of time.
struct Speaking<'a> {
    speech: &'a [Span],
    pauses: Vec<Span>,
}

impl<'a> Speaking<'a> {
    fn of(analysis: &'a Analysis) -> Self {
        Self {
            speech: &analysis.transcript.speech,
            pauses: analysis.prosody.pauses.iter().map(|pause| pause.span).collect(),
        }
    }

    fn at(&mut self, time: f64) -> bool {
        inside(self.speech, time) && !inside(&self.pauses, time)
    }
}

/// Whether `time` lies in one of `spans`, which are in order.
fn inside(spans: &[Span], time: f64) -> bool {
    let after = spans.partition_point(|span| span.start <= time);
    after
        .checked_sub(1)
        .is_some_and(|index| spans[index].contains(time))
}

fn intensity_at(analysis: &Analysis, time: f64) -> Option<f64> {
    let intensity = &analysis.prosody.intensity;
    let frame = ((time - intensity.start) / intensity.step).round();
    (frame >= 0.0)
        .then(|| intensity.db.get(frame as usize).copied())
        .flatten()
}

/// Text that no spreadsheet takes for a formula.
fn text_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<String> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer
        .write_record(header)
        .map_err(|error| Error::Csv(error.to_string()))?;
    for row in rows {
        writer
            .write_record(row)
            .map_err(|error| Error::Csv(error.to_string()))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Error::Csv(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Error::Csv(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::text_cell;

    #[test]
    fn formulas_are_disarmed_and_words_are_left_alone() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert!(text_cell(text).starts_with('\''), "{text}");
        }
        assert_eq!(text_cell("don't"), "don't");
        assert_eq!(text_cell("’tis"), "’tis");
    }
}
