//! What a learner gets for what was said.

use domain::{CefrLevel, Language, Span, Timing, Transcript, WordState};
use proptest::prelude::*;

use super::assess;
use crate::{
    practice::{languages, sentences},
    testing::said,
};

fn heard_in(language: Language, text: &str) -> Transcript {
    Transcript {
        language,
        ..said(text)
    }
}

/// Expected word, heard word and state of each entry, as one line each.
fn lines(expected: &str, transcript: &Transcript) -> Vec<String> {
    let attempt = assess(expected, transcript);
    let line = |word: &domain::AttemptWord| {
        let heard = word.heard.as_ref().map_or("-", |heard| heard.text.as_str());
        format!(
            "{} {heard} {:?}",
            word.expected.as_deref().unwrap_or("-"),
            word.state
        )
    };
    attempt.words.iter().map(line).collect()
}

#[test]
fn a_sentence_said_as_written_is_worth_a_hundred() {
    for &language in languages() {
        for level in [CefrLevel::A1, CefrLevel::C2] {
            for sentence in sentences(language, level) {
                let plain = sentence
                    .text
                    .to_lowercase()
                    .replace([',', '.', '?', '¿', ';'], "");
                let attempt = assess(&sentence.text, &heard_in(language, &plain));
                assert_eq!(attempt.accuracy, 100.0, "{}", sentence.text);
                assert!(attempt.correct);
                assert!(attempt.words.iter().all(|word| word.state == WordState::Right));
            }
        }
    }
}

#[test]
fn another_sentence_is_far_from_correct() {
    for &language in languages() {
        for level in [CefrLevel::A1, CefrLevel::B1, CefrLevel::C2] {
            let all: Vec<_> = sentences(language, level).collect();
            for (one, other) in all.iter().zip(&all[1..]) {
                let attempt = assess(&one.text, &heard_in(language, &other.text));
                assert!(
                    attempt.accuracy < 55.0,
                    "{}: {} / {}",
                    attempt.accuracy,
                    one.text,
                    other.text
                );
            }
        }
    }
}

#[test]
fn nothing_heard_is_worth_nothing() {
    let attempt = assess("The window is open.", &said(""));
    assert_eq!((attempt.accuracy, attempt.correct), (0.0, false));
    assert!(attempt.words.iter().all(|word| word.state == WordState::LeftOut));
    assert_eq!(assess("", &said("The window is open.")).accuracy, 0.0);
    assert_eq!(assess("", &said("")).accuracy, 0.0);
}

#[test]
fn each_word_has_its_state_in_the_order_of_the_sentence() {
    assert_eq!(
        lines(
            "My sister lives near the station.",
            &said("My sister leaves near a the bus")
        ),
        [
            "My My Right",
            "sister sister Right",
            "lives leaves Close",
            "near near Right",
            "- a Added",
            "the the Right",
            "station. bus Changed",
        ]
    );
    assert_eq!(
        lines("I don't like fish.", &said("I like fish today.")),
        [
            "I I Right",
            "don't - LeftOut",
            "like like Right",
            "fish. fish Right",
            "- today Added"
        ]
    );
}

#[test]
fn words_read_twice_are_told_from_words_that_were_added() {
    assert_eq!(
        lines("I want to go home.", &said("I want I want to to go go now home")),
        [
            "- i Repeated",
            "- want Repeated",
            "I I Right",
            "want want Right",
            "- to Repeated",
            "to to Right",
            "- go Repeated",
            "go go Right",
            "- now Added",
            "home. home Right",
        ]
    );
}

#[test]
fn a_word_heard_for_another_is_shown_once() {
    assert_eq!(
        lines("A clever young man.", &said("A ill-disposed young man")),
        [
            "A A Right",
            "clever ill-disposed Changed",
            "young young Right",
            "man. man Right"
        ]
    );
}

/// 2·C / (e + s) by hand.
#[test]
fn accuracy_is_what_the_formula_says() {
    let of = |heard: &str| assess("The soup is too hot.", &said(heard)).accuracy;
    assert_eq!(of("The soup is too hot"), 100.0);
    assert_eq!(of("The soup is hot"), 88.9, "left out: 2·4 / 9");
    assert_eq!(of("The soup is very too hot"), 90.9, "added: 2·5 / 11");
    assert_eq!(of("The soup is not hot"), 80.0, "changed: 2·4 / 10");
    assert_eq!(of("The soup is too hat"), 93.3, "close: 2·(4 + 2/3) / 10");
    assert_eq!(
        of("um the soup uh is too hot"),
        100.0,
        "filled pauses cost nothing"
    );
}

#[test]
fn a_close_word_is_paired_with_the_word_it_is_close_to() {
    assert_eq!(
        lines("The cat sat there.", &said("cap sat there")),
        [
            "The - LeftOut",
            "cat cap Close",
            "sat sat Right",
            "there. there Right"
        ]
    );
}

#[test]
fn heard_words_keep_their_place_and_time() {
    let mut transcript = said("um we eat at home");
    transcript.words[4].timing = Timing::Estimated;
    let attempt = assess("We eat at home.", &transcript);
    let home = attempt.words[3].heard.as_ref().unwrap();
    assert_eq!((home.index, home.timing), (4, Timing::Estimated));
    assert_eq!(home.span, Span::new(1.2, 1.5));
    assert_eq!(attempt.words[0].heard.as_ref().unwrap().index, 1);
}

#[test]
fn how_words_are_written_together_does_not_matter() {
    let german = heard_in(Language::GERMAN, "Die Haus Aufgaben sind schwer");
    let joined = assess("Die Hausaufgaben sind schwer.", &german);
    assert_eq!(joined.accuracy, 100.0);
    let heard = joined.words[1].heard.as_ref().unwrap();
    assert_eq!(
        (heard.text.as_str(), heard.span),
        ("Haus Aufgaben", Span::new(0.3, german.words[2].span.end))
    );
    assert_eq!(
        assess("I get up every day.", &said("I get up everyday")).accuracy,
        100.0
    );
    let dashed = lines("It is a well-known book.", &said("It is a well known book"));
    assert_eq!(dashed[3], "well-known well known Right");
    assert_eq!(
        assess("It is well known.", &said("It is well-known.")).accuracy,
        100.0
    );
}

#[test]
fn punctuation_that_stands_alone_is_no_word() {
    let french = heard_in(Language::FRENCH, "Tu as un stylo ?");
    assert_eq!(
        lines("Tu as un stylo\u{a0}?", &french),
        ["Tu Tu Right", "as as Right", "un un Right", "stylo ? stylo Right"]
    );
}

#[test]
fn scripts_without_spaces_are_compared_by_character() {
    let chinese = "zh".parse().unwrap();
    let attempt = assess("我喜欢喝茶。", &heard_in(chinese, "我 喜欢 喝咖啡"));
    assert_eq!(
        lines("我喜欢喝茶。", &heard_in(chinese, "我 喜欢 喝水。")),
        [
            "我 我 Right",
            "喜 喜 Right",
            "欢 欢 Right",
            "喝 喝 Right",
            "茶。 水 Changed"
        ]
    );
    assert_eq!(attempt.accuracy, 72.7);
    let japanese = "ja".parse().unwrap();
    assert_eq!(
        assess("犬が好きです。", &heard_in(japanese, "犬が好きです")).accuracy,
        100.0
    );
    let thai = "th".parse().unwrap();
    assert_eq!(assess("ฉันรักเธอ", &heard_in(thai, "ฉัน รัก เธอ")).accuracy, 100.0);
}

#[test]
fn other_scripts_are_compared_by_word() {
    for (code, expected, heard) in [
        ("ru", "Я живу в большом городе.", "я живу в большом городе"),
        ("el", "Πού είναι ο σταθμός;", "που είναι ο σταθμός"),
        ("ar", "أين المحطة؟", "أين المحطة"),
        ("hi", "मुझे चाय पसंद है।", "मुझे चाय पसंद है"),
        ("ko", "저는 커피를 좋아해요.", "저는 커피를 좋아해요"),
    ] {
        let language = code.parse().unwrap();
        let attempt = assess(expected, &heard_in(language, heard));
        assert!(attempt.accuracy > 90.0, "{code}: {attempt:?}");
        let none = assess(expected, &heard_in(language, "hello there"));
        assert!(none.accuracy < 20.0, "{code}: {none:?}");
    }
}

#[test]
fn words_of_the_language_are_not_taken_for_filled_pauses() {
    let german = heard_in(Language::GERMAN, "Er geht um das Haus");
    assert_eq!(assess("Er geht um das Haus.", &german).words.len(), 5);
}

proptest! {
    #[test]
    fn any_sentence_and_any_transcript_can_be_held_together(a in ".{0,80}", b in ".{0,80}") {
        let attempt = assess(&a, &said(&b));
        prop_assert!((0.0..=100.0).contains(&attempt.accuracy));
        prop_assert_eq!(attempt.correct, attempt.accuracy >= 80.0);
    }

    #[test]
    fn saying_more_that_is_not_there_never_helps(extra in "[qxz]{6,9}") {
        let plain = assess("We went home early.", &said("We went home early"));
        let more = assess("We went home early.", &said(&format!("We went {extra} home early")));
        prop_assert!(more.accuracy < plain.accuracy);
    }
}
