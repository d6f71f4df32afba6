//! CMUdict, packed: how 126 thousand English words are said. Built in, searched where it lies: nothing is read at the
//! start and nothing is copied. The file's form: `scripts/phones/build_dictionary.py`.

use std::cmp::Ordering;

use crate::{Pronunciation, Sound};

const DATA: &[u8] = include_bytes!("../data/dictionary.bin");
const MAGIC: &[u8] = b"VDIC0001";
/// Words in a block; only the first of a block is written in full.
const BLOCK: usize = 32;

/// The pronunciations of a lower-case word, the usual one first; none when CMUdict does not have it.
pub(crate) fn pronunciations(word: &str) -> Vec<Pronunciation> {
    find(word.as_bytes()).unwrap_or_default()
}

/// `None` when the word is not there; the built-in data always reads well, which a test holds.
fn find(word: &[u8]) -> Option<Vec<Pronunciation>> {
    let (index, body) = parts()?;
    let block =
        |number: usize| -> Option<&[u8]> { body.get(u32::from_le_bytes(*index.get(number)?) as usize..) };
    let first_word = |number: usize| -> Option<&[u8]> { Reader(block(number)?).head().map(|(_, rest)| rest) };
    let (mut low, mut high) = (0, index.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        match first_word(middle)?.cmp(word) {
            Ordering::Greater => high = middle,
            Ordering::Less | Ordering::Equal => low = middle + 1,
        }
    }
    search(Reader(block(low.checked_sub(1)?)?), word)
}

fn parts() -> Option<(&'static [[u8; 4]], &'static [u8])> {
    let (count, rest) = DATA.strip_prefix(MAGIC)?.split_first_chunk::<4>()?;
    let (index, body) = rest.split_at_checked(4 * u32::from_le_bytes(*count) as usize)?;
    Some((index.as_chunks().0, body))
}

fn search(mut reader: Reader<'_>, word: &[u8]) -> Option<Vec<Pronunciation>> {
    let mut current = Vec::new();
    for _ in 0..BLOCK {
        let (shared, rest) = reader.head()?;
        current.truncate(shared);
        current.extend_from_slice(rest);
        let found = reader.pronunciations()?;
        if current == word {
            return found
                .into_iter()
                .map(|codes| codes.iter().map(|code| Sound::from_code(*code)).collect())
                .collect();
        }
    }
    None
}

/// Reads a block entry by entry.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<usize> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(usize::from(*first))
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// Bytes shared with the word before, and the further ones.
    fn head(&mut self) -> Option<(usize, &'a [u8])> {
        let shared = self.byte()?;
        let length = self.byte()?;
        Some((shared, self.take(length)?))
    }

    fn pronunciations(&mut self) -> Option<Vec<&'a [u8]>> {
        let count = self.byte()?;
        (0..count)
            .map(|_| {
                let length = self.byte()?;
                self.take(length)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BLOCK, Reader, find, parts, pronunciations};
    use crate::sound::symbols;

    fn spoken(word: &str) -> Vec<String> {
        pronunciations(word).iter().map(|way| symbols(way)).collect()
    }

    #[test]
    fn words_are_found_with_all_their_pronunciations_and_stress() {
        assert_eq!(spoken("the"), ["DH AH0", "DH AH1", "DH IY0"]);
        assert_eq!(spoken("banana"), ["B AH0 N AE1 N AH0"]);
        assert_eq!(spoken("don't"), ["D OW1 N T", "D OW1 N"]);
        assert!(spoken("qzx").is_empty() && spoken("").is_empty() && spoken("~").is_empty());
    }

    #[test]
    fn every_word_of_the_data_is_found() {
        let (index, body) = parts().unwrap();
        let mut count = 0;
        for start in index.iter().map(|start| u32::from_le_bytes(*start) as usize) {
            let mut reader = Reader(&body[start..]);
            let mut word = Vec::new();
            for _ in 0..BLOCK {
                let Some((shared, rest)) = reader.head() else {
                    break;
                };
                word.truncate(shared);
                word.extend_from_slice(rest);
                let ways = reader.pronunciations().unwrap().len();
                assert_eq!(
                    find(&word).map(|found| found.len()),
                    Some(ways),
                    "{}",
                    String::from_utf8_lossy(&word)
                );
                count += 1;
            }
        }
        assert_eq!(count, 125_929);
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_up(word in "\\PC{0,20}") {
            let _ = pronunciations(&word);
        }
    }
}
