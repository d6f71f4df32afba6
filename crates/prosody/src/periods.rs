//! Where each period of the voice begins, by cross-correlation (Praat: Sound & Pitch: To PointProcess (cc)).

use domain::Pitch;

use crate::pitch::f0_at;
use crate::sound::Sound;

/// A point must be this many periods of the one before or after it.
const NEAREST: f64 = 0.8;
const FARTHEST: f64 = 1.25;
/// The least correlation with the neighbouring period, inside a voiced stretch and past its ends.
const LEAST_INSIDE: f64 = 0.3;
const LEAST_OUTSIDE: f64 = 0.7;
/// The least peak in a period as a share of the recording's peak, inside and past the ends.
const QUIETEST_INSIDE: f64 = 0.01;
const QUIETEST_OUTSIDE: f64 = 0.023_333;

/// Times of the glottal periods in seconds, in order, from `samples` at `rate` and their pitch track.
#[must_use]
pub fn find(samples: &[f32], rate: u32, pitch: &Pitch) -> Vec<f64> {
    let Some(sound) = Sound::new(samples, rate) else {
        return Vec::new();
    };
    let mut finder = Finder {
        peak: sound.peak_around(0.0),
        sound: &sound,
        pitch,
        points: Vec::new(),
        last_right: f64::NEG_INFINITY,
        here: Vec::new(),
        there: Vec::new(),
        energies: Vec::new(),
    };
    for (left, right) in voiced_stretches(pitch, sound.duration()) {
        finder.fill(left, right);
    }
    finder.points.sort_by(f64::total_cmp);
    finder.points
}

/// Runs of voiced frames, each frame reaching half a step to both sides, seconds.
pub(crate) fn voiced_stretches(pitch: &Pitch, duration: f64) -> Vec<(f64, f64)> {
    let mut stretches = Vec::new();
    let mut first = None;
    for index in 0..=pitch.f0_hz.len() {
        let voiced = pitch.f0_hz.get(index).copied().flatten().is_some();
        match (first, voiced) {
            (None, true) => first = Some(index),
            (Some(start), false) => {
                let time = |frame: usize| pitch.start + frame as f64 * pitch.step;
                let left = time(start) - 0.5 * pitch.step;
                let right = time(index - 1) + 0.5 * pitch.step;
                stretches.push((left.max(0.0), right.min(duration)));
                first = None;
            }
            _ => {}
        }
    }
    stretches
}

/// The best match for one period near another place.
struct Match {
    time: f64,
    correlation: f64,
    /// The largest sample in it.
    peak: f64,
}

struct Finder<'a> {
    sound: &'a Sound<'a>,
    pitch: &'a Pitch,
    /// The recording's largest sample.
    peak: f64,
    points: Vec<f64>,
    /// The last point added on the way right: the next stretch's points keep their distance from it.
    last_right: f64,
    here: Vec<f64>,
    there: Vec<f64>,
    energies: Vec<f64>,
}

impl Finder<'_> {
    /// Marks the periods of one voiced stretch: one at the largest extremum in its middle, then out to both ends.
    fn fill(&mut self, left: f64, right: f64) {
        let middle = 0.5 * (left + right);
        let Some(f0) = f0_at(self.pitch, middle) else {
            return;
        };
        let seed = self.extremum(middle - 0.5 / f0, middle + 0.5 / f0);
        self.points.push(seed);
        self.go_left(seed, left);
        self.go_right(seed, right);
    }

    fn go_left(&mut self, seed: f64, left: f64) {
        let mut at = seed;
        while let Some(f0) = f0_at(self.pitch, at) {
            let Some(found) = self.best_match(at, 1.0 / f0, at - FARTHEST / f0, at - NEAREST / f0) else {
                return;
            };
            let inside = found.time >= left;
            // A match no earlier than where it started would go on for ever.
            if found.time >= at {
                return;
            }
            at = found.time;
            if self.fits(&found, inside) && at - self.last_right > NEAREST / f0 {
                self.points.push(at);
            }
            if !inside {
                return;
            }
        }
    }

    fn go_right(&mut self, seed: f64, right: f64) {
        let mut at = seed;
        while let Some(f0) = f0_at(self.pitch, at) {
            let Some(found) = self.best_match(at, 1.0 / f0, at + NEAREST / f0, at + FARTHEST / f0) else {
                return;
            };
            let inside = found.time <= right;
            if found.time <= at {
                return;
            }
            at = found.time;
            if self.fits(&found, inside) {
                self.points.push(at);
                self.last_right = at;
            }
            if !inside {
                return;
            }
        }
    }

    fn fits(&self, found: &Match, inside: bool) -> bool {
        if inside {
            found.correlation > LEAST_INSIDE
                && (found.peak == 0.0 || found.peak > QUIETEST_INSIDE * self.peak)
        } else {
            found.correlation > LEAST_OUTSIDE && found.peak > QUIETEST_OUTSIDE * self.peak
        }
    }

    /// When the sample farthest from 0 between two times stands, placed between samples by a parabola.
    fn extremum(&self, from: f64, to: f64) -> f64 {
        let first = self.sound.index_below(from).max(0);
        let part = self.sound.slice(first, self.sound.index_above(to));
        let value = |index: usize| f64::from(part[index]);
        let (mut low, mut high) = (0, 0);
        for index in 0..part.len() {
            if value(index) < value(low) {
                low = index;
            }
            if value(index) > value(high) {
                high = index;
            }
        }
        if part.is_empty() || value(low) == value(high) {
            return 0.5 * (from + to);
        }
        let at = if value(low).abs() > value(high).abs() {
            low
        } else {
            high
        };
        let shift = if at == 0 || at + 1 == part.len() {
            0.0
        } else {
            let (left, middle, right) = (value(at - 1), value(at), value(at + 1));
            0.5 * (right - left) / (2.0 * middle - left - right)
        };
        self.sound.time(first as f64 + at as f64 + shift)
    }

    /// Where between `from` and `to` the sound is most like the `period` seconds around `time`.
    fn best_match(&mut self, time: f64, period: f64, from: f64, to: f64) -> Option<Match> {
        let half = 0.5 * period;
        let left = self.sound.index_near(time - half);
        let right = self.sound.index_near(time + half);
        let first = self.sound.index_below(from - half);
        let last = self.sound.index_above(to - half);
        let width = usize::try_from(right - left + 1).ok()?;
        let places = usize::try_from(last - first + 1).ok()?;
        self.here.resize(width, 0.0);
        self.there.resize(width + places, 0.0);
        self.sound.read(left, &mut self.here);
        self.sound.read(first, &mut self.there);

        // Energies of the moving window from running sums; a window that the recording cuts off is summed anew.
        let energy = product(&self.here, &self.here);
        self.energies.clear();
        self.energies.push(0.0);
        let mut sum = 0.0;
        for sample in &self.there {
            sum += sample * sample;
            self.energies.push(sum);
        }
        let mut before = [0.0; 2];
        let mut best: Option<(isize, [f64; 3])> = None;
        for place in 0..places {
            let start = first + place as isize;
            let common = self.overlap(left, start, width);
            let next = if common.len() == width {
                let product = product(&self.here, &self.there[place..place + width]);
                normalised(
                    product,
                    energy,
                    self.energies[place + width] - self.energies[place],
                )
            } else {
                let (here, there) = (&self.here[common.clone()], &self.there[place..][common]);
                normalised(product(here, there), product(here, here), product(there, there))
            };
            let [left, middle] = before;
            if middle >= left && middle >= next && best.is_none_or(|(_, best)| middle > best[1]) {
                best = Some((start - 1, [left, middle, next]));
            }
            before = [middle, next];
        }
        let (at, [before, here, after]) = best?;
        let bend = 2.0 * here - before - after;
        let shift = if bend == 0.0 {
            0.0
        } else {
            0.5 * (after - before) / bend
        };
        Some(Match {
            time: time + (at as f64 + shift - left as f64) * self.sound.dx,
            correlation: here + 0.5 * shift * 0.5 * (after - before),
            peak: self.peak_of(at + 1, width),
        })
    }

    /// The part of a window for which both `left` and `start` lie in the recording.
    fn overlap(&self, left: isize, start: isize, width: usize) -> std::ops::Range<usize> {
        let samples = self.sound.len() as isize;
        let from = (-left.min(start)).clamp(0, width as isize);
        let to = (samples - left.max(start)).clamp(from, width as isize);
        from as usize..to as usize
    }

    fn peak_of(&self, start: isize, width: usize) -> f64 {
        let part = self.sound.slice(start, start + width as isize - 1);
        part.iter()
            .fold(0.0, |peak, sample| f64::max(peak, f64::from(sample.abs())))
    }
}

/// The sum of products of two stretches of the same length.
fn product(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 8];
    let (a_chunks, a_rest) = a.as_chunks::<8>();
    let (b_chunks, b_rest) = b.as_chunks::<8>();
    for (a, b) in a_chunks.iter().zip(b_chunks) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f64>() + rest
}

/// Correlation, -1 to 1; 0 when one of the two is silent.
fn normalised(product: f64, energy: f64, other: f64) -> f64 {
    if product == 0.0 || energy <= 0.0 || other <= 0.0 {
        0.0
    } else {
        product / (energy * other).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use super::find;
    use crate::pitch::{PitchSettings, track};

    #[test]
    fn a_sine_has_one_point_a_period() {
        let samples: Vec<f32> = (0..16_000)
            .map(|i| (TAU * 150.0 * f64::from(i) / 16_000.0).sin() as f32 * 0.5)
            .collect();
        let pitch = track(&samples, 16_000, &PitchSettings::default());
        let points = find(&samples, 16_000, &pitch);
        assert!((140..=150).contains(&points.len()), "{}", points.len());
        for pair in points.windows(2) {
            assert!((pair[1] - pair[0] - 1.0 / 150.0).abs() < 2e-5, "{pair:?}");
        }
    }

    #[test]
    fn silence_has_no_periods() {
        let pitch = track(&[0.0; 16_000], 16_000, &PitchSettings::default());
        assert!(find(&[0.0; 16_000], 16_000, &pitch).is_empty());
        assert!(find(&[], 16_000, &pitch).is_empty());
    }
}
