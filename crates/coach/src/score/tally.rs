//! Sums over a stretch of a recording from which every measure can be computed, so that stretches can be put together
//! in any way: all of them for the value, a random draw for its interval.

/// Kinds of findings that are counted.
pub(crate) const FINDING_KINDS: usize = 5;

/// Semitones in one bin of the pitch histogram.
const BIN: f64 = 0.25;

/// Pitch that the histogram starts from, Hz: under any voice.
const LOWEST_HZ: f64 = 30.0;

/// Bins of the pitch histogram: up to 1500 Hz.
const BINS: usize = 272;

/// Count, sum and sum of squares.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Moments {
    pub(crate) count: f64,
    pub(crate) sum: f64,
    pub(crate) squares: f64,
}

impl Moments {
    pub(crate) fn push(&mut self, value: f64) {
        self.count += 1.0;
        self.sum += value;
        self.squares += value * value;
    }

    fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.sum += other.sum;
        self.squares += other.squares;
    }

    pub(crate) fn mean(&self) -> Option<f64> {
        (self.count > 0.0).then(|| self.sum / self.count)
    }

    /// Standard deviation over the whole (not of a sample).
    pub(crate) fn sd(&self) -> Option<f64> {
        let mean = self.mean()?;
        Some((self.squares / self.count - mean * mean).max(0.0).sqrt())
    }
}

/// What happened in a stretch, or in several put together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tally {
    /// Seconds, pauses included.
    pub(crate) seconds: f64,
    /// Words, filled pauses left out.
    pub(crate) words: f64,
    /// Words expected to be misheard: the sum of one minus confidence.
    pub(crate) misheard: f64,
    /// Words between pauses, and their syllables.
    pub(crate) runs: f64,
    pub(crate) run_syllables: f64,
    /// Silences of 0.25 s or more.
    pub(crate) pauses: f64,
    pub(crate) pause_seconds: f64,
    /// Of these, the ones whose place among the words is known, and the ones inside a phrase.
    pub(crate) placed_pauses: f64,
    pub(crate) inside_pauses: f64,
    /// Silences of 2 s or more.
    pub(crate) long_pauses: f64,
    /// Seconds of silences of any length.
    pub(crate) silent_seconds: f64,
    pub(crate) filled_pauses: f64,
    /// By kind, in the order of `domain::FindingKind`.
    pub(crate) findings: [f64; FINDING_KINDS],
    /// Syllable nuclei in the sound.
    pub(crate) nuclei: f64,
    /// F0 in semitones over 30 Hz, by frame.
    pub(crate) pitch: Moments,
    /// Frames by F0, a quarter of a semitone a bin; empty or 272 long.
    pub(crate) pitch_bins: Vec<u32>,
    /// Intensity in dB, by frame with speech.
    pub(crate) level: Moments,
    /// Mean intensity in dB, by phrase.
    pub(crate) phrase_level: Moments,
    /// Phrases whose ending is known, and the ones that end in a rise.
    pub(crate) endings: f64,
    pub(crate) rises: f64,
    /// Type-token ratio of windows of 50 words.
    pub(crate) variety: Moments,
    /// Words per minute of each stretch in it, where the words' times are measured.
    pub(crate) paces: Vec<f64>,
}

impl Tally {
    pub(crate) fn clear(&mut self) {
        let (mut bins, mut paces) = (
            std::mem::take(&mut self.pitch_bins),
            std::mem::take(&mut self.paces),
        );
        bins.fill(0);
        paces.clear();
        *self = Self {
            pitch_bins: bins,
            paces,
            ..Self::default()
        };
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.seconds += other.seconds;
        self.words += other.words;
        self.misheard += other.misheard;
        self.runs += other.runs;
        self.run_syllables += other.run_syllables;
        self.pauses += other.pauses;
        self.pause_seconds += other.pause_seconds;
        self.placed_pauses += other.placed_pauses;
        self.inside_pauses += other.inside_pauses;
        self.long_pauses += other.long_pauses;
        self.silent_seconds += other.silent_seconds;
        self.filled_pauses += other.filled_pauses;
        self.findings
            .iter_mut()
            .zip(other.findings)
            .for_each(|(mine, more)| *mine += more);
        self.nuclei += other.nuclei;
        self.pitch.add(&other.pitch);
        self.level.add(&other.level);
        self.phrase_level.add(&other.phrase_level);
        self.endings += other.endings;
        self.rises += other.rises;
        self.variety.add(&other.variety);
        self.paces.extend_from_slice(&other.paces);
        if !other.pitch_bins.is_empty() {
            self.pitch_bins.resize(BINS, 0);
            self.pitch_bins
                .iter_mut()
                .zip(&other.pitch_bins)
                .for_each(|(mine, more)| *mine += more);
        }
    }

    pub(crate) fn push_pitch(&mut self, hz: f64) {
        let semitones = 12.0 * (hz.max(LOWEST_HZ) / LOWEST_HZ).log2();
        self.pitch.push(semitones);
        self.pitch_bins.resize(BINS, 0);
        let bin = ((semitones / BIN) as usize).min(BINS - 1);
        self.pitch_bins[bin] += 1;
    }

    /// The pitch in semitones over 30 Hz below which `share` of the frames lie, straight inside a bin.
    pub(crate) fn pitch_quantile(&self, share: f64) -> Option<f64> {
        let total: u32 = self.pitch_bins.iter().sum();
        let wanted = share * f64::from(total);
        let mut below = 0.0;
        for (bin, count) in self
            .pitch_bins
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
        {
            let count = f64::from(*count);
            if below + count >= wanted {
                return Some(BIN * (bin as f64 + (wanted - below) / count));
            }
            below += count;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_put_together_give_what_the_whole_gives() {
        let (mut first, mut second, mut whole) = (Tally::default(), Tally::default(), Tally::default());
        for step in 0..200 {
            let hz = 90.0 + f64::from(step);
            if step % 3 == 0 {
                first.push_pitch(hz)
            } else {
                second.push_pitch(hz)
            }
            whole.push_pitch(hz);
        }
        first.add(&second);
        assert!((first.pitch.sd().unwrap() - whole.pitch.sd().unwrap()).abs() < 1e-9);
        assert_eq!(first.pitch_bins, whole.pitch_bins);
    }

    #[test]
    fn a_quantile_is_right_to_a_quarter_of_a_semitone() {
        let mut tally = Tally::default();
        // Evenly spread over one octave above 60 Hz, which is 12 semitones over 30 Hz.
        (0..1000).for_each(|step| tally.push_pitch(60.0 * (f64::from(step) / 1000.0).exp2()));
        assert!((tally.pitch_quantile(0.5).unwrap() - 18.0).abs() < 0.1);
        assert!((tally.pitch_quantile(0.95).unwrap() - 23.4).abs() < 0.1);
        assert_eq!(Tally::default().pitch_quantile(0.5), None);
    }

    #[test]
    fn clearing_leaves_nothing_behind() {
        let mut tally = Tally {
            words: 3.0,
            paces: vec![1.0],
            ..Tally::default()
        };
        tally.push_pitch(100.0);
        tally.clear();
        assert_eq!(tally.pitch_quantile(0.5), None);
        assert_eq!((tally.words, tally.paces.len(), tally.pitch.count), (0.0, 0, 0.0));
    }
}
