//! Whole numbers as English words, in the ways people say them.

/// Numbers from here on are read digit by digit.
const TOO_LARGE: u64 = 1_000_000_000_000_000;

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const SCALES: [(u64, &str); 4] = [
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
];

/// Spoken words.
pub(super) type Words = Vec<String>;

fn words(text: &str) -> Words {
    text.split_whitespace().map(str::to_owned).collect()
}

/// The number counted: `105` as “one hundred five” and “one hundred and five”.
pub(super) fn cardinal(number: u64) -> Vec<Words> {
    if number >= TOO_LARGE {
        return vec![digits(&number.to_string(), "zero")];
    }
    let mut forms = vec![words(&counted(number, false)), words(&counted(number, true))];
    forms.dedup();
    forms
}

fn counted(number: u64, and: bool) -> String {
    for (scale, name) in SCALES {
        if number >= scale {
            let rest = number % scale;
            let joint = if and && rest > 0 && rest < 100 { "and " } else { "" };
            let tail = if rest == 0 {
                String::new()
            } else {
                format!(" {joint}{}", counted(rest, and))
            };
            return format!("{} {name}{tail}", counted(number / scale, and));
        }
    }
    let tens = |number: u64| match number {
        0..20 => SMALL[number as usize].to_owned(),
        _ if number.is_multiple_of(10) => TENS[number as usize / 10].to_owned(),
        _ => format!("{} {}", TENS[number as usize / 10], SMALL[number as usize % 10]),
    };
    match (number / 100, number % 100) {
        (0, rest) => tens(rest),
        (hundreds, 0) => format!("{} hundred", SMALL[hundreds as usize]),
        (hundreds, rest) => {
            format!(
                "{} hundred {}{}",
                SMALL[hundreds as usize],
                if and { "and " } else { "" },
                tens(rest)
            )
        }
    }
}

/// Digit by digit, with `zero` for each 0. What is not a digit is left out.
pub(super) fn digits(text: &str, zero: &str) -> Words {
    text.chars()
        .filter_map(|digit| digit.to_digit(10))
        .map(|digit| if digit == 0 { zero } else { SMALL[digit as usize] }.to_owned())
        .collect()
}

/// Two by two, as years and house numbers are: `2024` as “twenty twenty four”, `1905` as “nineteen oh five”, `1900` as
/// “nineteen hundred”, `105` as “one oh five”. `None` for other than three or four digits.
pub(super) fn in_pairs(number: u64) -> Option<Words> {
    if !(100..10_000).contains(&number) || number.is_multiple_of(1000) {
        return None;
    }
    let (high, low) = (number / 100, number % 100);
    let tail = match low {
        0 => "hundred".to_owned(),
        1..10 => format!("oh {}", SMALL[low as usize]),
        _ => counted(low, false),
    };
    Some(words(&format!("{} {tail}", counted(high, false))))
}

/// Every way a plain row of digits may be said, the likeliest first.
pub(super) fn plain(text: &str) -> Vec<Words> {
    let Ok(number) = text.parse::<u64>() else {
        return vec![digits(text, "zero"), digits(text, "oh")];
    };
    let by_digit = || {
        let mut forms = vec![digits(text, "zero"), digits(text, "oh")];
        forms.dedup();
        forms
    };
    let mut forms = Vec::new();
    if text.len() > 1 && text.starts_with('0') || text.len() > 9 {
        forms.extend(by_digit());
        return forms;
    }
    if (1100..2100).contains(&number) {
        forms.extend(in_pairs(number));
        forms.extend(cardinal(number));
    } else {
        forms.extend(cardinal(number));
        forms.extend(in_pairs(number));
    }
    if text.len() >= 3 {
        forms.extend(by_digit());
    }
    let mut seen = Vec::new();
    forms.retain(|form| {
        !seen.contains(form) && {
            seen.push(form.clone());
            true
        }
    });
    forms
}

/// The last word of each form as an ordinal: “twenty first”.
pub(super) fn ordinal(number: u64) -> Vec<Words> {
    cardinal(number)
        .into_iter()
        .map(|form| with_last(form, ordinal_word))
        .collect()
}

/// The last word of each form in the plural: “nineteen nineties”.
pub(super) fn plural(forms: Vec<Words>) -> Vec<Words> {
    forms
        .into_iter()
        .map(|form| with_last(form, plural_word))
        .collect()
}

fn with_last(mut form: Words, change: fn(&str) -> String) -> Words {
    if let Some(last) = form.last_mut() {
        *last = change(last);
    }
    form
}

fn ordinal_word(word: &str) -> String {
    match word {
        "one" => "first".into(),
        "two" => "second".into(),
        "three" => "third".into(),
        "five" => "fifth".into(),
        "eight" => "eighth".into(),
        "nine" => "ninth".into(),
        "twelve" => "twelfth".into(),
        _ => match word.strip_suffix('y') {
            Some(stem) => format!("{stem}ieth"),
            None => format!("{word}th"),
        },
    }
}

fn plural_word(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if word.ends_with('x') => format!("{word}es"),
        None => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{cardinal, ordinal, plain, plural};

    fn text(forms: &[Vec<String>]) -> Vec<String> {
        forms.iter().map(|form| form.join(" ")).collect()
    }

    #[test]
    fn numbers_are_counted_with_and_without_and() {
        assert_eq!(text(&cardinal(105)), ["one hundred five", "one hundred and five"]);
        assert_eq!(text(&cardinal(42)), ["forty two"]);
        assert_eq!(text(&cardinal(0)), ["zero"]);
        assert_eq!(
            text(&cardinal(1_234_567))[0],
            "one million two hundred thirty four thousand five hundred sixty seven"
        );
        assert_eq!(
            text(&cardinal(2_000_005)),
            ["two million five", "two million and five"]
        );
    }

    #[test]
    fn years_are_read_in_pairs_or_counted() {
        let forms = text(&plain("2024"));
        assert_eq!(forms[0], "twenty twenty four");
        for form in [
            "two thousand twenty four",
            "two thousand and twenty four",
            "two oh two four",
        ] {
            assert!(forms.contains(&form.to_owned()), "{forms:?}");
        }
        assert_eq!(text(&plain("1905"))[0], "nineteen oh five");
        assert_eq!(text(&plain("1900"))[0], "nineteen hundred");
        assert_eq!(text(&plain("2000"))[0], "two thousand");
    }

    #[test]
    fn long_rows_and_leading_zeros_are_read_by_digit() {
        assert_eq!(text(&plain("007")), ["zero zero seven", "oh oh seven"]);
        assert_eq!(
            text(&plain("5551234567"))[0],
            "five five five one two three four five six seven"
        );
    }

    #[test]
    fn ordinals_and_decades_change_the_last_word() {
        assert_eq!(text(&ordinal(21)), ["twenty first"]);
        assert_eq!(text(&ordinal(20)), ["twentieth"]);
        assert_eq!(text(&ordinal(112))[1], "one hundred and twelfth");
        assert_eq!(text(&plural(plain("1990")))[0], "nineteen nineties");
        assert_eq!(text(&plural(plain("6")))[0], "sixes");
    }

    proptest! {
        #[test]
        fn any_number_has_words(number in any::<u64>(), digits in "[0-9]{1,25}") {
            prop_assert!(cardinal(number).iter().all(|form| !form.is_empty()));
            prop_assert!(plain(&digits).iter().all(|form| !form.is_empty()));
        }
    }
}
