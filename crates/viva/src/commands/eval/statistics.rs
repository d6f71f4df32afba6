//! Correlations, and intervals for them over speakers.

use std::collections::BTreeMap;

/// Times that speakers are drawn.
const DRAWS: usize = 1000;
/// Share of the draws on each side of an interval.
const TAIL: f64 = 0.025;

/// Pairs of two scores of the same thing, and who it is about.
#[derive(Default)]
pub(super) struct Pairs {
    by_speaker: BTreeMap<String, Sums>,
}

/// What a correlation needs to know of some pairs.
#[derive(Clone, Copy, Default)]
struct Sums {
    count: f64,
    a: f64,
    b: f64,
    aa: f64,
    bb: f64,
    ab: f64,
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.a += other.a;
        self.b += other.b;
        self.aa += other.aa;
        self.bb += other.bb;
        self.ab += other.ab;
    }

    fn correlation(&self) -> Option<f64> {
        let spread = (self.count * self.aa - self.a * self.a) * (self.count * self.bb - self.b * self.b);
        (spread > 1e-9).then(|| (self.count * self.ab - self.a * self.b) / spread.sqrt())
    }
}

impl Pairs {
    /// One more pair.
    pub(super) fn push(&mut self, speaker: &str, a: f64, b: f64) {
        let sums = self.by_speaker.entry(speaker.to_owned()).or_default();
        sums.add(&Sums {
            count: 1.0,
            a,
            b,
            aa: a * a,
            bb: b * b,
            ab: a * b,
        });
    }

    /// Pearson's correlation; `None` where one side is always the same.
    pub(super) fn correlation(&self) -> Option<f64> {
        let mut all = Sums::default();
        self.by_speaker.values().for_each(|sums| all.add(sums));
        all.correlation()
    }

    /// 95 % interval of the correlation: speakers are drawn with replacement. The same pairs give the same interval.
    pub(super) fn interval(&self) -> Option<[f64; 2]> {
        let speakers: Vec<&Sums> = self.by_speaker.values().collect();
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut drawn: Vec<f64> = (0..DRAWS)
            .filter_map(|_| {
                let mut all = Sums::default();
                for _ in 0..speakers.len() {
                    all.add(speakers[draw(&mut state) as usize % speakers.len()]);
                }
                all.correlation()
            })
            .collect();
        drawn.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let index = (share * (drawn.len().checked_sub(1)?) as f64).round() as usize;
            drawn.get(index).copied()
        };
        Some([at(TAIL)?, at(1.0 - TAIL)?])
    }
}

/// The next of a row of numbers without pattern (SplitMix64), never negative as an `i64`.
fn draw(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut value = *state;
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (value ^ (value >> 31)) >> 1
}

#[cfg(test)]
mod tests {
    use super::Pairs;

    #[test]
    fn a_correlation_lies_in_its_interval() {
        let mut pairs = Pairs::default();
        for index in 0..200 {
            let a = f64::from(index);
            pairs.push(&format!("speaker {}", index % 10), a, a + 40.0 * (a * 1.7).sin());
        }
        let found = pairs.correlation().unwrap();
        let [low, high] = pairs.interval().unwrap();
        assert!(
            0.8 < found && found < 1.0 && low < found && found < high,
            "{low} {found} {high}"
        );
        assert_eq!(pairs.interval(), Some([low, high]));
    }

    #[test]
    fn what_never_changes_has_no_correlation() {
        let mut pairs = Pairs::default();
        assert_eq!(pairs.correlation(), None);
        assert_eq!(pairs.interval(), None);
        pairs.push("a", 1.0, 2.0);
        pairs.push("b", 1.0, 3.0);
        assert_eq!(pairs.correlation(), None);
    }
}
