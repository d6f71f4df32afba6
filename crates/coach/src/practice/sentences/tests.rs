//! That the set is whole, and that a next sentence is a new one.

use std::collections::{BTreeSet, HashMap};

use domain::{CefrLevel, Language, Sentence};

use super::{ALL, languages, pick, sentence, sentences};

const LEVELS: [CefrLevel; 6] = [
    CefrLevel::A1,
    CefrLevel::A2,
    CefrLevel::B1,
    CefrLevel::B2,
    CefrLevel::C1,
    CefrLevel::C2,
];

fn words(sentence: &Sentence) -> usize {
    sentence.text.split_whitespace().count()
}

#[test]
fn every_level_has_forty_in_each_language() {
    for &language in languages() {
        for level in LEVELS {
            assert_eq!(sentences(language, level).count(), 40, "{language} {level:?}");
        }
    }
    assert_eq!(ALL.len(), 1440);
}

#[test]
fn ids_are_unique_and_name_their_level() {
    for &language in languages() {
        let ids: BTreeSet<&str> = ALL
            .iter()
            .filter(|sentence| sentence.language == language)
            .map(|sentence| sentence.id.as_str())
            .collect();
        assert_eq!(ids.len(), 240, "{language}");
    }
    for sentence in ALL.iter() {
        let level = format!("{:?}-", sentence.level).to_lowercase();
        assert!(sentence.id.starts_with(&level), "{}", sentence.id);
        assert!(sentence.id[3..].parse::<u32>().is_ok(), "{}", sentence.id);
    }
}

#[test]
fn no_sentence_stands_twice() {
    let mut seen = HashMap::new();
    for sentence in ALL.iter() {
        let key = (sentence.language, sentence.text.to_lowercase());
        if let Some(other) = seen.insert(key, &sentence.id) {
            panic!("{other} and {} are the same: {}", sentence.id, sentence.text);
        }
    }
}

#[test]
fn every_sentence_has_its_translations_into_all_other_languages() {
    for own in ALL.iter() {
        assert_eq!(own.translations.len(), 5, "{}", own.id);
        for other in &own.translations {
            assert_ne!(other.language, own.language);
            assert_eq!(sentence(&own.id, other.language).unwrap().text, other.text);
        }
    }
}

#[test]
fn every_text_can_be_said_as_it_stands() {
    for sentence in ALL.iter() {
        let text = &sentence.text;
        assert!(
            text.ends_with(['.', '?', '!']),
            "{} {}: {text}",
            sentence.id,
            sentence.language
        );
        assert_eq!(text.trim(), text);
        assert!(!text.contains("  "), "{text}");
        assert!(
            !text.contains(|c: char| c.is_ascii_digit() || c.is_control()),
            "{text}"
        );
        let first = text.chars().find(|c| c.is_alphabetic()).unwrap();
        assert!(first.is_uppercase(), "{text}");
        assert!(text.chars().count() <= 200, "{text}");
    }
}

#[test]
fn sentences_get_longer_with_the_level() {
    let most = [8, 14, 16, 18, 23, 34];
    for &language in languages() {
        let mut before = 0.0;
        for (level, most) in LEVELS.into_iter().zip(most) {
            let counts: Vec<usize> = sentences(language, level).map(words).collect();
            assert!(
                counts.iter().all(|count| (3..=most).contains(count)),
                "{language} {level:?}"
            );
            let mean = counts.iter().sum::<usize>() as f64 / counts.len() as f64;
            assert!(mean > before + 1.0, "{language} {level:?}: {mean} after {before}");
            before = mean;
        }
    }
}

/// A language that lost its accents on the way here would still pass the other tests.
#[test]
fn each_language_has_its_own_letters() {
    for (language, letters) in [
        (Language::SPANISH, "áéíóúñü¿"),
        (Language::FRENCH, "àâçéèêîôœùû"),
        (Language::GERMAN, "äöüß"),
        (Language::ITALIAN, "àèéìòù"),
        (Language::PORTUGUESE, "áâãàçéêíóôõú"),
    ] {
        let all: String = ALL
            .iter()
            .filter(|sentence| sentence.language == language)
            .map(|sentence| sentence.text.to_lowercase())
            .collect();
        for letter in letters.chars() {
            assert!(all.contains(letter), "{language} has no {letter}");
        }
    }
    for sentence in ALL
        .iter()
        .filter(|sentence| sentence.language == Language::SPANISH)
    {
        let asks = sentence.text.ends_with('?');
        assert_eq!(sentence.text.contains('¿'), asks, "{}", sentence.text);
    }
}

#[test]
fn what_was_seen_lately_does_not_come_again() {
    let ids: Vec<&str> = sentences(Language::FRENCH, CefrLevel::B1)
        .map(|sentence| sentence.id.as_str())
        .collect();
    let seen = &ids[..39];
    for seed in 0..50 {
        let next = pick(Language::FRENCH, CefrLevel::B1, seen, seed).unwrap();
        assert_eq!(next.id, ids[39]);
        assert_eq!(next.language, Language::FRENCH);
    }
}

#[test]
fn of_a_level_seen_whole_the_latest_half_waits() {
    let ids: Vec<&str> = sentences(Language::GERMAN, CefrLevel::A1)
        .map(|sentence| sentence.id.as_str())
        .collect();
    for seed in 0..50 {
        let next = pick(Language::GERMAN, CefrLevel::A1, &ids, seed).unwrap();
        assert!(ids[20..].contains(&next.id.as_str()), "{}", next.id);
    }
}

#[test]
fn seeds_reach_every_sentence_and_repeat_their_choice() {
    let of = |seed| pick(Language::ITALIAN, CefrLevel::C2, &[], seed).unwrap();
    let reached: BTreeSet<&str> = (0..400).map(|seed| of(seed).id.as_str()).collect();
    assert_eq!(reached.len(), 40);
    assert_eq!(of(7), of(7));
}

#[test]
fn a_language_without_sentences_gives_none() {
    assert_eq!(pick(Language::DUTCH, CefrLevel::A1, &[], 1), None);
    assert_eq!(sentence("a1-001", Language::DUTCH), None);
    assert_eq!(sentence("a1-041", Language::ENGLISH), None);
}
