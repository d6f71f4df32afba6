//! The value and the peaks of a sampled curve between its samples, by windowed sinc interpolation
//! (Praat manual: "vector value interpolation", "vector peak interpolation").

use std::f64::consts::PI;

/// Terms summed side by side, so that the compiler can use vector instructions.
const LANES: usize = 4;

/// The curve `y` at `x` samples from its start, from up to `depth` samples on each side under a Hann window.
/// Near an end the depth shrinks to what is there; two samples a side give a cubic, one a straight line.
pub(crate) fn value(y: &[f64], x: f64, depth: usize) -> f64 {
    let Some(last) = y.len().checked_sub(1) else {
        return 0.0;
    };
    if x <= 0.0 || x.is_nan() {
        return y[0];
    }
    if x >= last as f64 {
        return y[last];
    }
    let left = x.floor() as usize;
    let phase = x - x.floor();
    if phase == 0.0 {
        return y[left];
    }
    match depth.min(left + 1).min(last - left) {
        0 | 1 => y[left] + phase * (y[left + 1] - y[left]),
        2 => cubic([y[left - 1], y[left], y[left + 1], y[left + 2]], phase),
        depth => {
            let before = y[left + 1 - depth..=left].rchunks(LANES);
            let after = y[left + 1..=left + depth].chunks(LANES);
            one_side(before.map(reversed), phase, depth) + one_side(after.map(padded), 1.0 - phase, depth)
        }
    }
}

fn reversed(chunk: &[f64]) -> [f64; LANES] {
    match chunk {
        [d, c, b, a] => [*a, *b, *c, *d],
        _ => std::array::from_fn(|lane| chunk.iter().rev().nth(lane).copied().unwrap_or(0.0)),
    }
}

fn padded(chunk: &[f64]) -> [f64; LANES] {
    match chunk {
        [a, b, c, d] => [*a, *b, *c, *d],
        _ => std::array::from_fn(|lane| chunk.get(lane).copied().unwrap_or(0.0)),
    }
}

/// The sum over the samples on one side, nearest first; the nearest is `distance` away. The sine of the sinc only
/// changes its sign from sample to sample; the window's cosine is turned on by a constant angle.
#[inline]
fn one_side(chunks: impl Iterator<Item = [f64; LANES]>, distance: f64, depth: usize) -> f64 {
    let angle = PI / (distance + depth as f64);
    let mut at: [f64; LANES] = std::array::from_fn(|lane| distance + lane as f64);
    let mut cos = at.map(|at| (angle * at).cos());
    let mut sin = at.map(|at| (angle * at).sin());
    let (turn_sin, turn_cos) = (angle * LANES as f64).sin_cos();
    let mut sums = [0.0; LANES];
    for y in chunks {
        for lane in 0..LANES {
            sums[lane] += y[lane] * (1.0 + cos[lane]) / at[lane];
            at[lane] += LANES as f64;
            let turned = cos[lane] * turn_cos - sin[lane] * turn_sin;
            sin[lane] = sin[lane] * turn_cos + cos[lane] * turn_sin;
            cos[lane] = turned;
        }
    }
    (sums[0] - sums[1] + sums[2] - sums[3]) * (PI * distance).sin() / (2.0 * PI)
}

/// The cubic through the two middle points with the slopes that their neighbours suggest.
fn cubic([before, left, right, after]: [f64; 4], phase: f64) -> f64 {
    let slope_left = 0.5 * (right - before);
    let slope_right = 0.5 * (after - left);
    let rise = right - left;
    let bend = 3.0 * rise - 2.0 * slope_left - slope_right;
    let twist = slope_left + slope_right - 2.0 * rise;
    left + phase * (slope_left + phase * (bend + phase * twist))
}

/// Where the parabola through three samples around `index` has its top, in samples from the start of `y`.
/// `index` has a neighbour on each side and is not below them.
pub(crate) fn parabola_top(y: &[f64], index: usize) -> f64 {
    let (left, middle, right) = (y[index - 1], y[index], y[index + 1]);
    let bend = 2.0 * middle - left - right;
    if bend > 0.0 {
        index as f64 + 0.5 * (right - left) / bend
    } else {
        index as f64
    }
}

/// How far from the supposed top a parabola's two outer points lie, samples; how far off the top may then turn out; and how
/// many samples a side weigh in at most. The first one only has to come near.
const PARABOLAS: [(f64, f64, usize); 4] = [
    (0.1, 0.7, 12),
    (0.001, 0.1, usize::MAX),
    (0.001, 0.01, usize::MAX),
    (0.001, 0.001, usize::MAX),
];

/// Position and value of the interpolated curve's peak around the local maximum `index`.
///
/// Two parabolas through closer and closer points mostly do, with an error under 1e-6 of a sample; more follow while it still moves. Where the curve is not that simple, a golden-section search takes over.
pub(crate) fn peak(y: &[f64], index: usize, depth: usize) -> (f64, f64) {
    let mut at = parabola_top(y, index);
    let mut height = 0.0;
    for (reach, trusted, enough) in PARABOLAS {
        let [left, middle, right] = [at - reach, at, at + reach].map(|x| value(y, x, depth.min(enough)));
        let bend = 2.0 * middle - left - right;
        let shift = 0.5 * reach * (right - left) / bend;
        if bend <= 0.0 || shift.abs() > trusted || (at + shift - index as f64).abs() > 1.0 {
            return golden_section(y, index, depth);
        }
        at += shift;
        height = middle + (right - left).powi(2) / (8.0 * bend);
        if reach < 0.01 && shift.abs() < 1e-3 {
            break;
        }
    }
    (at, height)
}

/// Peak within one sample of `index` by golden-section search: slower than parabolas, but cannot run away.
fn golden_section(y: &[f64], index: usize, depth: usize) -> (f64, f64) {
    let golden = 0.5 * (5.0_f64.sqrt() - 1.0);
    let (mut low, mut high) = (index as f64 - 1.0, index as f64 + 1.0);
    let mut left = high - golden * (high - low);
    let mut right = low + golden * (high - low);
    let (mut at_left, mut at_right) = (value(y, left, depth), value(y, right, depth));
    while high - low > 1e-7 {
        if at_left > at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - golden * (high - low);
            at_left = value(y, left, depth);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + golden * (high - low);
            at_right = value(y, right, depth);
        }
    }
    let middle = 0.5 * (low + high);
    (middle, value(y, middle, depth))
}

#[cfg(test)]
mod tests {
    use super::{golden_section, peak, value};

    fn wave(x: f64) -> f64 {
        (0.3 * (x - 100.37)).cos() * (-0.0002 * (x - 100.37).powi(2)).exp()
    }

    fn sampled() -> Vec<f64> {
        (0..201).map(|i| wave(f64::from(i))).collect()
    }

    #[test]
    fn a_smooth_curve_is_found_between_its_samples() {
        let y = sampled();
        for x in [60.25, 99.5, 100.9, 130.01] {
            assert!((value(&y, x, 70) - wave(x)).abs() < 1e-5, "at {x}");
        }
    }

    #[test]
    fn at_a_sample_the_value_is_the_sample() {
        let y = sampled();
        assert_eq!(value(&y, 57.0, 70), y[57]);
        assert_eq!(value(&y, -3.0, 70), y[0]);
        assert_eq!(value(&y, 500.0, 70), y[200]);
    }

    #[test]
    fn near_the_ends_it_becomes_a_cubic_and_then_a_line() {
        let y = [0.0, 1.0, 4.0, 9.0, 16.0, 25.0];
        assert!(
            (value(&y, 1.5, 70) - 2.25).abs() < 1e-12,
            "a cubic follows a parabola"
        );
        assert!((value(&y, 0.5, 70) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_peak_is_found_where_the_curve_has_it() {
        let (at, height) = peak(&sampled(), 100, 70);
        assert!((at - 100.37).abs() < 2e-5, "{at}");
        assert!((height - 1.0).abs() < 1e-6, "{height}");
    }

    #[test]
    fn both_searches_find_the_same_peak() {
        let y = sampled();
        let (quick, _) = peak(&y, 79, 70);
        let (sure, _) = golden_section(&y, 79, 70);
        assert!((quick - sure).abs() < 1e-6, "{quick} {sure}");
    }
}
