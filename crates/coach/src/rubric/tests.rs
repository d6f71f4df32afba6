//! The reader of rubrics: what it refuses, how it says so, and that no text makes it stumble.

use proptest::prelude::*;

use super::{Rubric, RubricError};

const TALK: &str = include_str!("../../rubrics/public-speaking.toml");

const SMALL: &str = r#"
name = "small"
version = 3
title = "Small"
minimum = { seconds = 20, words = 30 }
bands = [{ from = 0, to = 100, name = "All", descriptor = "Everything." }]

[[criteria]]
key = "pace"
title = "Pace"
weight = 2
bands = [{ from = 0, to = 100, name = "All", descriptor = "Everything." }]
[[criteria.evidence]]
measure = "words_per_minute"
weight = 1
points = [[0, 100], [10, 20]]
"#;

fn faults(text: &str) -> Vec<String> {
    let RubricError(faults) = Rubric::parse(text).unwrap_err();
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn a_small_rubric_reads() {
    let rubric = Rubric::parse(SMALL).unwrap();
    assert_eq!(
        (rubric.reference().name.as_str(), rubric.reference().version),
        ("small", 3)
    );
    assert_eq!(rubric.title(), "Small");
}

#[test]
fn every_fault_is_listed_at_once_with_its_line() {
    let text = SMALL
        .replace("title = \"Pace\"", "titel = \"Pace\"")
        .replace("weight = 2", "weight = \"heavy\"")
        .replace("words_per_minute", "words_per_hour")
        .replace("words = 30", "words = 2.5");
    let faults = faults(&text);
    assert_eq!(faults.len(), 5, "{faults:#?}");
    assert!(
        faults[0].starts_with("line 5, minimum.words: must be a whole number"),
        "{faults:#?}"
    );
    assert!(
        faults
            .iter()
            .any(|f| f.starts_with("line 8, criteria[1].title: is missing; write for example title")),
        "{faults:#?}"
    );
    assert!(faults.iter().any(|f| f.starts_with("line 10, criteria[1].titel: means nothing here; the keys known here are")), "{faults:#?}");
    assert!(
        faults
            .iter()
            .any(|f| f.starts_with("line 11, criteria[1].weight: is a string, and must be a number")),
        "{faults:#?}"
    );
    assert!(
        faults
            .iter()
            .any(|f| f.contains("“words_per_hour” is not a measure; the measures are words_per_minute")),
        "{faults:#?}"
    );
}

#[test]
fn what_is_not_toml_says_where() {
    let faults = faults("name = \"x\nversion = 1");
    assert!(faults[0].starts_with("line 1: is not TOML"), "{faults:?}");
}

#[test]
fn what_is_shown_for_information_cannot_be_scored() {
    let faults = faults(&SMALL.replace("words_per_minute", "jitter"));
    assert!(
        faults[0].contains("is shown for information and feeds no score"),
        "{faults:?}"
    );
}

#[test]
fn bands_must_cover_the_scale() {
    let gap = SMALL.replacen("to = 100", "to = 90", 1);
    assert!(
        faults(&gap)[0].contains("the last band must go to 100"),
        "{:?}",
        faults(&gap)
    );
    let late = SMALL.replacen("from = 0", "from = 10", 1);
    assert!(
        faults(&late)[0].contains("must go on from 0"),
        "{:?}",
        faults(&late)
    );
}

#[test]
fn twice_the_same_is_refused() {
    let criterion = &SMALL[SMALL.find("[[criteria]]").unwrap()..];
    assert!(faults(&format!("{SMALL}{criterion}"))[0].contains("“pace” is there twice"));
    let evidence = &SMALL[SMALL.find("[[criteria.evidence]]").unwrap()..];
    assert!(faults(&format!("{SMALL}{evidence}"))[0].contains("feeds this criterion twice"));
}

#[test]
fn points_in_an_unknown_language_are_refused() {
    let text = format!("{SMALL}points_by_language = {{ klingon = [[0, 1], [1, 2]] }}");
    assert!(
        faults(&text)[0].contains("is not a language code"),
        "{:?}",
        faults(&text)
    );
}

#[test]
fn an_endless_text_is_refused() {
    assert!(faults(&"#".repeat(300_000))[0].contains("a rubric is a short file"));
    let many = format!(
        "{SMALL}{}",
        (0..100)
            .map(|at| format!("unknown{at} = 1\n"))
            .collect::<String>()
    );
    assert_eq!(faults(&many).len(), 50);
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_stumble(text in "(?s).{0,400}") {
        if let Err(RubricError(faults)) = Rubric::parse(&text) {
            prop_assert!(!faults.is_empty());
        }
    }

    /// A rubric with one line changed, taken out or doubled is either a rubric or has faults within its lines.
    #[test]
    fn a_damaged_rubric_is_read_or_refused_with_lines(
        line in 0_usize..200,
        damage in prop_oneof![Just(String::new()), "[a-z_]{1,8} = [0-9\\[\\]{}\",.-]{0,12}", "\\PC{0,30}"],
        keep in any::<bool>(),
    ) {
        let mut lines: Vec<_> = TALK.lines().collect();
        let line = line % lines.len();
        if keep { lines.insert(line, &damage) } else { lines[line] = &damage }
        let text = lines.join("\n");
        if let Err(RubricError(faults)) = Rubric::parse(&text) {
            prop_assert!(!faults.is_empty() && faults.len() <= 50);
            prop_assert!(faults.iter().all(|fault| (1..=lines.len()).contains(&fault.line)), "{faults:?}");
        }
    }

    /// What is written is what is read.
    #[test]
    fn numbers_come_back_as_written(version in 1_u32..1000, seconds in 10_u32..600, low in 0.0_f64..50.0, step in 0.5_f64..50.0) {
        let text = SMALL
            .replace("version = 3", &format!("version = {version}"))
            .replace("seconds = 20", &format!("seconds = {seconds}"))
            .replace("[[0, 100], [10, 20]]", &format!("[[{low:?}, 100], [{:?}, 20]]", low + step));
        let rubric = Rubric::parse(&text).unwrap();
        prop_assert_eq!(rubric.reference.version, version);
        prop_assert_eq!(rubric.minimum.seconds, f64::from(seconds));
        let map = &rubric.criteria[0].evidence[0].points;
        prop_assert_eq!(map.points(low), 100.0);
        prop_assert!((map.points(low + step / 2.0) - 60.0).abs() < 1e-6);
    }
}
