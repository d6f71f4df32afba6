//! Drawings that need no script: the whole recording, pace, and pauses by length. Horizontal places are in percent,
//! so that text keeps its size at any width.

use domain::{Analysis, MinuteRate, PausePlace};
use maud::{Markup, html as page};

use super::{data, ui::Ui};
use crate::{numbers, tracks};

/// Points of each track in the drawing of the whole.
const OVERVIEW_POINTS: usize = 900;
/// Minutes from which pace is drawn by minute.
const MINUTES: usize = 3;
/// Lower ends of the histogram's steps, seconds.
pub(crate) const STEPS: [f64; 7] = [0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0];

pub(super) fn section(ui: &Ui, analysis: &Analysis) -> Markup {
    page! {
        @if !analysis.transcript.words.is_empty() {
            div.pair {
                section aria-labelledby="h-pace" {
                    h2 #h-pace { (ui.say("pace-chart")) }
                    @if analysis.fluency.by_minute.len() >= MINUTES {
                        p.note { (ui.say("pace-chart.minutes")) }
                        (minutes(&analysis.fluency.by_minute))
                    } @else {
                        p.note { (ui.say("pace-chart.note")) }
                        (pace(analysis))
                    }
                }
                section aria-labelledby="h-pauses" {
                    h2 #h-pauses { (ui.say("pause-chart")) }
                    p.note { (ui.say("pause-chart.note")) }
                    (histogram(analysis))
                }
            }
        }
    }
}

/// Waveform, pitch and pauses of the whole recording.
pub(super) fn overview(ui: &Ui, analysis: &Analysis) -> Markup {
    let seconds = analysis.recording.seconds.max(0.01);
    let x = |time: f64| time / seconds * 1000.0;
    let wave = tracks::waveform(&analysis.waveform, OVERVIEW_POINTS);
    let peak = wave
        .low
        .iter()
        .chain(&wave.high)
        .fold(0.05f32, |peak, value| peak.max(value.abs()));
    let up = wave.high.iter().enumerate().map(|(index, value)| (index, *value));
    let down = wave
        .low
        .iter()
        .enumerate()
        .map(|(index, value)| (index, *value))
        .rev();
    let outline: String = up
        .chain(down)
        .map(|(index, value)| {
            let at = x((index as f64 + 0.5) * wave.step).min(1000.0);
            format!("{at:.1},{:.1} ", 50.0 - f64::from(value / peak) * 44.0)
        })
        .collect();
    let length = ui
        .interface
        .fill("overview.label", &[("length", numbers::clock(seconds))]);
    page! {
        svg.overview viewBox="0 0 1000 100" preserveAspectRatio="none" role="img" aria-label=(length) {
            @for pause in &analysis.fluency.pauses {
                rect.pause.in[pause.place == PausePlace::Inside] x=(format!("{:.1}", x(pause.span.start))) y="0"
                    width=(format!("{:.1}", x(pause.span.duration()))) height="100" {}
            }
            polygon.wave points=(outline) {}
            path.pitch d=(pitch_path(analysis, x)) vector-effect="non-scaling-stroke" {}
        }
    }
}

/// The pitch track between 0 (its highest) and 100, broken where unvoiced.
fn pitch_path(analysis: &Analysis, x: impl Fn(f64) -> f64) -> String {
    let pitch = tracks::pitch(&analysis.prosody.pitch, OVERVIEW_POINTS);
    let (low, high) = data::pitch_range(analysis);
    let mut path = String::new();
    let mut down = false;
    for (frame, hz) in pitch.f0_hz.iter().enumerate() {
        if let Some(hz) = hz.filter(|hz| *hz > 0.0) {
            let at = x(pitch.start + frame as f64 * pitch.step);
            let height = 96.0 - ((hz / low).ln() / (high / low).ln()).clamp(0.0, 1.0) * 92.0;
            path.push_str(&format!("{}{at:.1} {height:.1}", if down { 'L' } else { 'M' }));
        }
        down = hz.is_some();
    }
    path
}

/// Words per minute over ten seconds around each moment.
fn pace(analysis: &Analysis) -> Markup {
    let seconds = analysis.recording.seconds.max(0.01);
    let times: Vec<f64> = (0..=100).map(|at| f64::from(at) / 100.0 * seconds).collect();
    let rates = tracks::pace(&analysis.transcript.words, seconds, &times);
    let top = ceiling(rates.iter().copied().fold(0.0, f64::max));
    let points: String = rates
        .iter()
        .enumerate()
        .map(|(index, rate)| format!("{index},{:.1} ", 100.0 - rate / top * 100.0))
        .collect();
    page! {
        svg.chart width="100%" height="170" aria-hidden="true" {
            (grid(top))
            svg x="0" y="20" width="100%" height="120" viewBox="0 0 100 100" preserveAspectRatio="none" {
                polyline.line points=(points) vector-effect="non-scaling-stroke" {}
            }
            text x="0" y="162" { "0:00" }
            text.end x="100%" y="162" { (numbers::clock(seconds)) }
        }
    }
}

fn minutes(rates: &[MinuteRate]) -> Markup {
    let top = ceiling(rates.iter().map(|rate| rate.words_per_minute).fold(0.0, f64::max));
    let step = 100.0 / rates.len().max(1) as f64;
    let every = rates.len().div_ceil(8).max(1);
    page! {
        svg.chart width="100%" height="170" aria-hidden="true" {
            (grid(top))
            @for (index, rate) in rates.iter().enumerate() {
                @let height = (rate.words_per_minute / top * 120.0).clamp(0.0, 120.0);
                rect.column x=(format!("{:.2}%", step * (index as f64 + 0.12))) width=(format!("{:.2}%", step * 0.76))
                    y=(format!("{:.1}", 140.0 - height)) height=(format!("{height:.1}")) rx="2" {}
                @if index % every == 0 { text.mid x=(format!("{:.2}%", step * (index as f64 + 0.5))) y="162" { (index + 1) } }
            }
        }
    }
}

/// Lines at half and full height, with their values.
fn grid(top: f64) -> Markup {
    page! {
        @for (value, y) in [(top, 20), (top / 2.0, 80), (0.0, 140)] {
            line.grid x1="0" x2="100%" y1=(y) y2=(y) {}
            text x="0" y=(y - 5) { (numbers::whole(value)) }
        }
    }
}

fn ceiling(highest: f64) -> f64 {
    ((numbers::sane(highest) / 40.0).ceil() * 40.0).max(40.0)
}

/// How many pauses fall in each step of [`STEPS`].
pub(crate) fn pauses_by_length(analysis: &Analysis) -> [usize; 7] {
    let mut counts = [0; 7];
    for pause in &analysis.fluency.pauses {
        let step = STEPS.partition_point(|low| *low <= pause.span.duration() + 1e-9);
        counts[step.saturating_sub(1)] += 1;
    }
    counts
}

fn histogram(analysis: &Analysis) -> Markup {
    let counts = pauses_by_length(analysis);
    let most = counts.iter().copied().max().unwrap_or(0).max(1) as f64;
    let step = 100.0 / counts.len() as f64;
    page! {
        svg.chart width="100%" height="170" role="img" aria-label=(ui_label(&counts)) {
            line.grid x1="0" x2="100%" y1="140" y2="140" {}
            @for (index, count) in counts.iter().enumerate() {
                @let middle = format!("{:.2}%", step * (index as f64 + 0.5));
                @let height = *count as f64 / most * 110.0;
                rect.column x=(format!("{:.2}%", step * (index as f64 + 0.12))) width=(format!("{:.2}%", step * 0.76))
                    y=(format!("{:.1}", 140.0 - height)) height=(format!("{height:.1}")) rx="2" {}
                @if *count > 0 { text.mid.count x=(middle) y=(format!("{:.1}", 134.0 - height)) { (count) } }
                text.mid x=(middle) y="162" { (step_label(index)) }
            }
        }
    }
}

/// `0.5 s`, and `3+ s` for the last.
pub(crate) fn step_label(index: usize) -> String {
    let low = numbers::value(STEPS[index.min(STEPS.len() - 1)]);
    if index + 1 >= STEPS.len() {
        format!("{low}+ s")
    } else {
        format!("{low} s")
    }
}

fn ui_label(counts: &[usize]) -> String {
    let parts: Vec<_> = counts
        .iter()
        .enumerate()
        .map(|(index, count)| format!("{}: {count}", step_label(index)))
        .collect();
    parts.join(", ")
}
