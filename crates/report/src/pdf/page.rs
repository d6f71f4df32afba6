//! The data of the printed page: every number already written as text, so that it says what the other formats say.

use domain::{Analysis, CriterionScore, Drill, Outcome};
use serde_json::{Value, json};

use super::{PDF_SHEET_SECONDS, sheet};
use crate::{Interface, figures, html, marks::Marks, messages, numbers};

/// Words of transcript on the page; an hour has about nine thousand.
const MOST_WORDS: usize = 20_000;

pub(super) fn data(analysis: &Analysis, interface: Interface) -> Value {
    let recording = &analysis.recording;
    let format = &recording.format;
    let figures: Vec<Value> = figures::figures(analysis)
        .iter()
        .map(|figure| {
            json!({
                "title": interface.text(&format!("figure.{}", figure.key)),
                "value": figure.value,
                "unit": if figure.value == numbers::NONE { String::new() } else { interface.text(&format!("unit.{}", figure.key)) },
                "detail": figure.detail_text(interface),
            })
        })
        .collect();
    let cut = recording.seconds > PDF_SHEET_SECONDS;
    json!({
        "lang": interface.code(),
        "t": messages::both()[interface.code()],
        "name": recording.name,
        "facts": [
            numbers::clock(recording.seconds),
            language(analysis, interface),
            format!("{}, {} Hz", numbers::media(format), format.sample_rate),
            format!("{} v{}", analysis.scores.title, analysis.scores.rubric.version),
        ],
        "overall": outcome(&analysis.scores.overall, interface),
        "figures": figures,
        "notices": analysis.notices.iter().map(|notice| &notice.text).collect::<Vec<_>>(),
        "rows": sheet::rows(analysis),
        "cut": cut.then(|| interface.fill("cut", &[("length", numbers::clock(PDF_SHEET_SECONDS))])),
        "estimated": !analysis.transcript.is_measured(),
        "transcript": transcript(analysis),
        "criteria": analysis.scores.criteria.iter().map(|one| criterion(one, interface)).collect::<Vec<_>>(),
        "drills": analysis.drills.iter().map(drill).collect::<Vec<_>>(),
        "pauses": html::pauses_by_length(analysis).iter().enumerate()
            .map(|(index, count)| json!([html::step_label(index), count])).collect::<Vec<_>>(),
        "models": analysis.models.iter().map(|model| [&model.role, &model.name, &model.version]).collect::<Vec<_>>(),
        "made": interface.fill("by", &[("version", analysis.vivavoce.clone())]),
        "disclaimer": interface.text("disclaimer"),
    })
}

fn language(analysis: &Analysis, interface: Interface) -> String {
    let code = analysis.transcript.language.code();
    let key = format!("lang.{code}");
    let name = interface.text(&key);
    if name == key { code.to_owned() } else { name }
}

/// A score with its places on a scale from 0 to 100, or the reason why there is none.
fn outcome(outcome: &Outcome, interface: Interface) -> Value {
    match outcome {
        Outcome::Scored(score) => {
            let (value, interval) = figures::score(outcome).unwrap_or_default();
            let at = |value: f64| numbers::sane(value).clamp(0.0, 100.0);
            let range = interface.fill("overall.range", &[("interval", interval.clone())]);
            json!({
                "value": value, "interval": interval, "range": range, "band": score.band.name, "text": score.band.descriptor,
                "scale": [at(score.interval.low), at(score.value), at(score.interval.high)],
            })
        }
        Outcome::NotScored(why) => json!({
            "value": numbers::NONE, "interval": "", "range": "", "band": interface.text("not-scored"), "text": why, "scale": null,
        }),
    }
}

fn criterion(criterion: &CriterionScore, interface: Interface) -> Value {
    let evidence: Vec<Value> = criterion
        .evidence
        .iter()
        .map(|evidence| {
            let moments: Vec<_> = evidence.moments.iter().map(numbers::stretch).collect();
            json!({
                "title": evidence.title, "value": numbers::with_unit(evidence.value, &evidence.unit),
                "interval": evidence.interval.as_ref().map(numbers::interval),
                "comment": evidence.comment, "moments": moments.join(", "),
            })
        })
        .collect();
    json!({
        "title": criterion.title, "outcome": outcome(&criterion.outcome, interface), "evidence": evidence,
        "left_out": criterion.left_out,
    })
}

fn drill(drill: &Drill) -> Value {
    let goals: Vec<&str> = drill.goals.iter().map(|goal| goal.text.as_str()).collect();
    let moments: Vec<_> = drill.moments.iter().map(numbers::stretch).collect();
    json!({
        "title": drill.title, "why": drill.why, "text": drill.text, "steps": drill.steps, "goals": goals,
        "moments": moments.join(", "),
    })
}

/// Paragraphs of `[kind, text]`: a word with its mark, `pause`, `inside`, or `sound`.
fn transcript(analysis: &Analysis) -> Vec<Value> {
    let marks = Marks::of(analysis);
    let words = &analysis.transcript.words;
    html::paragraphs(analysis)
        .into_iter()
        .take_while(|range| range.start < MOST_WORDS)
        .filter(|range| !range.is_empty())
        .map(|range| {
            let start = numbers::clock(words[range.start].span.start);
            let mut pieces: Vec<[String; 2]> = Vec::new();
            for index in range {
                if let Some(pause) = marks.pause_before(index) {
                    let kind = if pause.inside { "inside" } else { "pause" };
                    pieces.push([
                        kind.into(),
                        format!("{} s", numbers::tenth(pause.span.duration())),
                    ]);
                }
                for _ in marks.sounds_before(index) {
                    pieces.push(["sound".into(), String::new()]);
                }
                let kind = marks.word(index).map_or("plain", |mark| mark.key());
                pieces.push([kind.into(), words[index].text.clone()]);
            }
            json!({ "start": start, "pieces": pieces })
        })
        .collect()
}
