//! Mail addresses and handles, written (`ana@example.org`, `@ana`) or spoken (“ana dot lopez at example dot org”).
//!
//! Misses an address whose parts a recogniser wrote as ordinary words without “dot” (“ana at home”), and spelled-out
//! letters before “at” beyond the words joined by “dot”, “dash” and “underscore”.

use domain::Language;

use super::word::Word;

/// How “@” is said. “At” is also an ordinary word: it counts only before “something dot something”.
fn says_at(word: &Word<'_>, language: Language) -> bool {
    match language.code() {
        "es" | "pt" | "ca" | "gl" => word.lower == "arroba",
        "fr" => matches!(word.lower.as_str(), "arobase" | "arrobase"),
        "it" => word.lower == "chiocciola",
        "de" => matches!(word.lower.as_str(), "at" | "ät" | "klammeraffe"),
        _ => word.lower == "at",
    }
}

fn says_dot(word: &Word<'_>) -> bool {
    matches!(word.lower.as_str(), "dot" | "punto" | "point" | "punkt" | "ponto")
}

/// “At the dot on the wall”: no host.
const POINTS: [&str; 10] = [
    "the", "a", "an", "this", "that", "my", "your", "his", "her", "our",
];

/// What joins the parts of a name before the “@”.
fn joins(word: &Word<'_>) -> bool {
    says_dot(word)
        || matches!(
            word.lower.as_str(),
            "dash"
                | "hyphen"
                | "underscore"
                | "guion"
                | "guión"
                | "tiret"
                | "bindestrich"
                | "unterstrich"
                | "trattino"
        )
}

/// Indices of the words that belong to an address.
pub(super) fn find(words: &[Word<'_>], language: Language) -> Vec<usize> {
    let mut found: Vec<usize> = (0..words.len())
        .filter(|&index| is_address(words[index].bare))
        .collect();
    for at in (1..words.len()).filter(|&at| says_at(&words[at], language)) {
        if let Some(end) = end_of_domain(words, at + 1) {
            found.extend(start_of_name(words, at - 1)..end);
        }
    }
    found
}

fn is_address(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(name, host)| host.contains('.') || (name.is_empty() && host.chars().count() > 1))
}

/// Past the last word of “example dot org”, which begins at `start`; a host written as one word (“example.org”) counts.
fn end_of_domain(words: &[Word<'_>], start: usize) -> Option<usize> {
    let host = words
        .get(start)
        .filter(|host| !POINTS.contains(&host.lower.as_str()))?;
    if host.bare.contains('.') {
        return Some(start + 1);
    }
    let mut end = start + 1;
    while words.get(end).is_some_and(says_dot) && end + 1 < words.len() {
        end += 2;
    }
    (end > start + 1).then_some(end)
}

/// The first word of a name that ends at `last`: words joined by “dot” and its like.
fn start_of_name(words: &[Word<'_>], last: usize) -> usize {
    let mut start = last;
    while start >= 2 && joins(&words[start - 1]) {
        start -= 2;
    }
    start
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use crate::mask_text;

    #[test]
    fn written_addresses_are_masked() {
        let masked = mask_text("write to (ana.l@mail.example.org), please", Language::ENGLISH);
        assert_eq!(masked, "write to ([email]), please");
        assert_eq!(
            mask_text("follow @ana_l today", Language::ENGLISH),
            "follow [email] today"
        );
    }

    #[test]
    fn spoken_addresses_are_masked() {
        for (language, text, masked) in [
            (
                Language::ENGLISH,
                "it is ana dot lopez at example dot org thanks",
                "it is [email] thanks",
            ),
            (
                Language::ENGLISH,
                "it is ana at example.org thanks",
                "it is [email] thanks",
            ),
            (
                Language::SPANISH,
                "es ana arroba ejemplo punto com gracias",
                "es [email] gracias",
            ),
            (
                Language::FRENCH,
                "c'est ana arobase exemple point fr merci",
                "c'est [email] merci",
            ),
            (
                Language::GERMAN,
                "das ist ana punkt l at beispiel punkt de danke",
                "das ist [email] danke",
            ),
            (
                Language::ITALIAN,
                "è ana chiocciola esempio punto it grazie",
                "è [email] grazie",
            ),
            (
                Language::PORTUGUESE,
                "é ana arroba exemplo ponto com ponto br obrigada",
                "é [email] obrigada",
            ),
        ] {
            assert_eq!(mask_text(text, language), masked);
        }
    }

    #[test]
    fn at_as_a_word_is_left() {
        let text = "we met at home and looked at the dot on the wall";
        assert_eq!(mask_text(text, Language::ENGLISH), text);
    }

    /// What the module's first lines say is missed.
    #[test]
    fn an_address_without_its_dot_gets_through() {
        let text = "write to ana at example";
        assert_eq!(mask_text(text, Language::ENGLISH), text);
    }
}
