//! “Do you know where is the station?”: inside a sentence a question has the order of a statement.
//!
//! Catches know, tell me, wonder, ask, understand + a question word + is or are + a subject. Allows “I know who is there”,
//! “tell me what is wrong”, and two sentences (“tell me, where is he?”).

use super::super::{Hit, Rule, Sentence};

pub(super) const RULE: Rule = Rule::grammar("indirect-question", at);

const ASKING: &[&str] = &[
    "know",
    "wonder",
    "wondering",
    "ask",
    "asked",
    "understand",
    "me",
    "remember",
    "explain",
    "sure",
    "idea",
    "see",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let asks = ASKING.contains(&s.word(p)) && !s.breaks_after(p);
    let told = s.word(p) != "me" || s.any(p.wrapping_sub(1), &["tell", "show", "told", "ask", "asked"]);
    let question = s.any(p + 1, &["where", "how", "why", "when", "what", "who"]) && !s.breaks_after(p + 1);
    let verb = s.any(p + 2, &["is", "are", "was", "were"]);
    let subject = s.any(
        p + 3,
        &[
            "the", "my", "your", "his", "her", "he", "she", "it", "they", "this", "that", "you",
        ],
    );
    if !asks
        || !told
        || !question
        || !verb
        || !subject
        || (s.any(p + 1, &["what", "who"])
            && s.any(p + 3, &["the", "my", "that", "this", "her", "his", "your"])
            && s.len() > p + 5)
    {
        return None;
    }
    let pronoun = s.any(p + 3, &["he", "she", "it", "they", "you"]);
    let subject = if pronoun {
        s.text(p + 3..p + 4)
    } else {
        format!("{} …", s.text(p + 3..p + 4))
    };
    let end = p + 4;
    Some(Hit::instead(
        p + 1..end,
        "Inside a sentence the verb comes after its subject.",
        format!("{} {subject} {}", s.word(p + 1), s.word(p + 2)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_order_of_a_question() {
        catches(
            &RULE,
            "Do you know where is the station?",
            "where is the",
            "where the … is",
        );
        catches(&RULE, "I don't know why is he late.", "why is he", "why he is");
    }

    #[test]
    fn allows_the_order_of_a_statement() {
        allows(
            &RULE,
            &[
                "Do you know where the station is?",
                "I know who is there.",
                "Tell me what is wrong.",
                "Tell me, where is he?",
                "Let me see what is the best way to go.",
            ],
        );
    }
}
