//! Levels of English words in the Common European Framework (`data/README.md` says where they come from).

use std::collections::HashMap;

use domain::CefrLevel;

const FILE: &[u8] = include_bytes!("../../data/word-levels-en.bin");
/// The file holds 0.7 MB; more would not be this file.
const LARGEST: usize = 2_000_000;
const LEVELS: [CefrLevel; 6] = [
    CefrLevel::A1,
    CefrLevel::A2,
    CefrLevel::B1,
    CefrLevel::B2,
    CefrLevel::C1,
    CefrLevel::C2,
];

/// Endings of English, and what stands in their place in the word they were added to.
const ENDINGS: &[(&str, &[&str])] = &[
    ("ies", &["y"]),
    ("es", &["", "e"]),
    ("s", &[""]),
    ("ied", &["y"]),
    ("ed", &["", "e"]),
    ("ing", &["", "e"]),
    ("ier", &["y"]),
    ("iest", &["y"]),
    ("er", &["", "e"]),
    ("est", &["", "e"]),
    ("ily", &["y"]),
    ("ly", &["", "le"]),
];

/// Words and their levels.
pub(crate) struct WordLevels(HashMap<Box<str>, CefrLevel>);

impl WordLevels {
    /// The list for English. Empty if its file is damaged, which a test excludes.
    pub(crate) fn english() -> Self {
        let text = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(FILE, LARGEST).unwrap_or_default();
        let text = String::from_utf8(text).unwrap_or_default();
        let mut words = HashMap::with_capacity(130_000);
        let (mut level, mut previous) = (0, String::new());
        for line in text.split('\n') {
            let shared = line.chars().next().and_then(|digit| digit.to_digit(10));
            match (shared, LEVELS.get(level)) {
                (Some(shared), Some(level)) => {
                    previous.truncate(shared as usize);
                    previous.push_str(&line[1..]);
                    words.insert(previous.as_str().into(), *level);
                }
                _ => {
                    level += 1;
                    previous.clear();
                }
            }
        }
        Self(words)
    }

    /// Every word with its level, in no order.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, CefrLevel)> {
        self.0.iter().map(|(word, level)| (word.as_ref(), *level))
    }

    /// The list's entry for a word in any of its forms, and its level. The entry is the same for all forms where a base
    /// form is listed.
    pub(super) fn find(&self, word: &str) -> Option<(&str, CefrLevel)> {
        let word = word.strip_suffix("'s").unwrap_or(word);
        let base = crate::rules::english::words::base_form(word);
        let entry = |word: &str| {
            self.0
                .get_key_value(word)
                .map(|(entry, level)| (entry.as_ref(), *level))
        };
        let own = entry(word);
        let bases = base.into_iter().map(str::to_owned).chain(bases(word));
        let base = bases
            .filter_map(|base| entry(&base))
            .min_by_key(|(_, level)| *level);
        match (own, base) {
            // “Later” is a word of its own if its level is not that of “late”.
            (Some(own), Some(base)) if own.1 < base.1 => Some(own),
            (_, Some(base)) => Some(base),
            (own, None) => own,
        }
    }
}

/// Words that this may be a form of.
fn bases(word: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (ending, replacements) in ENDINGS {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 2) else {
            continue;
        };
        out.extend(
            replacements
                .iter()
                .map(|replacement| format!("{stem}{replacement}")),
        );
        let mut letters = stem.chars().rev();
        if let (Some(last), Some(before), Some(_)) = (letters.next(), letters.next(), letters.next())
            && last == before
        {
            out.push(stem[..stem.len() - last.len_utf8()].to_owned());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{CefrLevel, WordLevels};

    #[test]
    fn the_file_is_whole() {
        let levels = WordLevels::english();
        assert!(levels.0.len() > 120_000, "{}", levels.0.len());
        assert!(
            levels
                .0
                .keys()
                .all(|word| word.chars().all(|c| c.is_ascii_lowercase()))
        );
    }

    #[test]
    fn forms_of_a_word_share_its_entry() {
        let levels = WordLevels::english();
        for (form, entry) in [
            ("houses", "house"),
            ("happier", "happy"),
            ("went", "go"),
            ("running", "run"),
            ("studies", "study"),
        ] {
            assert_eq!(levels.find(form).map(|found| found.0), Some(entry), "{form}");
        }
        assert_eq!(levels.find("ubiquitous"), Some(("ubiquitous", CefrLevel::C2)));
        assert_eq!(levels.find("xqzt"), None);
        assert_eq!(levels.find("ñandúes"), None);
    }
}
