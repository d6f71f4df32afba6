//! The headline numbers of an analysis, written once for every format.

use domain::{Analysis, FindingKind, Outcome, PausePlace};

use crate::{messages::Interface, numbers};

/// One headline number: a label, a value with its unit, and a line that says more.
pub(crate) struct Figure {
    /// `figure.KEY` and `unit.KEY` are its messages.
    pub(crate) key: &'static str,
    /// The number as it is written, or [`numbers::NONE`].
    pub(crate) value: String,
    /// The message of the line below it, with its arguments.
    pub(crate) detail: (&'static str, Vec<(&'static str, String)>),
}

impl Figure {
    /// The line below the number.
    pub(crate) fn detail_text(&self, interface: Interface) -> String {
        interface.fill(self.detail.0, &self.detail.1)
    }
}

/// The headline numbers, in the order in which they are shown.
pub(crate) fn figures(analysis: &Analysis) -> Vec<Figure> {
    vec![
        pace(analysis),
        pauses(analysis),
        fillers(analysis),
        pitch(analysis),
        speaking(analysis),
        slips(analysis),
    ]
}

fn missing(key: &'static str) -> Figure {
    Figure {
        key,
        value: numbers::NONE.into(),
        detail: ("detail.missing", Vec::new()),
    }
}

fn pace(analysis: &Analysis) -> Figure {
    let Some(rate) = analysis.fluency.words_per_minute else {
        return missing("pace");
    };
    let words = ("words", analysis.fluency.word_count.to_string());
    let detail = match analysis.prosody.rate.articulation_rate {
        Some(rate) => ("detail.pace", vec![words, ("articulation", numbers::tenth(rate))]),
        None => ("detail.words", vec![words]),
    };
    Figure {
        key: "pace",
        value: numbers::whole(rate),
        detail,
    }
}

fn pauses(analysis: &Analysis) -> Figure {
    let pauses = &analysis.fluency.pauses;
    if analysis.transcript.words.is_empty() {
        return missing("pauses");
    }
    let longest = pauses
        .iter()
        .map(|pause| pause.span.duration())
        .fold(0.0, f64::max);
    let longest = ("longest", numbers::tenth(longest));
    let inside = pauses
        .iter()
        .filter(|pause| pause.place == PausePlace::Inside)
        .count();
    let known = pauses.iter().all(|pause| pause.place != PausePlace::Unknown);
    let detail = match (pauses.is_empty(), known) {
        (true, _) => ("detail.no-pauses", Vec::new()),
        (false, true) => ("detail.pauses", vec![longest, ("inside", inside.to_string())]),
        (false, false) => ("detail.pauses-unplaced", vec![longest]),
    };
    Figure {
        key: "pauses",
        value: pauses.len().to_string(),
        detail,
    }
}

fn fillers(analysis: &Analysis) -> Figure {
    let Some(rate) = analysis.fluency.filled_pauses_per_minute else {
        return missing("fillers");
    };
    Figure {
        key: "fillers",
        value: analysis.fluency.filled_pauses.len().to_string(),
        detail: ("detail.fillers", vec![("rate", numbers::tenth(rate))]),
    }
}

fn pitch(analysis: &Analysis) -> Figure {
    let Some(pitch) = &analysis.prosody.pitch_summary else {
        return missing("pitch");
    };
    let arguments = [
        ("low", pitch.low_hz),
        ("high", pitch.high_hz),
        ("median", pitch.median_hz),
    ];
    Figure {
        key: "pitch",
        value: numbers::tenth(pitch.range_semitones),
        detail: (
            "detail.pitch",
            arguments.map(|(name, hz)| (name, numbers::whole(hz))).to_vec(),
        ),
    }
}

fn speaking(analysis: &Analysis) -> Figure {
    let Some(share) = analysis.fluency.phonation_share else {
        return missing("speaking");
    };
    let detail = match analysis.fluency.mean_length_of_run {
        Some(run) => ("detail.speaking", vec![("run", numbers::tenth(run))]),
        None => ("detail.missing", Vec::new()),
    };
    Figure {
        key: "speaking",
        value: numbers::whole(share * 100.0),
        detail,
    }
}

fn slips(analysis: &Analysis) -> Figure {
    if analysis.transcript.words.is_empty() {
        return missing("slips");
    }
    let count = |wanted: &[FindingKind]| {
        analysis
            .fluency
            .findings
            .iter()
            .filter(|finding| wanted.contains(&finding.kind))
            .count()
    };
    let restarts = count(&[FindingKind::Repetition, FindingKind::Restart]);
    let crutches = count(&[FindingKind::Hedge, FindingKind::Crutch]);
    Figure {
        key: "slips",
        value: if analysis.fluency.looked_for.contains(&FindingKind::Grammar) {
            count(&[FindingKind::Grammar]).to_string()
        } else {
            numbers::NONE.to_owned()
        },
        detail: (
            "detail.slips",
            vec![
                ("restarts", restarts.to_string()),
                ("crutches", crutches.to_string()),
            ],
        ),
    }
}

/// The overall score as it is written: its value and interval, when there is one.
pub(crate) fn score(outcome: &Outcome) -> Option<(String, String)> {
    match outcome {
        Outcome::Scored(score) => Some((
            numbers::whole(score.value),
            numbers::score_interval(&score.interval),
        )),
        Outcome::NotScored(_) => None,
    }
}
