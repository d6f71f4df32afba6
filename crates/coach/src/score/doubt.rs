//! What the measuring itself adds to a measure's uncertainty, beside the choice of moments that were recorded.

use super::{random::Random, tally::Tally};

/// Share of a recogniser's errors that change the number of words (insertions and deletions); the rest are
/// substitutions. Our judgement, from the usual make-up of word error rates.
const COUNT_CHANGING: f64 = 1.0 / 3.0;

/// The number of words is never surer than this, relative.
const WORD_COUNT_FLOOR: f64 = 0.01;

/// How uncertain one measurement is in itself. Numbers are standard deviations.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Doubt {
    /// Relative to the value.
    Relative(f64),
    /// In the measure's own unit.
    Absolute(f64),
    /// Relative, from how many words are expected to be misheard.
    WordCount,
    /// A rate of events: relative, for what the detector misses and invents; and half an event, because a short
    /// recording without any does not show that there are none. The function gives the rate's denominator.
    Events(f64, fn(&Tally) -> f64),
    /// A share of trials: absolute, and half a trial on either side. The function gives the number of trials.
    Share(f64, fn(&Tally) -> f64),
}

impl Doubt {
    /// `value` as it might have come out, had the measuring erred another way. `whole` are the sums of the recording.
    pub(crate) fn err(self, value: f64, whole: &Tally, random: &mut Random) -> f64 {
        match self {
            Self::Relative(sd) | Self::Events(sd, _) => value * (sd * random.normal()).exp(),
            Self::Absolute(sd) | Self::Share(sd, _) => value + sd * random.normal(),
            Self::WordCount => value * (word_count_sd(whole) * random.normal()).exp(),
        }
    }

    /// `value` with the half event, or half trial on either side, that a short recording cannot rule out (Jeffreys'
    /// prior); other measures stay as they are.
    pub(crate) fn allow_for_rare(self, value: f64, whole: &Tally, random: &mut Random) -> f64 {
        match self {
            Self::Events(_, exposure) => {
                let event = 1.0 / exposure(whole).max(1e-9);
                (value - 0.5 * event).max(0.0) + random.half_event() * event
            }
            Self::Share(_, trials) => {
                let (yes, no, trials) = (random.half_event(), random.half_event(), trials(whole));
                (value.clamp(0.0, 1.0) * trials + yes) / (trials + yes + no).max(1e-9)
            }
            Self::Relative(_) | Self::Absolute(_) | Self::WordCount => value,
        }
    }
}

/// Relative standard deviation of the number of words.
fn word_count_sd(whole: &Tally) -> f64 {
    let misheard = if whole.words > 0.0 {
        whole.misheard / whole.words
    } else {
        0.0
    };
    WORD_COUNT_FLOOR + COUNT_CHANGING * misheard
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(doubt: Doubt, value: f64, whole: &Tally) -> (f64, f64) {
        let mut random = Random::new(3);
        let mut drawn: Vec<_> = (0..4000)
            .map(|_| {
                doubt.err(
                    doubt.allow_for_rare(value, whole, &mut random),
                    whole,
                    &mut random,
                )
            })
            .collect();
        drawn.sort_by(f64::total_cmp);
        (drawn[400], drawn[3600])
    }

    #[test]
    fn no_event_in_a_minute_leaves_room_for_one() {
        let whole = Tally {
            seconds: 60.0,
            ..Tally::default()
        };
        let (low, high) = spread(Doubt::Events(0.1, |t| t.seconds / 60.0), 0.0, &whole);
        // Jeffreys' interval for no event: 0.008 to 1.35.
        assert!(low < 0.02 && (1.2..1.5).contains(&high), "{low} {high}");
    }

    #[test]
    fn few_trials_leave_a_share_open() {
        let few = spread(
            Doubt::Share(0.0, |t| t.endings),
            0.0,
            &Tally {
                endings: 4.0,
                ..Tally::default()
            },
        );
        let many = spread(
            Doubt::Share(0.0, |t| t.endings),
            0.0,
            &Tally {
                endings: 400.0,
                ..Tally::default()
            },
        );
        assert!(few.1 > 0.15 && many.1 < 0.01, "{few:?} {many:?}");
    }

    #[test]
    fn a_poorly_heard_recording_has_a_less_certain_pace() {
        let clear = Tally {
            words: 100.0,
            misheard: 3.0,
            ..Tally::default()
        };
        let poor = Tally {
            words: 100.0,
            misheard: 45.0,
            ..Tally::default()
        };
        let width = |whole| {
            let (low, high) = spread(Doubt::WordCount, 150.0, whole);
            high - low
        };
        assert!(width(&poor) > 4.0 * width(&clear));
    }
}
