//! Where words end: scripts without spaces are compared by character, and a word that is written together here and apart
//! there (“Haus Aufgaben”, “every day”) is one word said rightly.

use std::collections::{HashMap, HashSet};

use domain::Language;

use crate::reading::align::Form;

/// Languages written without spaces between words.
const UNSPACED: [&str; 8] = ["zh", "ja", "th", "lo", "km", "my", "bo", "yue"];

/// Whether the language is written without spaces between words.
pub(super) fn is_unspaced(language: Language) -> bool {
    UNSPACED.contains(&language.code())
}

/// What is said one by one: words with their punctuation, or characters where there are no spaces. Punctuation that
/// stands alone (before a question mark in French, a dash) stays with the word before it.
pub(super) fn units(text: &str, language: Language) -> Vec<String> {
    let pieces: Vec<String> = if is_unspaced(language) {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .map(String::from)
            .collect()
    } else {
        text.split_whitespace().map(str::to_owned).collect()
    };
    let between = if is_unspaced(language) { "" } else { " " };
    let mut units: Vec<String> = Vec::new();
    for piece in pieces {
        match units.last_mut() {
            Some(unit) if !piece.chars().any(is_said) => {
                unit.push_str(between);
                unit.push_str(&piece);
            }
            _ => units.push(piece),
        }
    }
    units
}

/// Letters, digits, and signs that are spoken.
fn is_said(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '&' | '%' | '$' | '€' | '£' | '+' | '@' | '#' | '°')
}

/// Each character by itself.
pub(super) fn by_character(forms: Vec<Form>, most: usize) -> Vec<Form> {
    let characters = forms.iter().flat_map(|form| {
        form.text.chars().map(|c| Form {
            text: c.to_string(),
            word: form.word,
            last: form.last,
        })
    });
    characters.take(most).collect()
}

/// `said` with words joined or parted where that gives words of the sentence.
pub(super) fn respaced(wanted: &[Form], said: Vec<Form>) -> Vec<Form> {
    let single: HashSet<&str> = wanted.iter().map(|form| form.text.as_str()).collect();
    let pairs: HashMap<String, (&str, &str)> = wanted
        .windows(2)
        .map(|pair| {
            (
                pair[0].text.clone() + &pair[1].text,
                (pair[0].text.as_str(), pair[1].text.as_str()),
            )
        })
        .collect();
    let mut out = Vec::with_capacity(said.len());
    let mut said = said.into_iter().peekable();
    while let Some(form) = said.next() {
        let known = single.contains(form.text.as_str());
        let joined = said.peek().map(|next| form.text.clone() + &next.text);
        if let Some(joined) =
            joined.filter(|joined| single.contains(joined.as_str()) && !pairs.contains_key(joined))
        {
            out.push(Form {
                text: joined,
                word: form.word,
                last: said.next().map_or(form.last, |next| next.last),
            });
        } else if let Some((first, second)) = pairs.get(&form.text).filter(|_| !known) {
            out.extend([first, second].map(|text| Form {
                text: (*text).to_owned(),
                word: form.word,
                last: form.last,
            }));
        } else {
            out.push(form);
        }
    }
    out
}
