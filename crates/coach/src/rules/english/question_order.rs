//! “Where you live?”: a question needs do, or the verb before its subject.
//!
//! Catches a question that begins with a question word + a pronoun + a verb in its base form or a form of be. Allows
//! statements (“where you live matters”) and “how you doing?”.

use super::super::{Hit, Rule, Sentence};
use super::words::is_base_verb;

pub(super) const RULE: Rule = Rule::grammar("question-order", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if p != 0 || !s.is_question() || !s.any(0, &["where", "what", "when", "why", "how"]) || s.len() > 8 {
        return None;
    }
    let (subject, verb) = (s.word(1), s.word(2));
    if !["you", "we", "they", "i", "he", "she", "it"].contains(&subject)
        || (0..3).any(|q| q + 1 < s.len() && s.breaks_after(q))
    {
        return None;
    }
    // “What you see is what you get?”, “why you go is clear?”: the clause is the subject of another verb.
    if (3..s.len()).any(|q| s.any(q, &["is", "was", "are", "matters", "makes", "do", "does"])) {
        return None;
    }
    let question = s.word(0);
    let named = if subject == "i" { "I" } else { subject };
    let instead = match verb {
        "are" | "is" | "am" | "was" | "were" | "can" | "will" | "should" | "have"
            if verb != "have" || s.len() > 4 =>
        {
            format!("{question} {verb} {named}")
        }
        base if is_base_verb(base) && ["you", "we", "they", "i"].contains(&subject) => {
            format!("{question} do {named} {base}")
        }
        _ => return None,
    };
    Some(Hit::instead(
        0..3,
        "In a question the helping verb comes before the subject.",
        instead,
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_order_of_a_statement() {
        catches(
            &RULE,
            "Where you live now?",
            "Where you live",
            "where do you live",
        );
        catches(&RULE, "Why she is sad?", "Why she is", "why is she");
    }

    #[test]
    fn allows_questions_and_statements() {
        allows(
            &RULE,
            &[
                "Where do you live?",
                "Where you live matters.",
                "What you want is what?",
                "Why is she sad?",
            ],
        );
    }
}
