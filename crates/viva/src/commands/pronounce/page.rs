//! The scores as a page for the terminal. Colour is never alone: marks say the same.

use std::{fmt::Write, io::IsTerminal};

use coach::pronunciation_advice;
use domain::{
    Basis, Pronunciation, Rated, ScoredPhone, ScoredPhoneState, ScoredWord, ScoredWordState, WholeScores,
};

/// Sounds that are listed, the worst first.
const WORST: usize = 8;
/// Words side by side.
const WORDS: usize = 8;
/// Scores under this are red.
pub(super) const POOR: f64 = 50.0;

/// How the page may look.
pub(super) struct Style {
    colour: bool,
}

impl Style {
    /// As the terminal allows.
    pub(super) fn of_terminal() -> Self {
        Self {
            colour: std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        }
    }

    /// Text in green, yellow or red.
    fn paint(&self, text: &str, good: bool, score: f64) -> String {
        if !self.colour {
            return text.to_owned();
        }
        let code = match (good, score < POOR) {
            (true, _) => 32,
            (false, false) => 33,
            (false, true) => 31,
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}

/// Draws everything.
pub(super) fn draw(found: &Pronunciation, style: &Style) -> String {
    let mut page = String::new();
    if let Some(why) = &found.not_scored {
        line(&mut page, &format!("Not scored. {}", why.text));
        return page;
    }
    if let Some(whole) = &found.whole {
        totals(&mut page, whole);
    }
    if let Some(basis) = &found.basis {
        line(&mut page, &stands_on(basis));
    }
    words(&mut page, &found.words, style);
    worst(&mut page, &found.words);
    advice(&mut page, found);
    line(
        &mut page,
        &format!(
            "\nScorer {}; intervals hold the experts' score in 80 % of cases. North American English. For practice.",
            found.scorer.version
        ),
    );
    page
}

/// How much of free speech was scored.
pub(super) fn stands_on(basis: &Basis) -> String {
    format!(
        "Scored {} of the {} words that were heard ({:.0} of {:.0} s of them): the recogniser is not sure of the others.",
        basis.words_scored, basis.words_heard, basis.seconds_scored, basis.seconds_heard
    )
}

fn totals(page: &mut String, whole: &WholeScores) {
    let mut row = |name: &str, rated: &Rated| {
        line(
            page,
            &format!(
                "{name:<13}{:>4.0}   {:.0} to {:.0}",
                rated.value, rated.interval.low, rated.interval.high
            ),
        );
    };
    row("Total", &whole.total);
    row("Accuracy", &whole.accuracy);
    row("Fluency", &whole.fluency);
    row("Prosody", &whole.prosody);
    line(
        page,
        &format!("{:<13}{:>4.0}", "Completeness", whole.completeness),
    );
}

/// The words, some at a time, and what the marks mean.
fn words(page: &mut String, words: &[ScoredWord], style: &Style) {
    let spoken: Vec<&ScoredWord> = words.iter().filter(|word| word.score.is_some()).collect();
    for some in spoken.chunks(WORDS) {
        rows(page, some, style);
    }
    line(
        page,
        "\n* sounds off   ? accented   × not heard   (words: * to work on, × not heard; the number is the score)",
    );
    let guessed: Vec<&str> = spoken
        .iter()
        .filter(|word| word.guessed)
        .map(|word| word.text.as_str())
        .collect();
    if !guessed.is_empty() {
        line(
            page,
            &format!(
                "Not in the dictionary, so its sounds are guessed: {}",
                guessed.join(", ")
            ),
        );
    }
}

/// Three rows: the words, their sounds in IPA, and in ARPABET.
fn rows(page: &mut String, words: &[&ScoredWord], style: &Style) {
    let row = |cells: Vec<String>| cells.join("  ");
    let texts = words.iter().map(|word| {
        let (mark, score) = (word_mark(word.state), word.score.map_or(0.0, |score| score.value));
        let text = format!("{}{mark} {score:.0}", word.text);
        style.paint(&text, word.state == ScoredWordState::Good, score)
    });
    let sounds = |symbol: &dyn Fn(&ScoredPhone) -> &'static str, space: &str| -> String {
        let of_word = |word: &&ScoredWord| {
            let parts = word.phones.iter().map(|phone| {
                let text = format!("{}{}", symbol(phone), phone_mark(phone.state));
                style.paint(&text, phone.state == ScoredPhoneState::Good, phone.score.value)
            });
            parts.collect::<Vec<_>>().join(space)
        };
        row(words.iter().map(of_word).collect())
    };
    line(page, &format!("\n{}", row(texts.collect())));
    line(page, &format!("/{}/", sounds(&|phone| phone.phone.ipa(), "")));
    line(page, &sounds(&|phone| phone.phone.arpabet(), " "));
}

/// What stands behind a word that is off.
pub(super) fn word_mark(state: ScoredWordState) -> &'static str {
    match state {
        ScoredWordState::Good | ScoredWordState::Silent | ScoredWordState::NotScored => "",
        ScoredWordState::Mispronounced => "*",
        ScoredWordState::LeftOut => "×",
    }
}

/// What stands behind a sound that is off.
pub(super) fn phone_mark(state: ScoredPhoneState) -> &'static str {
    match state {
        ScoredPhoneState::Good => "",
        ScoredPhoneState::Accented => "?",
        ScoredPhoneState::OtherSound => "*",
        ScoredPhoneState::LeftOut => "×",
    }
}

/// The sounds that are off, the worst first.
pub(super) fn worst_first(words: &[ScoredWord]) -> Vec<(&ScoredWord, &ScoredPhone)> {
    let mut off: Vec<(&ScoredWord, &ScoredPhone)> = words
        .iter()
        .flat_map(|word| word.phones.iter().map(move |phone| (word, phone)))
        .filter(|(_, phone)| phone.state != ScoredPhoneState::Good)
        .collect();
    off.sort_by(|a, b| a.1.score.value.total_cmp(&b.1.score.value));
    off.truncate(WORST);
    off
}

fn worst(page: &mut String, words: &[ScoredWord]) {
    let off = worst_first(words);
    if off.is_empty() {
        line(page, "\nEvery sound is well said.");
        return;
    }
    line(page, "\nWorst first");
    for (word, phone) in off {
        line(
            page,
            &format!(
                "  /{}/ {:<3} in “{}” at {:.2} s: {:.0} ({:.0} to {:.0}), {}",
                phone.phone.ipa(),
                phone.phone.arpabet(),
                word.text,
                phone.span.start,
                phone.score.value,
                phone.score.interval.low,
                phone.score.interval.high,
                what(phone)
            ),
        );
    }
}

/// What is off about a sound.
pub(super) fn what(phone: &ScoredPhone) -> String {
    match (phone.state, phone.heard.first()) {
        (ScoredPhoneState::OtherSound, Some(other)) => format!(
            "more like /{}/ {} ({:.0} %)",
            other.phone.ipa(),
            other.phone.arpabet(),
            100.0 * other.probability
        ),
        (ScoredPhoneState::LeftOut, _) => format!("left out ({:.0} %)", 100.0 * phone.left_out),
        _ => "the right sound, with an accent".to_owned(),
    }
}

fn advice(page: &mut String, found: &Pronunciation) {
    let advice = pronunciation_advice(found);
    if advice.is_empty() {
        return;
    }
    line(page, "\nTo practise");
    for one in advice {
        line(
            page,
            &format!(
                "  /{}/ in {}: {}",
                one.phone.ipa(),
                one.words.join(", "),
                one.text
            ),
        );
        let pairs: Vec<String> = one
            .pairs
            .iter()
            .map(|pair| format!("{} – {}", pair.wanted, pair.other))
            .collect();
        if !pairs.is_empty() {
            line(page, &format!("      Say in turn: {}", pairs.join(", ")));
        }
        if let Some(phrase) = one.phrase {
            line(page, &format!("      Then say: {phrase}"));
        }
    }
}

fn line(page: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(page, "{text}");
}
