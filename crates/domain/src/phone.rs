//! The 39 phones of North American English, as the CMU pronouncing dictionary writes them (ARPABET).

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Lexical stress of a vowel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stress {
    /// `0` in CMUdict.
    None,
    /// `1` in CMUdict.
    Primary,
    /// `2` in CMUdict.
    Secondary,
}

macro_rules! phones {
    ($($name:ident $text:literal $ipa:literal $vowel:literal),+ $(,)?) => {
        /// One phone. The order is alphabetical, and is the order of the classes of the phone model.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, ToSchema)]
        #[serde(rename_all = "UPPERCASE")]
        #[allow(missing_docs)]
        pub enum Phone { $($name),+ }

        impl Phone {
            /// Every phone, in the order of the phone model's classes.
            pub const ALL: [Self; 39] = [$(Self::$name),+];

            /// The ARPABET symbol, without stress.
            #[must_use]
            pub fn arpabet(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// The symbol of the International Phonetic Alphabet.
            #[must_use]
            pub fn ipa(self) -> &'static str {
                match self { $(Self::$name => $ipa),+ }
            }

            /// Whether it is a vowel, so that it makes a syllable.
            #[must_use]
            pub fn is_vowel(self) -> bool {
                match self { $(Self::$name => $vowel),+ }
            }
        }
    };
}

phones! {
    Aa "AA" "ɑ" true, Ae "AE" "æ" true, Ah "AH" "ʌ" true, Ao "AO" "ɔ" true, Aw "AW" "aʊ" true, Ay "AY" "aɪ" true,
    B "B" "b" false, Ch "CH" "tʃ" false, D "D" "d" false, Dh "DH" "ð" false, Eh "EH" "ɛ" true, Er "ER" "ɝ" true,
    Ey "EY" "eɪ" true, F "F" "f" false, G "G" "ɡ" false, Hh "HH" "h" false, Ih "IH" "ɪ" true, Iy "IY" "i" true,
    Jh "JH" "dʒ" false, K "K" "k" false, L "L" "l" false, M "M" "m" false, N "N" "n" false, Ng "NG" "ŋ" false,
    Ow "OW" "oʊ" true, Oy "OY" "ɔɪ" true, P "P" "p" false, R "R" "ɹ" false, S "S" "s" false, Sh "SH" "ʃ" false,
    T "T" "t" false, Th "TH" "θ" false, Uh "UH" "ʊ" true, Uw "UW" "u" true, V "V" "v" false, W "W" "w" false,
    Y "Y" "j" false, Z "Z" "z" false, Zh "ZH" "ʒ" false,
}

impl Phone {
    /// The phone's class in the phone model, 0 to 38 (39 is silence).
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

/// Text that is not an ARPABET symbol.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an ARPABET phone")]
pub struct UnknownPhone(pub String);

impl FromStr for Phone {
    type Err = UnknownPhone;

    /// Reads a symbol with or without its stress digit (`AH0`, `T`).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bare = text.trim_end_matches(['0', '1', '2']);
        Self::ALL
            .into_iter()
            .find(|phone| phone.arpabet() == bare)
            .ok_or_else(|| UnknownPhone(text.chars().take(40).collect()))
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.arpabet())
    }
}

#[cfg(test)]
mod tests {
    use super::Phone;

    #[test]
    fn every_symbol_reads_back_and_stands_at_its_index() {
        for (index, phone) in Phone::ALL.into_iter().enumerate() {
            assert_eq!(phone.index(), index);
            assert_eq!(phone.arpabet().parse::<Phone>().unwrap(), phone);
        }
        assert_eq!("AH0".parse::<Phone>().unwrap(), Phone::Ah);
        assert!("XX".parse::<Phone>().is_err());
    }
}
