//! How a spoken word is pronounced: from the dictionary, from the word it is derived from, from two words it is made
//! of, or by a guess from its letters, in this order.

use std::sync::LazyLock;

use domain::Phone;

use crate::{
    Pronunciation, Sound, dictionary,
    letters::{Letters, plain},
    sound::pronunciation,
};

/// Pronunciations of one word that are tried at most.
const MAX_WAYS: usize = 4;
/// Letters that each half of a compound must have.
const MIN_HALF: usize = 4;

static LETTERS: LazyLock<Letters> = LazyLock::new(Letters::built_in);

/// Endings that a word of the dictionary may take, with what they add; `s` and `ed` depend on the sound before.
const ENDINGS: [(&str, &str); 13] = [
    ("n't", "AH0 N T"),
    ("'ll", "AH0 L"),
    ("'ve", "AH0 V"),
    ("'re", "ER0"),
    ("'m", "AH0 M"),
    ("'d", "D"),
    ("ness", "N AH0 S"),
    ("less", "L AH0 S"),
    ("ing", "IH0 NG"),
    ("ly", "L IY0"),
    ("er", "ER0"),
    ("able", "AH0 B AH0 L"),
    ("ish", "IH0 SH"),
];

/// The ways to say a lower-case spoken word, the likeliest first; none for a word without any letter that can be read.
pub(crate) fn pronunciations(word: &str) -> Vec<Pronunciation> {
    let mut ways = known(word);
    let plain: String = word.chars().flat_map(plain).map(char::from).collect();
    if ways.is_empty() && plain != word {
        // “café”: the dictionary writes no marks.
        ways = known(&plain);
    }
    if ways.is_empty() {
        ways = compound(word);
        ways.push(LETTERS.guess(word));
    }
    ways.retain(|way| !way.is_empty());
    ways.truncate(MAX_WAYS);
    ways
}

/// Whether neither the dictionary nor what can be derived from it has the word.
pub(crate) fn is_guessed(word: &str) -> bool {
    let plain: String = word.chars().flat_map(plain).map(char::from).collect();
    known(word).is_empty()
        && known(&plain).is_empty()
        && compound(word).is_empty()
        && !LETTERS.guess(word).is_empty()
}

/// Whether the dictionary has the word itself.
pub(crate) fn in_dictionary(word: &str) -> bool {
    !dictionary::pronunciations(word).is_empty()
}

fn known(word: &str) -> Vec<Pronunciation> {
    let ways = dictionary::pronunciations(word);
    if !ways.is_empty() {
        return ways;
    }
    for stem in word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix('\''))
        .into_iter()
        .chain(plural_stems(word))
    {
        let ways = dictionary::pronunciations(stem);
        if !ways.is_empty() {
            return ways.into_iter().map(with_s).collect();
        }
    }
    if let Some(ways) = word.strip_suffix("ed").and_then(|stem| stem_ways(stem, true)) {
        return ways.into_iter().map(with_ed).collect();
    }
    for (ending, sounds) in ENDINGS {
        let vowel = ending.starts_with(['i', 'e', 'a']);
        if let Some(ways) = word.strip_suffix(ending).and_then(|stem| stem_ways(stem, vowel)) {
            let added = pronunciation(sounds).unwrap_or_default();
            return ways
                .into_iter()
                .map(|way| [way, added.clone()].concat())
                .collect();
        }
    }
    Vec::new()
}

/// What a plural or third person may come from.
fn plural_stems(word: &str) -> impl Iterator<Item = &str> {
    let long = word.len() > 3;
    let es = word.strip_suffix("es").filter(|_| long);
    word.strip_suffix('s').filter(|_| long).into_iter().chain(es)
}

/// The word that an ending was put to: as it is, with its silent e, or with its last letter not doubled. Endings that
/// begin with a vowel change the stem, others do not.
fn stem_ways(stem: &str, vowel: bool) -> Option<Vec<Pronunciation>> {
    if stem.len() < 3 {
        return None;
    }
    let mut candidates = vec![stem.to_owned()];
    if vowel {
        candidates.push(format!("{stem}e"));
        let mut letters = stem.chars().rev();
        if let (Some(last), Some(before)) = (letters.next(), letters.next())
            && last == before
        {
            candidates.push(stem[..stem.len() - last.len_utf8()].to_owned());
        }
    }
    candidates
        .iter()
        .map(|stem| dictionary::pronunciations(stem))
        .find(|ways| !ways.is_empty())
}

/// Plural, possessive or third person: after a hiss a syllable, else voiced as the sound before is.
fn with_s(mut way: Pronunciation) -> Pronunciation {
    use Phone::{Ch, F, Jh, K, P, S, Sh, T, Th, Z, Zh};
    let added = match way.last().map(|sound| sound.phone) {
        Some(S | Z | Sh | Zh | Ch | Jh) => "IH0 Z",
        Some(P | T | K | F | Th) => "S",
        _ => "Z",
    };
    way.extend(pronunciation(added).unwrap_or_default());
    way
}

/// Past: after t and d a syllable, else voiced as the sound before is.
fn with_ed(mut way: Pronunciation) -> Pronunciation {
    use Phone::{Ch, D, F, K, P, S, Sh, T, Th};
    let added = match way.last().map(|sound| sound.phone) {
        Some(T | D) => "IH0 D",
        Some(P | K | F | Th | S | Sh | Ch) => "T",
        _ => "D",
    };
    way.extend(pronunciation(added).unwrap_or_default());
    way
}

/// Two words of the dictionary written as one, split where the halves are most alike in length.
fn compound(word: &str) -> Vec<Pronunciation> {
    let middle = word.len() / 2;
    let mut places: Vec<usize> = (MIN_HALF..word.len().saturating_sub(MIN_HALF - 1)).collect();
    places.sort_by_key(|place| place.abs_diff(middle));
    let halves = places
        .into_iter()
        .filter_map(|place| word.split_at_checked(place))
        .find_map(|(left, right)| {
            let (left, right) = (dictionary::pronunciations(left), known(right));
            Some((left.into_iter().next()?, right.into_iter().next()?))
        });
    halves
        .map(|(left, right)| vec![[left, secondary(right)].concat()])
        .unwrap_or_default()
}

/// The second half of a compound is stressed less.
fn secondary(mut way: Pronunciation) -> Pronunciation {
    for Sound { stress, .. } in &mut way {
        if *stress == Some(domain::Stress::Primary) {
            *stress = Some(domain::Stress::Secondary);
        }
    }
    way
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::pronunciations;
    use crate::sound::symbols;

    fn first(word: &str) -> String {
        pronunciations(word)
            .first()
            .map(|way| symbols(way))
            .unwrap_or_default()
    }

    #[test]
    fn endings_are_said_as_the_sound_before_asks() {
        assert_eq!(first("smartphone's"), "S M AA1 R T F OW2 N Z");
        assert_eq!(first("selfies"), "S EH1 L F IY2 Z");
        assert_eq!(first("blogged"), "B L AO1 G D");
    }

    #[test]
    fn marks_on_letters_do_not_matter() {
        assert_eq!(first("café"), "K AH0 F EY1");
    }

    #[test]
    fn contractions_the_dictionary_lacks_come_from_their_word() {
        assert!(first("nobody'll").ends_with("AH0 L"));
        assert!(first("mustn't").ends_with('T'));
    }

    #[test]
    fn compounds_are_put_together_and_guessed_as_well() {
        let ways: Vec<_> = pronunciations("smartwatch")
            .iter()
            .map(|way| symbols(way))
            .collect();
        assert_eq!(ways[0], "S M AA1 R T W AA2 CH");
        assert!(ways.len() >= 2);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_text_is_pronounced_or_silent(word in "\\PC{0,40}") {
            prop_assert!(pronunciations(&word.to_lowercase()).len() <= 4);
        }
    }
}
