//! Everything that may be said, as a graph of units: silences that may be left out, and phones in their order, with a
//! branch for every alternative and pronunciation.

use crate::{SILENCE, Sound, WordSounds};

/// One node of the graph.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    /// Class of the phone model.
    pub(crate) class: usize,
    /// The word it belongs to and its phone; `None` for silence.
    pub(crate) sound: Option<(usize, Sound)>,
    /// Units that may come right before it, the preferred one first; all of them stand earlier in the lattice.
    pub(crate) before: Vec<usize>,
    /// Whether an utterance may begin with it.
    pub(crate) first: bool,
}

/// The graph for some words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Lattice {
    /// In an order in which every unit comes after those that may precede it.
    pub(crate) units: Vec<Unit>,
    /// Units an utterance may end with, the preferred one first.
    pub(crate) last: Vec<usize>,
    /// Phones on the shortest way through.
    pub(crate) shortest: usize,
}

/// Where a branch may begin: after these units, or at the start of the utterance.
#[derive(Clone, Debug)]
struct From {
    units: Vec<usize>,
    start: bool,
}

impl Lattice {
    /// Silence, word, silence, word, … silence, where every silence may be left out.
    pub(crate) fn new(words: &[WordSounds]) -> Self {
        let mut lattice = Self::default();
        let mut from = lattice.silence_after(From {
            units: Vec::new(),
            start: true,
        });
        for (index, word) in words.iter().enumerate() {
            if !word.is_silent() {
                let ends = lattice.word(index, word, &from);
                from = lattice.silence_after(From {
                    units: ends,
                    start: false,
                });
            }
        }
        lattice.last = from.units;
        lattice
    }

    /// Adds a silence after `from`; what comes next follows the silence or `from` itself.
    fn silence_after(&mut self, from: From) -> From {
        let silence = self.add(SILENCE, None, &from);
        let mut units = vec![silence];
        units.extend(&from.units);
        From {
            units,
            start: from.start,
        }
    }

    fn word(&mut self, index: usize, word: &WordSounds, from: &From) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut shortest = usize::MAX;
        for spoken in &word.alternatives {
            let mut at = from.clone();
            let mut length = 0;
            for (position, pronunciations) in spoken
                .iter()
                .filter(|p| p.iter().any(|p| !p.is_empty()))
                .enumerate()
            {
                if position > 0 {
                    at = self.silence_after(at);
                }
                let ways = pronunciations.iter().filter(|way| !way.is_empty());
                length += ways.clone().map(Vec::len).min().unwrap_or(0);
                at = From {
                    units: ways.map(|way| self.way(index, way, &at)).collect(),
                    start: false,
                };
            }
            if length > 0 {
                ends.extend(at.units);
                shortest = shortest.min(length);
            }
        }
        self.shortest += shortest;
        ends
    }

    /// One pronunciation, phone after phone; gives its last unit.
    fn way(&mut self, word: usize, way: &[Sound], from: &From) -> usize {
        let mut at = from.clone();
        let mut last = 0;
        for sound in way {
            last = self.add(sound.phone.index(), Some((word, *sound)), &at);
            at = From {
                units: vec![last],
                start: false,
            };
        }
        last
    }

    fn add(&mut self, class: usize, sound: Option<(usize, Sound)>, from: &From) -> usize {
        self.units.push(Unit {
            class,
            sound,
            before: from.units.clone(),
            first: from.start,
        });
        self.units.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::Lattice;
    use crate::{WordSounds, pronunciation};

    #[test]
    fn words_stand_between_silences_that_may_be_left_out() {
        let word = |text: &str| WordSounds::only(pronunciation(text).unwrap());
        let lattice = Lattice::new(&[word("HH IY0"), WordSounds::default(), word("AH0")]);
        let shape: Vec<_> = lattice
            .units
            .iter()
            .map(|unit| (unit.class, unit.before.clone(), unit.first))
            .collect();
        let expected = vec![
            (39, vec![], true),
            (15, vec![0], true),
            (17, vec![1], false),
            (39, vec![2], false),
            (2, vec![3, 2], false),
            (39, vec![4], false),
        ];
        assert_eq!(shape, expected);
        assert_eq!(lattice.last, [5, 4]);
        assert_eq!(lattice.shortest, 3);
    }

    #[test]
    fn every_alternative_is_a_branch() {
        let way = |text: &str| pronunciation(text).unwrap();
        let word = WordSounds {
            alternatives: vec![
                vec![vec![way("AH0"), way("EY1")]],
                vec![vec![way("W AH1 N")], vec![way("T UW1")]],
            ],
        };
        let lattice = Lattice::new(&[word]);
        assert_eq!(lattice.last.len(), 4);
        assert_eq!(lattice.shortest, 1);
    }
}
