//! Languages, by the codes that Whisper uses.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A spoken language, by its ISO 639 code (`en`, `es`, `yue`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
#[schema(value_type = String, example = "en")]
pub struct Language(u8);

/// A code that is not the code of a language Vivavoce can hear.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a language code Vivavoce knows; use a code such as en, es, fr, de, it or pt, or auto")]
pub struct UnknownLanguage(pub String);

impl Language {
    /// English.
    pub const ENGLISH: Self = Self(0);
    /// Spanish.
    pub const SPANISH: Self = Self(3);
    /// German.
    pub const GERMAN: Self = Self(2);
    /// French.
    pub const FRENCH: Self = Self(6);
    /// Portuguese.
    pub const PORTUGUESE: Self = Self(8);
    /// Dutch.
    pub const DUTCH: Self = Self(12);
    /// Italian.
    pub const ITALIAN: Self = Self(15);

    /// The ISO 639 code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        CODES[usize::from(self.0)]
    }

    /// Every language, in the order of Whisper's language tokens (the first is the token after
    /// `<|startoftranscript|>`).
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0..CODES.len()).map(|index| Self(index as u8))
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        let wanted = code.trim().to_lowercase();
        let primary = wanted.split(['-', '_']).next().unwrap_or_default();
        CODES
            .iter()
            .position(|known| *known == primary)
            .map(|index| Self(index as u8))
            .ok_or_else(|| UnknownLanguage(code.chars().take(40).collect()))
    }
}

impl TryFrom<String> for Language {
    type Error = UnknownLanguage;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        code.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.code().to_owned()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Whisper's languages in the order of their tokens (openai/whisper, `tokenizer.py`).
const CODES: [&str; 100] = [
    "en", "zh", "de", "es", "ru", "ko", "fr", "ja", "pt", "tr", "pl", "ca", "nl", "ar", "sv", "it", "id",
    "hi", "fi", "vi", "he", "uk", "el", "ms", "cs", "ro", "da", "hu", "ta", "no", "th", "ur", "hr", "bg",
    "lt", "la", "mi", "ml", "cy", "sk", "te", "fa", "lv", "bn", "sr", "az", "sl", "kn", "et", "mk", "br",
    "eu", "is", "hy", "ne", "mn", "bs", "kk", "sq", "sw", "gl", "mr", "pa", "si", "km", "sn", "yo", "so",
    "af", "oc", "ka", "be", "tg", "sd", "gu", "am", "yi", "lo", "uz", "fo", "ht", "ps", "tk", "nn", "mt",
    "sa", "lb", "my", "bo", "tl", "mg", "as", "tt", "haw", "ln", "ha", "ba", "jw", "su", "yue",
];

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_region_and_case_do_not_matter() {
        assert_eq!("es-MX".parse::<Language>().unwrap(), Language::SPANISH);
        assert_eq!("EN".parse::<Language>().unwrap(), Language::ENGLISH);
    }

    #[test]
    fn named_languages_have_their_codes() {
        let named = [
            Language::ENGLISH,
            Language::SPANISH,
            Language::GERMAN,
            Language::FRENCH,
            Language::PORTUGUESE,
        ];
        assert_eq!(
            named.map(|language| language.code()),
            ["en", "es", "de", "fr", "pt"]
        );
        assert_eq!(
            [Language::DUTCH, Language::ITALIAN].map(|language| language.code()),
            ["nl", "it"]
        );
    }

    #[test]
    fn an_unknown_code_is_named_in_the_error() {
        let error = "klingon".parse::<Language>().unwrap_err();
        assert!(error.to_string().contains("klingon"));
        assert!("".parse::<Language>().is_err());
    }
}
