//! What else may have been said in a phone's place.

use super::{CLIP, LEFT_OUT, Row};
use crate::{CLASSES, Posteriors, SILENCE, viterbi};

/// How far into a neighbour a phone is looked for, in frames.
const REACH: usize = 15;

/// Scores of the classes, summed up from the first frame on, so that the score of any stretch is a difference.
pub(super) struct Scores {
    sums: Vec<[f64; CLASSES]>,
}

/// The frames in which a phone and its neighbours are looked for.
struct Place<'a> {
    /// From the first frame to the end: one more than there are frames.
    sums: &'a [[f64; CLASSES]],
    before: Option<usize>,
    after: Option<usize>,
}

impl Scores {
    pub(super) fn new(posteriors: &Posteriors) -> Self {
        let offset = viterbi::offset(posteriors);
        let mut sums = Vec::with_capacity(posteriors.frames().len() + 1);
        let mut sum = [0.0; CLASSES];
        sums.push(sum);
        for frame in posteriors.frames() {
            for (class, sum) in sum.iter_mut().enumerate() {
                *sum += viterbi::emission(frame[class], offset[class]);
            }
            sums.push(sum);
        }
        Self { sums }
    }

    /// How much better than the phone in row `place` each other fits, and its absence.
    pub(super) fn alternatives(&self, rows: &[Row], place: usize) -> [f32; CLASSES] {
        let row = &rows[place];
        let before = place.checked_sub(1).map(|before| &rows[before]);
        let after = rows.get(place + 1);
        let first = before.map_or(row.frames.start, |before| {
            before.frames.start.max(row.frames.start.saturating_sub(REACH))
        });
        let last = after.map_or(row.frames.end, |after| {
            after.frames.end.min(row.frames.end + REACH)
        });
        let place = Place {
            sums: &self.sums[first..=last],
            before: before.map(|row| row.class),
            after: after.map(|row| row.class),
        };
        let least = place.least();
        let own = place.best(row.class, least);
        std::array::from_fn(|class| {
            let score = if class == LEFT_OUT {
                place.without()
            } else {
                place.best(class, least)
            };
            ((score - own) as f32).clamp(-CLIP, CLIP)
        })
    }
}

impl Place<'_> {
    fn frames(&self) -> usize {
        self.sums.len() - 1
    }

    /// Frames that the phone lasts at least: two, where that leaves one for each neighbour.
    fn least(&self) -> usize {
        let neighbours = usize::from(self.before.is_some()) + usize::from(self.after.is_some());
        if self.frames() >= 2 + neighbours { 2 } else { 1 }
    }

    /// The score of the neighbour before up to a border; without one the phone begins at once.
    fn left(&self, border: usize) -> f64 {
        match self.before {
            Some(class) if border > 0 => self.sums[border][class] - self.sums[0][class],
            None if border == 0 => 0.0,
            _ => f64::NEG_INFINITY,
        }
    }

    fn right(&self, border: usize) -> f64 {
        match self.after {
            Some(class) if border < self.frames() => {
                self.sums[self.frames()][class] - self.sums[border][class]
            }
            None if border == self.frames() => 0.0,
            _ => f64::NEG_INFINITY,
        }
    }

    fn best(&self, class: usize, least: usize) -> f64 {
        debug_assert!(class < SILENCE);
        let mut entered = f64::NEG_INFINITY;
        let mut best = f64::NEG_INFINITY;
        for end in least..=self.frames() {
            let start = end - least;
            entered = entered.max(self.left(start) - self.sums[start][class]);
            best = best.max(entered + self.sums[end][class] + self.right(end));
        }
        best
    }

    fn without(&self) -> f64 {
        (0..=self.frames())
            .map(|border| self.left(border) + self.right(border))
            .fold(f64::NEG_INFINITY, f64::max)
    }
}
