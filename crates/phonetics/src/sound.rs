//! Phones with their stress, and pronunciations made of them.

use domain::{Phone, Stress};

/// One phone of a pronunciation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sound {
    /// Which phone.
    pub phone: Phone,
    /// Stress, for vowels.
    pub stress: Option<Stress>,
}

/// One way of saying one spoken word, in order.
pub type Pronunciation = Vec<Sound>;

impl Sound {
    /// Reads the data files' code: phone index + 39 · CMUdict's stress digit. `None` for a code out of range.
    pub(crate) fn from_code(code: u8) -> Option<Self> {
        let phone = *Phone::ALL.get(usize::from(code) % Phone::ALL.len())?;
        let stress = match usize::from(code) / Phone::ALL.len() {
            0 => Stress::None,
            1 => Stress::Primary,
            2 => Stress::Secondary,
            _ => return None,
        };
        Some(Self {
            phone,
            stress: phone.is_vowel().then_some(stress),
        })
    }
}

/// Reads symbols separated by spaces, as CMUdict writes them (`HH AH0 L OW1`).
///
/// # Errors
/// [`domain::UnknownPhone`] for anything that is not an ARPABET symbol.
pub fn pronunciation(symbols: &str) -> Result<Pronunciation, domain::UnknownPhone> {
    symbols
        .split_whitespace()
        .map(|symbol| {
            let phone: Phone = symbol.parse()?;
            let stress = match symbol.as_bytes().last() {
                Some(b'1') => Stress::Primary,
                Some(b'2') => Stress::Secondary,
                _ => Stress::None,
            };
            Ok(Sound {
                phone,
                stress: phone.is_vowel().then_some(stress),
            })
        })
        .collect()
}

/// The symbols of a pronunciation as CMUdict writes them.
#[cfg(test)]
pub(crate) fn symbols(pronunciation: &[Sound]) -> String {
    let digit = |stress: Stress| match stress {
        Stress::None => "0",
        Stress::Primary => "1",
        Stress::Secondary => "2",
    };
    pronunciation
        .iter()
        .map(|sound| format!("{}{}", sound.phone.arpabet(), sound.stress.map_or("", digit)))
        .collect::<Vec<_>>()
        .join(" ")
}

/// How one written word may be said: alternatives (`2024` in two ways), each a row of spoken words, each of these in
/// one or more pronunciations. Without alternatives the word has no sound (a dash, a note sign).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordSounds {
    /// Alternatives in order of preference: alternative → spoken words → pronunciations.
    pub alternatives: Vec<Vec<Vec<Pronunciation>>>,
}

impl WordSounds {
    /// A word that is one spoken word in one pronunciation.
    #[must_use]
    pub fn only(pronunciation: Pronunciation) -> Self {
        Self {
            alternatives: vec![vec![vec![pronunciation]]],
        }
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.alternatives
            .iter()
            .all(|words| words.iter().flatten().all(Vec::is_empty))
    }
}
