//! Speech packed into windows for a recogniser that hears 30 seconds at a time.

use domain::Span;
use speech::{SAMPLE_RATE, Window};

/// Seconds that a window may hold.
pub const WINDOW_SECONDS: f64 = 29.5;
/// Seconds that the first window may hold: short, so that the first words come soon.
pub const FIRST_WINDOW_SECONDS: f64 = 9.5;
/// Pauses up to this many seconds stay in the sound, for punctuation and alignment; longer ones are cut down.
const KEPT_PAUSE: f64 = 1.0;
/// Seconds of sound kept around speech.
const CONTEXT: f64 = 0.25;
/// A stretch too long for a window is cut at the quietest moment in this last part of what fits.
const CUT_FROM: f64 = 0.6;
/// Seconds over which quietness is judged.
const QUIET_SPAN: f64 = 0.1;

/// Packs `speech` (in order, seconds) of 16 kHz `samples` into windows of at most [`WINDOW_SECONDS`], the first of at
/// most [`FIRST_WINDOW_SECONDS`]. Windows end in pauses, or at a quiet moment where somebody speaks on and on.
#[must_use]
pub fn pack_windows(samples: &[f32], speech: &[Span]) -> Vec<Window> {
    let end = samples.len() as f64 / SAMPLE_RATE as f64;
    let mut packer = Packer {
        samples,
        windows: Vec::new(),
        open: Window {
            stretches: Vec::new(),
        },
    };
    let mut last = 0.0_f64;
    for (index, span) in speech.iter().enumerate() {
        let (start, stop) = (span.start.clamp(last, end), span.end.clamp(last, end));
        // A span that is not a number would slip through every comparison below.
        if !start.is_finite() || !stop.is_finite() || stop <= start {
            continue;
        }
        let next = speech
            .get(index + 1)
            .map_or(end, |next| next.start.clamp(stop, end));
        let before = ((start - last) / 2.0).min(CONTEXT);
        let after = ((next - stop) / 2.0).min(CONTEXT);
        packer.add(Span::new(start - before, stop + after), start - last);
        last = stop;
    }
    packer.close();
    packer.windows
}

/// The window's sound before and after `packed` seconds.
#[must_use]
pub(crate) fn split(window: &Window, packed: f64) -> (Window, Window) {
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    let mut left = packed.max(0.0);
    for stretch in &window.stretches {
        let cut = stretch.start + left.min(stretch.duration());
        if cut > stretch.start {
            head.push(Span::new(stretch.start, cut));
        }
        if cut < stretch.end {
            tail.push(Span::new(cut, stretch.end));
        }
        left = (left - stretch.duration()).max(0.0);
    }
    (Window { stretches: head }, Window { stretches: tail })
}

struct Packer<'a> {
    samples: &'a [f32],
    windows: Vec<Window>,
    open: Window,
}

impl Packer<'_> {
    /// Adds a stretch (with its context) that follows a pause of `pause` seconds.
    fn add(&mut self, stretch: Span, pause: f64) {
        let joins = pause <= KEPT_PAUSE;
        let start = match self.open.stretches.last() {
            Some(last) if joins => last.end,
            _ => stretch.start,
        };
        if !self.open.stretches.is_empty() && self.open.seconds() + (stretch.end - start) > self.limit() {
            self.close();
            return self.add_alone(stretch);
        }
        match self.open.stretches.last_mut() {
            Some(last) if joins => last.end = stretch.end,
            _ => self.add_alone(stretch),
        }
    }

    /// Adds a stretch that joins none, in pieces when it is longer than a window.
    fn add_alone(&mut self, mut stretch: Span) {
        while self.open.seconds() + stretch.duration() > self.limit() {
            let room = self.limit() - self.open.seconds();
            let cut = self.quietest(Span::new(stretch.start + room * CUT_FROM, stretch.start + room));
            self.open.stretches.push(Span::new(stretch.start, cut));
            self.close();
            stretch.start = cut;
        }
        self.open.stretches.push(stretch);
    }

    fn close(&mut self) {
        let window = std::mem::replace(
            &mut self.open,
            Window {
                stretches: Vec::new(),
            },
        );
        if !window.stretches.is_empty() {
            self.windows.push(window);
        }
    }

    fn limit(&self) -> f64 {
        if self.windows.is_empty() {
            FIRST_WINDOW_SECONDS
        } else {
            WINDOW_SECONDS
        }
    }

    /// The middle of the quietest [`QUIET_SPAN`] within `span`.
    fn quietest(&self, span: Span) -> f64 {
        let index = |seconds: f64| ((seconds * SAMPLE_RATE as f64) as usize).min(self.samples.len());
        let length = index(QUIET_SPAN);
        let sound = &self.samples[index(span.start)..index(span.end).max(index(span.start))];
        let energy = |part: &[f32]| part.iter().map(|sample| f64::from(*sample).powi(2)).sum::<f64>();
        sound
            .windows(length)
            .step_by(length / 4)
            .map(energy)
            .enumerate()
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map_or(span.middle(), |(step, _)| {
                span.start + (step * (length / 4) + length / 2) as f64 / SAMPLE_RATE as f64
            })
    }
}

#[cfg(test)]
mod tests {
    use domain::Span;
    use proptest::prelude::*;
    use speech::Window;

    use super::{FIRST_WINDOW_SECONDS, WINDOW_SECONDS, pack_windows, split};

    fn silence(seconds: usize) -> Vec<f32> {
        vec![0.0; seconds * 16_000]
    }

    #[test]
    fn short_pauses_stay_and_long_ones_go() {
        let speech = [Span::new(1.0, 2.0), Span::new(2.8, 4.0), Span::new(14.0, 15.0)];
        let windows = pack_windows(&silence(20), &speech);
        assert_eq!(windows.len(), 1);
        assert_eq!(
            windows[0].stretches,
            vec![Span::new(0.75, 4.25), Span::new(13.75, 15.25)]
        );
    }

    #[test]
    fn the_first_window_is_short_and_the_others_are_filled() {
        let speech: Vec<Span> = (0..30)
            .map(|n| Span::new(f64::from(n) * 4.0, f64::from(n) * 4.0 + 3.5))
            .collect();
        let windows = pack_windows(&silence(120), &speech);
        assert!(windows[0].seconds() <= FIRST_WINDOW_SECONDS);
        assert!(windows[1].seconds() > 20.0 && windows[1].seconds() <= WINDOW_SECONDS);
    }

    #[test]
    fn a_long_stretch_is_cut_where_it_is_quiet() {
        let mut samples = vec![0.5; 20 * 16_000];
        samples[8 * 16_000..8 * 16_000 + 3200].fill(0.0);
        let windows = pack_windows(&samples, &[Span::new(0.0, 20.0)]);
        let cut = windows[0].source().end;
        assert!((8.0..8.2).contains(&cut), "{cut}");
        assert_eq!(windows[1].source().start, cut);
    }

    #[test]
    fn a_window_splits_at_a_packed_moment() {
        let window = Window {
            stretches: vec![Span::new(1.0, 2.0), Span::new(5.0, 7.0)],
        };
        let (head, tail) = split(&window, 1.5);
        assert_eq!(head.stretches, vec![Span::new(1.0, 2.0), Span::new(5.0, 5.5)]);
        assert_eq!(tail.stretches, vec![Span::new(5.5, 7.0)]);
        assert!(split(&window, 9.0).1.stretches.is_empty());
    }

    proptest! {
        #[test]
        fn all_speech_is_in_some_window_and_no_window_is_too_long(
            gaps in proptest::collection::vec((0.01..3.0_f64, 0.05..50.0_f64), 0..8)
        ) {
            let mut at = 0.0;
            let speech: Vec<Span> = gaps.iter().map(|(gap, length)| {
                let span = Span::new(at + gap, at + gap + length);
                at = span.end;
                span
            }).collect();
            let samples = vec![0.1; (at * 16_000.0) as usize + 1];
            let windows = pack_windows(&samples, &speech);
            let stretches: Vec<Span> = windows.iter().flat_map(|w| w.stretches.clone()).collect();
            prop_assert!(stretches.windows(2).all(|pair| pair[0].end <= pair[1].start + 1e-9));
            for window in &windows {
                prop_assert!(window.seconds() <= WINDOW_SECONDS + 1e-6);
            }
            for span in &speech {
                let covered: f64 = stretches.iter().map(|stretch| stretch.overlap(span)).sum();
                prop_assert!((covered - span.duration()).abs() < 1e-3);
            }
        }
    }
}
