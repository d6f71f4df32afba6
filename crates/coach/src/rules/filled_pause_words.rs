//! Filled pauses that the recogniser wrote: um, uh, er; in Spanish eh, em, and “este” where it only fills.
//!
//! Catches them however long they are drawn (“ummm”). Allows what sounds alike and says something: “uh-huh”, “mm-hmm”,
//! “ah!” as a cry, “eh?” as a question, “err on the side of”, “the ER”, “este libro”, and in each language the words that
//! are fillers elsewhere (“um” is a word in German and Portuguese, “er” in German, “este” in Spanish).

use domain::{Language, Timing, Word};

/// Shapes of fillers once repeated letters are drawn together.
const ENGLISH: &[&str] = &[
    "um", "uh", "er", "erm", "hm", "mh", "ah", "eh", "em", "ehm", "uhm", "m", "uhh",
];
const SPANISH: &[&str] = &["eh", "em", "ehm", "m", "hm", "mh", "ah", "um", "uh", "uhm", "am"];
const GERMAN: &[&str] = &["äh", "ähm", "öh", "öhm", "hm", "m", "eh", "ehm"];
const FRENCH: &[&str] = &["euh", "heu", "hum", "hm", "m"];
const ITALIAN: &[&str] = &["ehm", "eh", "em", "hm", "m", "mh"];
const PORTUGUESE: &[&str] = &["hm", "m", "hum", "ahn", "ãh", "ah", "eh", "uh"];
const DUTCH: &[&str] = &["eh", "ehm", "uh", "uhm", "hm", "m"];
/// Not words in any language that Whisper writes.
const ANYWHERE: &[&str] = &["hm", "m", "uhm", "ehm"];
/// “Este” between silences of this length (seconds) only fills.
const SILENCE: f64 = 0.2;

/// Whether the word at `index` is a filled pause. `normal` holds the normal form of every word.
pub(crate) fn is_filled_pause(words: &[Word], normal: &[String], index: usize, language: Language) -> bool {
    let (Some(word), Some(form)) = (words.get(index), normal.get(index)) else {
        return false;
    };
    if language == Language::SPANISH && drawn_together(form) == "este" {
        return este_fills(words, normal, index);
    }
    if word.text.contains(['!', '?', '¡', '¿']) || !is_shape(form, language) {
        return false;
    }
    let before = index
        .checked_sub(1)
        .and_then(|before| normal.get(before))
        .map_or("", String::as_str);
    let after = normal.get(index + 1).map_or("", String::as_str);
    let is_word = match form.as_str() {
        // “To err”, “err on the side of”.
        "err" => matches!(before, "to" | "i" | "we") || after == "on",
        // “The ER”, in capitals among small letters.
        "er" | "em" => {
            word.text.starts_with(|c: char| c.is_uppercase())
                && word.text.to_uppercase() == word.text
                && matches!(before, "the" | "an" | "in" | "to")
                && words.iter().any(|word| word.text.chars().any(char::is_lowercase))
        }
        // “Am” is filler in Spanish only when drawn out.
        "am" => true,
        "m" | "ah" | "eh" => form.chars().count() < 2,
        _ => false,
    };
    !is_word
}

/// Whether the word, in its normal form and without its neighbours, can only be a filled pause.
pub(crate) fn is_only_filler(form: &str, language: Language) -> bool {
    // “Err” is a verb, “m” a letter, “am” a word of English.
    is_shape(form, language) && !matches!(form, "err" | "m" | "am")
}

fn is_shape(form: &str, language: Language) -> bool {
    let shapes = match language.code() {
        "en" => ENGLISH,
        "es" => SPANISH,
        "de" => GERMAN,
        "fr" => FRENCH,
        "it" => ITALIAN,
        "pt" => PORTUGUESE,
        "nl" => DUTCH,
        _ => ANYWHERE,
    };
    shapes.contains(&drawn_together(form).as_str())
}

/// The word with every run of one letter made one letter.
fn drawn_together(form: &str) -> String {
    let mut letters: Vec<char> = form.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// “Este” says nothing when it is drawn out, said twice, set off by commas on both sides, or stands between silences.
fn este_fills(words: &[Word], normal: &[String], index: usize) -> bool {
    let word = &words[index];
    let before = index
        .checked_sub(1)
        .and_then(|before| Some((words.get(before)?, normal.get(before)?)));
    let after = words.get(index + 1).zip(normal.get(index + 1));
    let is_este =
        |other: Option<(&Word, &String)>| other.is_some_and(|(_, form)| drawn_together(form) == "este");
    if normal[index] != "este" || is_este(before) || is_este(after) {
        return true;
    }
    let ends_in = |word: &Word| word.text.ends_with([',', '.', '…', '?', '!', ';', ':']);
    let comma_after = word.text.ends_with([',', '…']) || word.text.ends_with("...");
    if comma_after && before.is_none_or(|(word, _)| ends_in(word)) && after.is_some() {
        return true;
    }
    let silence = |earlier: &Word, later: &Word| {
        earlier.timing == Timing::Measured
            && later.timing == Timing::Measured
            && later.span.start - earlier.span.end >= SILENCE
    };
    before.is_none_or(|(before, _)| silence(before, word))
        && after.is_some_and(|(after, _)| silence(word, after))
}

#[cfg(test)]
mod tests {
    use super::is_filled_pause;
    use domain::{Language, Span, Timing, Word};

    fn words(text: &str) -> Vec<Word> {
        let word = |(index, text): (usize, &str)| Word {
            text: text.to_owned(),
            span: Span::new(index as f64 * 0.3, index as f64 * 0.3 + 0.3),
            timing: Timing::Measured,
            confidence: 1.0,
            fit: None,
            doubtful: false,
            phones: Vec::new(),
        };
        text.split_whitespace().enumerate().map(word).collect()
    }

    fn found(text: &str, language: &str) -> Vec<String> {
        found_in(&words(text), language)
    }

    fn found_in(words: &[Word], language: &str) -> Vec<String> {
        let normal: Vec<String> = words.iter().map(Word::normal).collect();
        let language: Language = language.parse().unwrap();
        let fills = |index: &usize| is_filled_pause(words, &normal, *index, language);
        (0..words.len())
            .filter(fills)
            .map(|index| words[index].text.clone())
            .collect()
    }

    #[test]
    fn catches_fillers_however_long() {
        assert_eq!(
            found("Um, I was, uhhh, going er home. Hmm. Mmm", "en"),
            ["Um,", "uhhh,", "er", "Hmm.", "Mmm"]
        );
        assert_eq!(found("Eh, yo em quería mmm salir", "es"), ["Eh,", "em", "mmm"]);
        assert_eq!(found("Ich ähm komme um acht und er auch", "de"), ["ähm"]);
        assert_eq!(found("UM I WENT", "en"), ["UM"]);
    }

    #[test]
    fn allows_what_says_something() {
        for text in [
            "Uh-huh, mm-hmm.",
            "To err is human.",
            "He is in the ER now.",
            "Ah! There you are.",
            "I am here",
            "So theee end",
            "Hers, a hat",
        ] {
            assert_eq!(found(text, "en"), [""; 0], "{text}");
        }
        assert_eq!(found("Yo am o, ¿eh?", "es"), [""; 0]);
        assert_eq!(found("um homem e uma mulher", "pt"), [""; 0]);
    }

    #[test]
    fn este_is_a_filler_only_when_it_points_at_nothing() {
        assert_eq!(found("este libro y este, que es mío", "es"), [""; 0]);
        assert_eq!(found("Quiero este. No aquel.", "es"), [""; 0]);
        assert_eq!(found("Fuimos, este, a la playa", "es"), ["este,"]);
        assert_eq!(found("yo este este no sé", "es"), ["este", "este"]);
        assert_eq!(found("yo esteee no sé", "es"), ["esteee"]);
    }

    #[test]
    fn este_between_measured_silences_is_a_filler() {
        let mut spoken = words("fuimos este tarde");
        spoken[1].span = Span::new(0.8, 1.2);
        spoken[2].span = Span::new(1.6, 2.0);
        assert_eq!(found_in(&spoken, "es"), ["este"]);
        spoken[1].timing = Timing::Estimated;
        assert_eq!(
            found_in(&spoken, "es"),
            [""; 0],
            "estimated times say nothing about silence"
        );
    }
}
