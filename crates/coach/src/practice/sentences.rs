//! The curated sentences (`sentences/*.toml`): forty meanings a level, each said in six languages.
//!
//! They are parallel, so that a sentence of any language has its translations into the others.

use std::{collections::HashMap, sync::LazyLock};

use domain::{CefrLevel, Language, Sentence, Translation};
use serde::Deserialize;

const LANGUAGES: [Language; 6] = [
    Language::ENGLISH,
    Language::SPANISH,
    Language::FRENCH,
    Language::GERMAN,
    Language::ITALIAN,
    Language::PORTUGUESE,
];

const FILES: [(CefrLevel, &str); 6] = [
    (CefrLevel::A1, include_str!("../../sentences/a1.toml")),
    (CefrLevel::A2, include_str!("../../sentences/a2.toml")),
    (CefrLevel::B1, include_str!("../../sentences/b1.toml")),
    (CefrLevel::B2, include_str!("../../sentences/b2.toml")),
    (CefrLevel::C1, include_str!("../../sentences/c1.toml")),
    (CefrLevel::C2, include_str!("../../sentences/c2.toml")),
];

/// Every sentence, by level, meaning and language.
static ALL: LazyLock<Vec<Sentence>> = LazyLock::new(|| {
    let rows = FILES
        .into_iter()
        .flat_map(|(level, text)| meanings(text).into_iter().map(move |meaning| (level, meaning)));
    rows.flat_map(|(level, meaning)| in_each_language(level, &meaning))
        .collect()
});

#[derive(Deserialize)]
struct File {
    sentence: Vec<Meaning>,
}

/// One table of a file: an id, and the sentence under the code of each language.
#[derive(Deserialize)]
struct Meaning {
    id: String,
    #[serde(flatten)]
    texts: HashMap<String, String>,
}

#[expect(clippy::expect_used, reason = "a constant text, and a test reads it")]
fn meanings(text: &str) -> Vec<Meaning> {
    toml::from_str::<File>(text)
        .expect("the sentences that come with Vivavoce can be read")
        .sentence
}

fn in_each_language(level: CefrLevel, meaning: &Meaning) -> Vec<Sentence> {
    let said = |language: Language| meaning.texts.get(language.code()).cloned();
    let texts: Vec<Translation> = LANGUAGES
        .into_iter()
        .filter_map(|language| said(language).map(|text| Translation { language, text }))
        .collect();
    let sentence = |own: &Translation| Sentence {
        id: meaning.id.clone(),
        level,
        language: own.language,
        text: own.text.clone(),
        translations: texts
            .iter()
            .filter(|other| other.language != own.language)
            .cloned()
            .collect(),
    };
    texts.iter().map(sentence).collect()
}

/// The languages that have sentences.
#[must_use]
pub fn languages() -> &'static [Language] {
    &LANGUAGES
}

/// The sentences of one language and level, in the order of their ids. None for a language outside [`languages`].
pub fn sentences(language: Language, level: CefrLevel) -> impl Iterator<Item = &'static Sentence> {
    ALL.iter()
        .filter(move |sentence| sentence.language == language && sentence.level == level)
}

/// The sentence that says the meaning `id` in `language`.
#[must_use]
pub fn sentence(id: &str, language: Language) -> Option<&'static Sentence> {
    ALL.iter()
        .find(|sentence| sentence.language == language && sentence.id == id)
}

/// A sentence to say next, chosen by `seed` among those not seen lately. `recently_seen` holds ids, the latest first; of
/// a level seen whole, one of the half that was seen longest ago is taken. `None` for a language outside [`languages`].
#[must_use]
pub fn pick(
    language: Language,
    level: CefrLevel,
    recently_seen: &[&str],
    seed: u64,
) -> Option<&'static Sentence> {
    let mut choice: Vec<_> = sentences(language, level)
        .map(|sentence| {
            (
                recently_seen.iter().position(|seen| *seen == sentence.id),
                sentence,
            )
        })
        .collect();
    // Unseen first, then those seen longest ago.
    choice.sort_by_key(|(seen, _)| std::cmp::Reverse(seen.unwrap_or(usize::MAX)));
    let unseen = choice.iter().filter(|(seen, _)| seen.is_none()).count();
    let among = if unseen > 0 {
        unseen
    } else {
        choice.len().div_ceil(2)
    };
    let index = mixed(seed).checked_rem(among as u64)?;
    choice.get(index as usize).map(|(_, sentence)| *sentence)
}

/// Spreads seeds that are close together (the finalizer of SplitMix64, Steele, Lea & Flood 2014).
fn mixed(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests;
