//! From what is written to what is spoken: `2024`, `Mr.`, `$3.50`, `USA`, `well-known`. English.
//!
//! Where usage differs there are several alternatives; the sound decides between them when the words are aligned. The
//! written form is never changed: one written word may be several spoken ones.

mod abbreviations;
mod figures;
mod numbers;

use crate::lexicon::in_dictionary;

/// Alternatives, each a row of spoken words in lower case. A letter that is spelled has a full stop (`u.`).
pub(crate) type Forms = Vec<Vec<String>>;

/// Alternatives that are kept for one written word.
const MAX_FORMS: usize = 12;
/// Longest row of capitals that is spelled letter by letter.
const MAX_SPELLED: usize = 5;
/// Longest written word that is looked at, in characters; the rest is left out.
const MAX_CHARACTERS: usize = 80;
/// Words of the dictionary that, in capitals, are also letters.
const ALSO_SPELLED: [&str; 6] = ["us", "it", "who", "id", "pr", "er"];
/// Words for large numbers, after which the currency of the number before them is said.
const SCALES: [&str; 4] = ["thousand", "million", "billion", "trillion"];

/// The ways to say `written`, the likeliest first, given the written word before it. Empty when there is nothing to say.
pub(crate) fn forms(written: &str, before: Option<&str>) -> Forms {
    let written: String = written
        .trim()
        .chars()
        .take(MAX_CHARACTERS)
        .collect::<String>()
        .replace('’', "'");
    let after_number = before.is_some_and(|word| word.ends_with(|c: char| c.is_ascii_digit()));
    let mut found = whole(&written, after_number);
    if let Some(currency) = before.and_then(currency)
        && found
            .first()
            .is_some_and(|form| form.len() == 1 && SCALES.contains(&form[0].as_str()))
    {
        found.extend(join(found.clone(), once(currency)));
    }
    found.retain(|form| !form.is_empty());
    let mut seen = Vec::new();
    for form in found {
        if !seen.contains(&form) && seen.len() < MAX_FORMS {
            seen.push(form);
        }
    }
    seen
}

fn whole(written: &str, after_number: bool) -> Forms {
    let core = written
        .trim_start_matches(is_opening)
        .trim_end_matches(is_closing);
    let stop = written[written.find(core).map_or(0, |at| at + core.len())..].starts_with('.');
    let lower = core.to_lowercase();
    let with_apostrophe = written
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '\'')
        .to_lowercase();
    for known in [&with_apostrophe, &lower] {
        let short = abbreviations::spoken(known, stop, after_number);
        if !short.is_empty() {
            return short;
        }
        if known.contains('\'') && in_dictionary(known) {
            return once(known);
        }
    }
    if lower.is_empty() {
        return abbreviations::spoken(written.trim(), false, after_number);
    }
    let capitals = core.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if in_dictionary(&lower) {
        let mut forms = once(&lower);
        if capitals && ALSO_SPELLED.contains(&lower.as_str()) {
            forms.push(spelled(&lower));
        }
        return forms;
    }
    if lower.contains(|c: char| c.is_ascii_digit()) {
        return figures::spoken(&lower);
    }
    if let Some(letters) = initials(&lower) {
        return vec![letters];
    }
    parts(core, after_number)
}

/// Punctuation before a word, not the signs that are spoken.
fn is_opening(c: char) -> bool {
    !c.is_alphanumeric()
        && !matches!(
            c,
            '$' | '€'
                | '£'
                | '¥'
                | '₹'
                | '+'
                | '-'
                | '−'
                | '#'
                | '~'
                | '≈'
                | '<'
                | '>'
                | '.'
                | '&'
                | '@'
                | '%'
                | '°'
        )
}

/// … and after it.
fn is_closing(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '%' | '°' | '$' | '€' | '£' | '+' | '&' | '@' | '#')
}

/// `u.s.a`: letters with stops between them.
fn initials(lower: &str) -> Option<Vec<String>> {
    let letters: Vec<&str> = lower.split('.').filter(|part| !part.is_empty()).collect();
    let single = letters
        .iter()
        .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    (lower.contains('.') && letters.len() > 1 && single)
        .then(|| letters.iter().map(|letter| format!("{letter}.")).collect())
}

/// Parts between hyphens, slashes and the like, one after the other.
fn parts(core: &str, after_number: bool) -> Forms {
    let mut forms = vec![Vec::new()];
    for piece in core.split_inclusive(|c: char| !c.is_alphanumeric() && c != '\'') {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '\'');
        forms = join(forms, part(word, after_number));
        let last = &piece[word.len()..];
        forms = join(
            forms,
            match last {
                "." => once("dot"),
                "@" => once("at"),
                "&" => once("and"),
                "+" => once("plus"),
                "/" => vec![Vec::new(), vec!["slash".to_owned()], vec!["or".to_owned()]],
                _ => vec![Vec::new()],
            },
        );
    }
    forms
}

/// A row of letters without signs, in the case it is written.
fn part(word: &str, after_number: bool) -> Forms {
    let lower = word.trim_matches('\'').to_lowercase();
    if lower.is_empty() {
        return vec![Vec::new()];
    }
    let short = if after_number {
        abbreviations::spoken(&lower, false, true)
    } else {
        Forms::new()
    };
    if !short.is_empty() {
        return short;
    }
    if lower.chars().count() == 1 && after_number {
        return vec![spelled(&lower)];
    }
    if in_dictionary(&lower) {
        return once(&lower);
    }
    let letters = lower.chars().count();
    let stem = word.strip_suffix('s').unwrap_or(word);
    let capitals = stem.chars().count() > 1 && stem.chars().all(char::is_uppercase);
    let vowels = lower.contains(|c| "aeiouy".contains(c));
    if (capitals && stem.chars().count() <= MAX_SPELLED)
        || (!vowels && letters <= MAX_SPELLED && lower.is_ascii())
    {
        let mut forms = vec![spelled_plural(&stem.to_lowercase(), stem.len() < word.len())];
        if vowels {
            forms.push(vec![lower]);
        }
        return forms;
    }
    let humps = humps(word);
    if humps.len() > 1 && humps.iter().all(|hump| in_dictionary(hump)) {
        return vec![humps, vec![lower]];
    }
    once(&lower)
}

fn spelled(lower: &str) -> Vec<String> {
    lower.chars().map(|letter| format!("{letter}.")).collect()
}

/// `PCs`: the last letter gets the plural.
fn spelled_plural(lower: &str, plural: bool) -> Vec<String> {
    let mut letters = spelled(lower);
    if let Some(last) = letters.last_mut().filter(|_| plural) {
        last.push_str("'s");
    }
    letters
}

/// `WhatsApp` → `whats`, `app`.
fn humps(word: &str) -> Vec<String> {
    let mut humps: Vec<String> = Vec::new();
    let mut lower_before = false;
    for letter in word.chars() {
        if humps.is_empty() || letter.is_uppercase() && lower_before {
            humps.push(String::new());
        }
        if let Some(hump) = humps.last_mut() {
            hump.extend(letter.to_lowercase());
        }
        lower_before = letter.is_lowercase();
    }
    humps
}

fn currency(word: &str) -> Option<&'static str> {
    let sign = word
        .trim_start_matches(|c: char| c.is_alphabetic() || is_opening(c))
        .chars()
        .next()?;
    match sign {
        '$' => Some("dollars"),
        '€' => Some("euros"),
        '£' => Some("pounds"),
        '¥' => Some("yen"),
        '₹' => Some("rupees"),
        _ => None,
    }
}

fn once(word: &str) -> Forms {
    vec![vec![word.to_owned()]]
}

/// Every form of the left followed by every form of the right, the likeliest first, a few at most.
fn join(left: Forms, right: Forms) -> Forms {
    let mut pairs: Vec<(usize, Vec<String>)> = Vec::new();
    for (first, left) in left.iter().enumerate() {
        for (second, right) in right.iter().enumerate() {
            pairs.push((first + second, [left.clone(), right.clone()].concat()));
        }
    }
    pairs.sort_by_key(|(rank, _)| *rank);
    pairs.into_iter().map(|(_, form)| form).take(MAX_FORMS).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MAX_FORMS, forms};

    fn said(written: &str) -> Vec<String> {
        forms(written, None).iter().map(|form| form.join(" ")).collect()
    }

    fn first(written: &str) -> String {
        said(written).into_iter().next().unwrap_or_default()
    }

    #[test]
    fn plain_words_lose_their_punctuation() {
        for (written, spoken) in [
            ("Well,", "well"),
            ("“Don’t!”", "don't"),
            ("(goin')", "goin'"),
            ("'em", "'em"),
            ("‘café’.", "café"),
            ("dogs'", "dogs'"),
            ("…and", "and"),
            ("I'm", "i'm"),
        ] {
            assert_eq!(first(written), spoken, "{written}");
        }
    }

    #[test]
    fn what_is_not_said_has_no_form() {
        for written in ["", "—", "...", "♪", "?!", "-", "”"] {
            assert!(said(written).is_empty(), "{written} {:?}", said(written));
        }
    }

    #[test]
    fn figures_are_spoken_out() {
        for (written, spoken) in [
            ("3.5", "three point five"),
            ("0.05", "zero point zero five"),
            ("1,200", "one thousand two hundred"),
            ("21st", "twenty first"),
            ("50%", "fifty percent"),
            ("50%.", "fifty percent"),
            ("$5", "five dollars"),
            ("$3.50", "three dollars fifty"),
            ("£2m", "two million pounds"),
            ("10:30", "ten thirty"),
            ("10:05", "ten oh five"),
            ("9:00am", "nine o'clock a. m."),
            ("1990s", "nineteen nineties"),
            ("-5", "minus five"),
            ("1/2", "one half"),
            ("3/4", "three quarters"),
            ("10-12", "ten to twelve"),
            ("5km", "five kilometers"),
            ("MP3", "m. p. three"),
            ("COVID-19", "covid nineteen"),
            ("20°C", "twenty degrees celsius"),
            ("4x", "four times"),
            ("2024,", "twenty twenty four"),
            ("'90s", "nineties"),
            ("24/7", "twenty four sevenths"),
            ("B2B", "b two b."),
        ] {
            assert_eq!(first(written), spoken, "{written}: {:?}", said(written));
        }
    }

    #[test]
    fn usage_that_differs_gives_alternatives() {
        for (written, spoken) in [
            ("2024", "two thousand and twenty four"),
            ("105", "one hundred and five"),
            ("0.5", "point five"),
            ("$3.50", "three fifty"),
            ("10:00", "ten"),
            ("555-1234", "five five five one two three four"),
            ("24/7", "twenty four seven"),
            ("Dr.", "drive"),
            ("US", "u. s."),
            ("and/or", "and slash or"),
            ("and/or", "and or"),
            ("1/2", "a half"),
            ("e.g.", "for example"),
            ("NASDAQ", "nasdaq"),
        ] {
            assert!(
                said(written).contains(&spoken.to_owned()),
                "{written}: {:?}",
                said(written)
            );
        }
    }

    #[test]
    fn short_forms_are_spoken_in_full() {
        for (written, spoken) in [
            ("Mr.", "mister"),
            ("Dr.", "doctor"),
            ("etc.", "et cetera"),
            ("&", "and"),
            ("%", "percent"),
            ("km", "kilometers"),
            ("B.B.C.", "b. b. c."),
            ("BBC", "bbc"),
            ("XYZ", "x. y. z."),
            ("NATO", "nato"),
            ("USA", "usa"),
            ("DVRs", "d. v. r.'s"),
            ("well-known", "well-known"),
            ("voice-activated", "voice activated"),
            ("SoundCloud", "sound cloud"),
            ("example.org", "example dot org"),
        ] {
            assert_eq!(first(written), spoken, "{written}: {:?}", said(written));
        }
    }

    #[test]
    fn the_word_before_matters_after_numbers_and_money() {
        let after = |written: &str, before: &str| -> Vec<String> {
            forms(written, Some(before))
                .iter()
                .map(|form| form.join(" "))
                .collect()
        };
        assert_eq!(after("am", "9")[0], "a. m.");
        assert_eq!(after("am", "I")[0], "am");
        assert_eq!(after("m", "5")[0], "meters");
        assert!(after("million", "$5").contains(&"million dollars".to_owned()));
        assert_eq!(after("million", "five"), ["million"]);
    }

    proptest! {
        #[test]
        fn any_text_has_a_bounded_number_of_forms(written in "\\PC{0,30}", figures in "[-+$£0-9a-zA-Z.,:/%°' ]{0,14}") {
            prop_assert!(forms(&written, None).len() <= MAX_FORMS);
            prop_assert!(forms(&figures, Some(&written)).len() <= MAX_FORMS);
        }
    }
}
