//! Words with digits in them: money, percent, times, ordinals, decimals, ranges, and letters among digits.

use super::{
    Forms, abbreviations, join,
    numbers::{self, Words, cardinal, digits, in_pairs, ordinal, plain, plural},
    once, part,
};

/// The ways to say `written` (lower case, without outer punctuation), which has a digit in it.
pub(super) fn spoken(written: &str) -> Forms {
    signed(written)
        .or_else(|| money(written))
        .or_else(|| with_ending(written))
        .or_else(|| time(written))
        .or_else(|| fraction(written))
        .or_else(|| number(written))
        .or_else(|| telephone(written))
        .unwrap_or_else(|| in_runs(written))
}

fn signed(written: &str) -> Option<Forms> {
    let (sign, rest) = written.split_at_checked(written.chars().next()?.len_utf8())?;
    let said: &[&str] = match sign {
        "-" | "−" | "–" => &["minus", "negative"],
        "+" => &["plus"],
        "#" => &["number", "hash"],
        "~" | "≈" => &["about", "approximately"],
        "<" => &["less than", "under"],
        ">" => &["more than", "over"],
        _ => return None,
    };
    Some(join(said.iter().map(|text| words(text)).collect(), spoken(rest)))
}

fn words(text: &str) -> Words {
    text.split(' ').map(str::to_owned).collect()
}

/// A row of digits with commas between thousands and at most one point.
fn number(written: &str) -> Option<Forms> {
    let (whole, decimals) = match written.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (written, None),
    };
    let grouped = whole.contains(',');
    let bare = whole.replace(',', "");
    let point_first = bare.is_empty() && decimals.is_some();
    if !point_first && !all_digits(&bare) {
        return None;
    }
    let whole_forms = match bare.as_str() {
        "" => vec![Vec::new()],
        bare if grouped => cardinal(bare.parse().ok()?),
        bare => plain(bare),
    };
    let Some(decimals) = decimals else {
        return Some(whole_forms);
    };
    if !all_digits(decimals) {
        return None;
    }
    let mut fractions = vec![[words("point"), digits(decimals, "zero")].concat()];
    fractions.push([words("point"), digits(decimals, "oh")].concat());
    if decimals.len() == 2 {
        fractions.extend(
            plain(decimals)
                .into_iter()
                .map(|form| [words("point"), form].concat()),
        );
    }
    fractions.dedup();
    let wholes = if bare == "0" {
        vec![words("zero"), Vec::new(), words("oh")]
    } else {
        whole_forms
    };
    Some(join(wholes, fractions))
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn money(written: &str) -> Option<Forms> {
    let (one, many, cent, rest) = [
        ("us$", "dollar", "dollars", "cents"),
        ("$", "dollar", "dollars", "cents"),
        ("€", "euro", "euros", "cents"),
        ("£", "pound", "pounds", "pence"),
        ("¥", "yen", "yen", "sen"),
        ("₹", "rupee", "rupees", "paise"),
    ]
    .into_iter()
    .find_map(|(sign, one, many, cent)| Some((one, many, cent, written.strip_prefix(sign)?)))?;
    let figure = rest.trim_end_matches(|c: char| c.is_alphabetic());
    let amount = number(figure)?;
    let scale = match &rest[figure.len()..] {
        "" => None,
        "k" => Some("thousand"),
        "m" | "mm" | "mn" => Some("million"),
        "b" | "bn" => Some("billion"),
        "t" | "tn" => Some("trillion"),
        _ => return None,
    };
    if let Some(scale) = scale {
        return Some(join(join(amount, once(scale)), vec![words(many), Vec::new()]));
    }
    let name = if figure == "1" {
        vec![words(one)]
    } else {
        vec![words(many), Vec::new()]
    };
    let mut forms = Forms::new();
    if let Some((whole, cents)) = figure.split_once('.').filter(|(_, cents)| cents.len() == 2) {
        let cents = cardinal(cents.parse().ok()?);
        let whole = number(whole)?;
        forms.extend(join(join(whole.clone(), once(many)), cents.clone()));
        forms.extend(join(
            join(join(whole.clone(), once(many)), cents.clone()),
            once(cent),
        ));
        forms.extend(join(
            join(join(join(whole.clone(), once(many)), once("and")), cents.clone()),
            once(cent),
        ));
        forms.extend(join(whole, cents));
    }
    forms.extend(join(amount, name));
    if figure == "1" {
        forms.push(words("a dollar"));
    }
    Some(forms)
}

/// Percent, degrees, ordinals, decades, and units written close to their number.
fn with_ending(written: &str) -> Option<Forms> {
    let figure = written.trim_end_matches(|c: char| {
        c.is_alphabetic() || matches!(c, '%' | '°' | '\'' | '’' | '$' | '€' | '£')
    });
    let ending = &written[figure.len()..];
    if ending.is_empty() || !figure.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let bare = figure.replace(',', "");
    match ending {
        "st" | "nd" | "rd" | "th" => Some(ordinal(bare.parse().ok()?)),
        "s" | "'s" | "’s" => Some(plural(number(figure)?)),
        _ => {
            let said = abbreviations::spoken(ending, false, true);
            if said.is_empty() {
                None
            } else {
                Some(join(spoken(figure), said))
            }
        }
    }
}

/// Hours and minutes: `10:30`, `10:30pm`.
fn time(written: &str) -> Option<Forms> {
    let clock = written.trim_end_matches(|c: char| c.is_alphabetic() || c == '.');
    let (hour, minute) = clock.split_once(':')?;
    if !all_digits(hour) || !all_digits(minute) || hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    let hours = cardinal(hour.parse().ok()?);
    let minutes = match minute.parse::<u64>().ok()? {
        0 => vec![words("o'clock"), Vec::new(), words("hundred")],
        few @ 1..10 => vec![words("oh"), words("zero")]
            .into_iter()
            .flat_map(|oh| join(vec![oh], cardinal(few)))
            .collect(),
        many => cardinal(many),
    };
    let half = match written[clock.len()..].replace('.', "").as_str() {
        "am" => once("a. m."),
        "pm" => once("p. m."),
        "" => vec![Vec::new()],
        _ => return None,
    };
    let half = half
        .into_iter()
        .map(|form| form.iter().flat_map(|text| words(text)).collect())
        .collect();
    Some(join(join(hours, minutes), half))
}

fn fraction(written: &str) -> Option<Forms> {
    let (over, under) = written.split_once('/')?;
    if !all_digits(over) || !all_digits(under) {
        return None;
    }
    let (top, bottom): (u64, u64) = (over.parse().ok()?, under.parse().ok()?);
    let named = match bottom {
        2 => once(if top == 1 { "half" } else { "halves" }),
        4 => once(if top == 1 { "quarter" } else { "quarters" }),
        _ if top == 1 => ordinal(bottom),
        _ => plural(ordinal(bottom)),
    };
    let mut forms = join(cardinal(top), named.clone());
    if top == 1 {
        forms.extend(join(once("a"), named));
    }
    for between in ["over", "slash", "out of", ""] {
        let between: Words = between.split_whitespace().map(str::to_owned).collect();
        forms.extend(join(join(plain(over), vec![between]), plain(under)));
    }
    Some(forms)
}

/// Seven digits or more in groups: read one by one, or as the groups are.
fn telephone(written: &str) -> Option<Forms> {
    let count = written.bytes().filter(u8::is_ascii_digit).count();
    if count < 7
        || !written
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '(' | ')' | '.' | '/' | '–'))
    {
        return None;
    }
    let mut forms = vec![digits(written, "oh"), digits(written, "zero")];
    forms.dedup();
    forms.extend(in_runs(written));
    Some(forms)
}

/// Digits, letters and signs one after the other: `mp3`, `555-1234`, `covid-19`, `3-4`.
fn in_runs(written: &str) -> Forms {
    let kind = |c: char| {
        if c.is_ascii_digit() {
            0
        } else if c.is_alphabetic() || c == '\'' {
            1
        } else {
            2
        }
    };
    let mut forms = vec![Vec::new()];
    let mut rest = written;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len());
        let (run, tail) = rest.split_at(length);
        let between_digits = before == Some(0) && tail.starts_with(|c: char| c.is_ascii_digit());
        let said = match kind(first) {
            0 => numbers_in_run(run),
            1 => part(run, before == Some(0)),
            _ => sign(run, between_digits),
        };
        forms = join(forms, said);
        before = Some(kind(first));
        rest = tail;
    }
    forms
}

fn numbers_in_run(run: &str) -> Forms {
    let mut forms = plain(run);
    forms.extend(run.parse().ok().and_then(in_pairs));
    if run.len() >= 2 {
        forms.push(numbers::digits(run, "oh"));
    }
    forms.dedup();
    forms
}

fn sign(run: &str, between_digits: bool) -> Forms {
    match run {
        "-" | "–" | "—" if between_digits => vec![words("to"), Vec::new(), words("dash"), words("minus")],
        ":" if between_digits => vec![Vec::new(), words("to")],
        "." if between_digits => vec![words("point"), Vec::new(), words("dot")],
        "." => vec![words("dot"), Vec::new()],
        "/" => vec![Vec::new(), words("slash")],
        "," => vec![Vec::new()],
        _ => {
            let said = abbreviations::spoken(run, false, false);
            if said.is_empty() { vec![Vec::new()] } else { said }
        }
    }
}
