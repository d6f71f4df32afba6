//! “I have seen him yesterday”: a time that is over takes the simple past.
//!
//! Catches have or has + participle with yesterday, ago, last week … later in the same clause. Allows modals (“must have
//! left yesterday”), “since last week”, “until yesterday”, infinitives, and possessions (“yesterday's”).

use super::super::{Hit, Rule, Sentence};
use super::words::{base_form, is_participle, past};

pub(super) const RULE: Rule = Rule::grammar("perfect-with-past-time", at);

const REACH: usize = 8;
const MODALS: &[&str] = &[
    "must",
    "may",
    "might",
    "could",
    "should",
    "would",
    "will",
    "can't",
    "couldn't",
    "to",
    "shouldn't",
    "wouldn't",
    "cannot",
    "not",
    "won't",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let have = s.any(p, &["have", "has"]);
    let short = s.any(p, &["i've", "you've", "we've", "they've"]);
    let back = |n: usize| MODALS.contains(&s.before(p, n));
    if (!have && !short) || back(1) || back(2) {
        return None;
    }
    let adverb = s.any(p + 1, &["already", "just", "also", "never", "even", "not"]);
    let verb = if adverb { p + 2 } else { p + 1 };
    if !is_participle(s.word(verb)) || s.word(verb) == "been" && s.word(verb + 1).ends_with("ing") {
        return None;
    }
    let time = (verb + 1..(verb + REACH).min(s.len()))
        .take_while(|q| !s.breaks_before(*q) && !ends_clause(s, *q))
        .find(|q| is_past_time(s, *q))?;
    if s.any(
        time.wrapping_sub(1),
        &[
            "since", "until", "till", "from", "than", "of", "the", "for", "by", "like", "before",
        ],
    ) {
        return None;
    }
    let simple = past(base_form(s.word(verb))?);
    let subject = if short {
        s.word(p).split('\'').next().unwrap_or_default()
    } else {
        ""
    };
    let subject = if subject == "i" { "I" } else { subject };
    Some(Hit::instead(
        p..verb + 1,
        format!(
            "“{}” is a time that is over, so the verb stands in the simple past.",
            time_text(s, time)
        ),
        format!("{subject} {simple}").trim(),
    ))
}

fn ends_clause(s: &Sentence<'_>, p: usize) -> bool {
    s.any(
        p,
        &[
            "and", "but", "because", "that", "who", "which", "what", "since", "if", "where", "how", "so",
        ],
    )
}

fn is_past_time(s: &Sentence<'_>, p: usize) -> bool {
    let last = s.word(p) == "last"
        && s.any(
            p + 1,
            &[
                "week",
                "month",
                "year",
                "night",
                "summer",
                "winter",
                "spring",
                "autumn",
                "weekend",
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
                "time",
            ],
        );
    s.word(p) == "yesterday" || s.word(p) == "ago" || last
}

fn time_text(s: &Sentence<'_>, p: usize) -> String {
    match s.word(p) {
        "last" => s.text(p..p + 2),
        "ago" => "… ago".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_perfect_with_a_time_that_is_over() {
        catches(&RULE, "I have seen him yesterday.", "have seen", "saw");
        catches(&RULE, "She has moved here two years ago.", "has moved", "moved");
        catches(&RULE, "I've bought it last week.", "I've bought", "I bought");
    }

    #[test]
    fn allows_the_perfect_elsewhere() {
        allows(
            &RULE,
            &[
                "He must have left yesterday.",
                "I have lived here since last year.",
                "I have seen him, and yesterday he called.",
                "She has worked until yesterday.",
                "I have forgotten what you said yesterday.",
                "I have met the man from last night.",
            ],
        );
    }
}
