//! The path through the candidates that is strong in each frame and jumps little between them (Viterbi).

use super::PitchSettings;
use super::candidates::Candidate;

/// Follows the best way to every candidate of the last frame, and remembers how each was reached.
pub(super) struct Path<'a> {
    settings: &'a PitchSettings,
    /// Of the last frame: the best total so far and the logarithm of F0, by candidate; the first is unvoiced.
    last: Vec<State>,
    next: Vec<State>,
    /// By frame, where its candidates start in `hz` and `from`.
    starts: Vec<usize>,
    /// F0 of every candidate so far, 0 when unvoiced.
    hz: Vec<f64>,
    /// Which candidate of the frame before leads best to this one.
    from: Vec<u8>,
}

#[derive(Clone, Copy)]
struct State {
    total: f64,
    octave: Option<f64>,
}

impl<'a> Path<'a> {
    pub(super) fn new(settings: &'a PitchSettings, frames: usize) -> Self {
        Self {
            settings,
            last: Vec::with_capacity(settings.candidates),
            next: Vec::with_capacity(settings.candidates),
            starts: Vec::with_capacity(frames),
            hz: Vec::with_capacity(frames * 2),
            from: Vec::with_capacity(frames * 2),
        }
    }

    /// Adds a frame.
    pub(super) fn push(&mut self, unvoiced_strength: f64, voiced: &[Candidate]) {
        self.starts.push(self.hz.len());
        self.next.clear();
        self.step_to(0.0, None, unvoiced_strength);
        for candidate in voiced {
            let drop = self.settings.octave_cost * (self.settings.ceiling_hz / candidate.hz).log2();
            self.step_to(candidate.hz, Some(candidate.hz.log2()), candidate.strength - drop);
        }
        std::mem::swap(&mut self.last, &mut self.next);
    }

    fn step_to(&mut self, hz: f64, octave: Option<f64>, strength: f64) {
        let mut best = (f64::NEG_INFINITY, 0);
        for (index, state) in self.last.iter().enumerate() {
            let total = state.total - self.cost(state.octave, octave);
            if total > best.0 {
                best = (total, index);
            }
        }
        let before = if self.last.is_empty() { 0.0 } else { best.0 };
        self.next.push(State {
            total: before + strength,
            octave,
        });
        self.hz.push(hz);
        self.from.push(best.1 as u8);
    }

    /// What going from one candidate to another costs.
    fn cost(&self, from: Option<f64>, to: Option<f64>) -> f64 {
        match (from, to) {
            (None, None) => 0.0,
            (Some(from), Some(to)) => self.settings.octave_jump_cost * (from - to).abs(),
            _ => self.settings.voiced_unvoiced_cost,
        }
    }

    /// F0 by frame along the best path, `None` where it is unvoiced.
    pub(super) fn best(&self) -> Vec<Option<f64>> {
        let mut at = 0;
        for (index, state) in self.last.iter().enumerate() {
            if state.total > self.last[at].total {
                at = index;
            }
        }
        let mut f0 = vec![None; self.starts.len()];
        for (slot, start) in f0.iter_mut().zip(&self.starts).rev() {
            let hz = self.hz[start + at];
            *slot = (hz > 0.0).then_some(hz);
            at = usize::from(self.from[start + at]);
        }
        f0
    }
}

#[cfg(test)]
mod tests {
    use super::super::PitchSettings;
    use super::super::candidates::Candidate;
    use super::Path;

    fn candidate(hz: f64, strength: f64) -> Candidate {
        Candidate { hz, strength }
    }

    #[test]
    fn one_frame_an_octave_off_is_put_right_by_its_neighbours() {
        let settings = PitchSettings::default();
        let mut path = Path::new(&settings, 3);
        path.push(0.45, &[candidate(120.0, 0.9)]);
        path.push(0.45, &[candidate(240.0, 0.95), candidate(121.0, 0.85)]);
        path.push(0.45, &[candidate(122.0, 0.9)]);
        assert_eq!(path.best(), [Some(120.0), Some(121.0), Some(122.0)]);
    }

    #[test]
    fn a_frame_weaker_than_the_threshold_is_unvoiced() {
        let settings = PitchSettings {
            voiced_unvoiced_cost: 0.0,
            ..Default::default()
        };
        let mut path = Path::new(&settings, 2);
        path.push(0.45, &[candidate(120.0, 0.4)]);
        path.push(0.45, &[candidate(120.0, 0.6)]);
        assert_eq!(path.best(), [None, Some(120.0)]);
    }

    #[test]
    fn no_frames_give_no_path() {
        assert!(Path::new(&PitchSettings::default(), 0).best().is_empty());
    }
}
