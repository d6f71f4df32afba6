//! Letters to sounds: a guess at how an unknown word is said, learned from CMUdict.
//!
//! A joint-sequence n-gram model (Bisani & Ney 2008) over pairs of a letter and the phones it makes, searched with a
//! beam. How it was learned and the file's form: `scripts/phones/train_letters_to_sounds.py`. On words it never saw, 7.7 %
//! of the phones and 30 % of the words are wrong (`docs/decisions/0010-unknown-words.md`): good enough to find when a
//! word was said, not to judge how.

use std::{cmp::Ordering, collections::HashMap};

use crate::{Pronunciation, Sound};

const DATA: &[u8] = include_bytes!("../data/letters-to-sounds.bin");
const MAGIC: &[u8] = b"VLTS0001";
/// Paths kept after each letter.
const BEAM: usize = 24;
/// Longest word that is guessed, in letters; longer ones are cut there.
const MAX_LETTERS: usize = 40;
/// The unit before every word, and the one after.
const BEGIN: u16 = 0;
const END: u16 = 1;
/// Cost of a unit that was never seen anywhere (all costs are in sixteenths of a nat).
const UNSEEN: u32 = 400;

/// A letter with the codes of the phones it makes.
struct Unit {
    letter: u8,
    phones: &'static [u8],
}

/// The n-grams of one order: each is `(unit, cost, backoff)` in four bytes, sorted below its parent.
struct Level {
    nodes: &'static [[u8; 4]],
    /// Where each node's children begin in the next order, and an end.
    children: &'static [[u8; 4]],
}

/// The model, read where it lies.
pub(crate) struct Letters {
    units: Vec<Unit>,
    levels: Vec<Level>,
}

/// One way to read the letters so far.
#[derive(Clone)]
struct Path {
    cost: u32,
    history: Vec<u16>,
    phones: Vec<u8>,
}

impl Letters {
    /// The built-in model; without any units if the data were broken, which a test rules out.
    pub(crate) fn built_in() -> Self {
        Self::read(DATA).unwrap_or(Self {
            units: Vec::new(),
            levels: Vec::new(),
        })
    }

    fn read(data: &'static [u8]) -> Option<Self> {
        let mut data = data.strip_prefix(MAGIC)?;
        let units = (0..u16::from_le_bytes(*take_array(&mut data)?))
            .map(|_| {
                let [letter, count] = *take_array(&mut data)?;
                Some(Unit {
                    letter,
                    phones: take(&mut data, usize::from(count))?,
                })
            })
            .collect::<Option<_>>()?;
        let [order] = *take_array(&mut data)?;
        let levels = (1..=order)
            .map(|level| {
                let count = u32::from_le_bytes(*take_array(&mut data)?) as usize;
                let nodes = take(&mut data, 4 * count)?.as_chunks().0;
                let pointers = if level < order { 4 * (count + 1) } else { 0 };
                Some(Level {
                    nodes,
                    children: take(&mut data, pointers)?.as_chunks().0,
                })
            })
            .collect::<Option<_>>()?;
        data.is_empty().then_some(Self { units, levels })
    }

    /// The likeliest pronunciation of a lower-case word. Letters beyond a to z are read as their nearest, or left out.
    pub(crate) fn guess(&self, word: &str) -> Pronunciation {
        let letters: Vec<u8> = word.chars().flat_map(plain).take(MAX_LETTERS).collect();
        let mut paths = vec![Path {
            cost: 0,
            history: vec![BEGIN],
            phones: Vec::new(),
        }];
        for letter in letters {
            paths = self.grow(&paths, letter);
        }
        paths
            .iter()
            .min_by_key(|path| path.cost + self.cost(&path.history, END))
            .map(|path| {
                path.phones
                    .iter()
                    .filter_map(|code| Sound::from_code(*code))
                    .collect()
            })
            .unwrap_or_default()
    }

    fn grow(&self, paths: &[Path], letter: u8) -> Vec<Path> {
        let mut grown: HashMap<(Vec<u16>, Vec<u8>), u32> = HashMap::new();
        for path in paths {
            for (number, unit) in self
                .units
                .iter()
                .enumerate()
                .filter(|(_, unit)| unit.letter == letter)
            {
                let number = number as u16;
                let cost = path.cost + self.cost(&path.history, number);
                let mut history = path.history.clone();
                history.push(number);
                let keep = history.len().saturating_sub(self.levels.len().saturating_sub(1));
                let phones = [&path.phones, unit.phones].concat();
                let best = grown.entry((history.split_off(keep), phones)).or_insert(cost);
                *best = cost.min(*best);
            }
        }
        let mut grown: Vec<Path> = grown
            .into_iter()
            .map(|((history, phones), cost)| Path {
                cost,
                history,
                phones,
            })
            .collect();
        grown.sort_by(|a, b| (a.cost, &a.phones, &a.history).cmp(&(b.cost, &b.phones, &b.history)));
        grown.truncate(BEAM);
        if grown.is_empty() { paths.to_vec() } else { grown }
    }

    /// Cost of `unit` after `history`: the longest n-gram that is known, and the backoffs down to it.
    fn cost(&self, history: &[u16], unit: u16) -> u32 {
        let mut backed_off = 0;
        for start in 0..=history.len() {
            let context = &history[start..];
            let Some(place) = self.place(context) else {
                continue;
            };
            if let Some(found) = self.child(context.len(), place, unit) {
                return backed_off + u32::from(self.levels[context.len()].nodes[found][2]);
            }
            if let Some(level) = context.len().checked_sub(1) {
                backed_off += u32::from(self.levels[level].nodes[place][3]);
            }
        }
        backed_off + UNSEEN
    }

    /// Index of an n-gram within its order; 0 for the empty one.
    fn place(&self, gram: &[u16]) -> Option<usize> {
        gram.iter()
            .enumerate()
            .try_fold(0, |place, (depth, unit)| self.child(depth, place, *unit))
    }

    /// Index, in the order above `depth`, of the n-gram at `place` with `unit` added.
    fn child(&self, depth: usize, place: usize, unit: u16) -> Option<usize> {
        let level = self.levels.get(depth)?;
        let (mut low, mut high) = match depth.checked_sub(1).map(|above| self.levels[above].children) {
            Some(children) => {
                let at = |index: usize| children.get(index).map(|at| u32::from_le_bytes(*at) as usize);
                (at(place)?, at(place + 1)?)
            }
            None => (0, level.nodes.len()),
        };
        while low < high {
            let middle = usize::midpoint(low, high);
            let node = level.nodes.get(middle)?;
            match u16::from_le_bytes([node[0], node[1]]).cmp(&unit) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}

fn take<'a>(data: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = data.split_at_checked(count)?;
    *data = rest;
    Some(taken)
}

fn take_array<'a, const N: usize>(data: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    take(data, N)?.first_chunk()
}

/// The letters a to z (and the apostrophe) that stand for a letter with a mark.
pub(crate) fn plain(letter: char) -> impl Iterator<Item = u8> {
    let text: &'static str = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'ş' | 'š' => "s",
        'ß' => "ss",
        'ť' | 'þ' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    };
    let own = u8::try_from(letter)
        .ok()
        .filter(|byte| byte.is_ascii_lowercase() || *byte == b'\'');
    own.into_iter().chain(text.bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{DATA, Letters};
    use crate::sound::symbols;

    #[test]
    fn the_data_reads_and_an_unknown_word_is_guessed_well() {
        let letters = Letters::read(DATA).unwrap();
        for (word, expected) in [
            ("blorping", "B L AO1 R P IH0 NG"),
            ("snarfle", "S N AA1 R F AH0 L"),
        ] {
            assert_eq!(symbols(&letters.guess(word)), expected, "{word}");
        }
    }

    #[test]
    fn letters_with_marks_are_read_as_plain_ones() {
        let letters = Letters::built_in();
        assert_eq!(letters.guess("naïveté"), letters.guess("naivete"));
        assert!(letters.guess("日本").is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_text_can_be_guessed(word in "\\PC{0,60}") {
            prop_assert!(Letters::built_in().guess(&word).len() <= 80);
        }
    }
}
