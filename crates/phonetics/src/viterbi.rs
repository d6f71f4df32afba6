//! The best way through a lattice (Viterbi).
//!
//! Emission of a class in a frame: max(log posterior, −12) − 0.6 · ln(prior + 0.0001). Each unit lasts `least` frames or
//! more; there are no transition costs. With one pronunciation for each word this is the study's aligner to the frame:
//! equal scores are decided as there (stay, then come from the silence, then skip it).

use crate::{CLASSES, Posteriors, lattice::Lattice};

/// Log posteriors below this count as this, so that one frame cannot rule a path out.
const FLOOR: f32 = -12.0;
/// How much of the prior is divided out.
const PRIOR_WEIGHT: f32 = 0.6;
const PRIOR_FLOOR: f32 = 1e-4;
/// Score of what cannot be.
const NEVER: f64 = -1e30;
/// In the table of moves: stay in the last state of a unit.
const STAY: u16 = 0;
/// … come from the state before within the unit.
const ADVANCE: u16 = 1;
/// … and from here on: enter the unit from the n-th of the units before it.
const ENTER: u16 = 2;

/// What is taken off the log posterior of each class.
pub(crate) fn offset(posteriors: &Posteriors) -> [f32; CLASSES] {
    posteriors
        .prior()
        .map(|prior| PRIOR_WEIGHT * (prior + PRIOR_FLOOR).ln())
}

/// What a frame adds to the score of a path through a class.
pub(crate) fn emission(log_posterior: f32, offset: f32) -> f64 {
    f64::from(log_posterior.max(FLOOR) - offset)
}

/// The unit that each frame belongs to, or `None` when the frames are too few for `least` frames a unit.
pub(crate) fn best_path(posteriors: &Posteriors, lattice: &Lattice, least: usize) -> Option<Vec<usize>> {
    let frames = posteriors.frames();
    let count = lattice.units.len() * least;
    let offset = offset(posteriors);
    let emission = |frame: usize, class: usize| emission(frames[frame][class], offset[class]);
    let mut best = vec![NEVER; count];
    for (unit, node) in lattice
        .units
        .iter()
        .enumerate()
        .filter(|(_, node)| node.first && !frames.is_empty())
    {
        best[unit * least] = emission(0, node.class);
    }
    let mut next = best.clone();
    let mut moves = vec![0_u16; frames.len() * count];
    for frame in 1..frames.len() {
        let row = &mut moves[frame * count..(frame + 1) * count];
        for (unit, node) in lattice.units.iter().enumerate() {
            let score = emission(frame, node.class);
            for step in 0..least {
                let state = unit * least + step;
                let (value, how) = arrive(&best, &node.before, least, state, step);
                next[state] = value + score;
                row[state] = how;
            }
        }
        std::mem::swap(&mut best, &mut next);
    }
    let end = lattice.last.iter().map(|unit| (unit + 1) * least - 1).fold(
        None,
        |found: Option<usize>, state| {
            if found.is_some_and(|found| best[found] >= best[state]) {
                found
            } else {
                Some(state)
            }
        },
    )?;
    (best[end] > NEVER / 10.0).then(|| trace(lattice, &moves, end, least, frames.len()))
}

/// The best score with which `state` can be reached, and how.
fn arrive(best: &[f64], before: &[usize], least: usize, state: usize, step: usize) -> (f64, u16) {
    let mut found = (if step + 1 == least { best[state] } else { NEVER }, STAY);
    if step > 0 {
        if best[state - 1] > found.0 {
            found = (best[state - 1], ADVANCE);
        }
        return found;
    }
    for (way, unit) in before.iter().enumerate() {
        let value = best[(unit + 1) * least - 1];
        if value > found.0 {
            found = (value, ENTER + way as u16);
        }
    }
    found
}

fn trace(lattice: &Lattice, moves: &[u16], end: usize, least: usize, frames: usize) -> Vec<usize> {
    let count = lattice.units.len() * least;
    let mut path = vec![0; frames];
    let mut state = end;
    for frame in (0..frames).rev() {
        path[frame] = state / least;
        state = match moves[frame * count + state] {
            STAY => state,
            ADVANCE => state - 1,
            _ if frame == 0 => state,
            way => (lattice.units[state / least].before[usize::from(way - ENTER)] + 1) * least - 1,
        };
    }
    path
}
