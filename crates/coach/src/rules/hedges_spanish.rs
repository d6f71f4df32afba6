//! Hedges of Spanish: “creo que”, “a lo mejor”, “más o menos”.
//!
//! Catches words that weaken what is said. Allows “no creo que” (a statement) and “un poco de” (an amount).

use domain::FindingKind;

use super::{Hit, Rule, Sentence, phrases};

pub(super) const RULE: Rule = Rule::new("hedge-spanish", FindingKind::Hedge, at);

const HEDGES: &[&str] = &[
    "creo que",
    "creo yo",
    "yo creo",
    "yo creo que",
    "me parece que",
    "supongo que",
    "supongo",
    "quizás",
    "quizá",
    "tal vez",
    "a lo mejor",
    "más o menos",
    "un poco",
    "o algo así",
    "algo así",
    "o algo",
    "de alguna manera",
    "en cierto modo",
    "por así decirlo",
    "puede que",
    "no estoy seguro pero",
    "no estoy segura pero",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let end = phrases::longest(s, p, HEDGES)?;
    let meant = match s.word(p) {
        "creo" | "supongo" | "yo" => matches!(s.before(p, 1), "no" | "lo" | "que" | "como"),
        "un" => matches!(s.word(end), "de" | "más" | "menos"),
        "algo" => matches!(s.word(end), "como" | "que"),
        "o" => s.any(end, &["más", "que", "peor", "mejor"]),
        _ => false,
    };
    (!meant).then(|| {
        Hit::leave_out(
            p..end,
            "This weakens what you say; leave it out where you are sure.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{super::testing::*, RULE};
    use domain::Language;

    #[test]
    fn catches_what_weakens() {
        catches_in(Language::SPANISH, &RULE, "Creo que es tarde.", "Creo que", None);
        catches_in(
            Language::SPANISH,
            &RULE,
            "A lo mejor vamos mañana.",
            "A lo mejor",
            None,
        );
        catches_in(
            Language::SPANISH,
            &RULE,
            "Tenía diez años o algo así.",
            "o algo así",
            None,
        );
    }

    #[test]
    fn allows_statements_and_amounts() {
        allows_in(
            Language::SPANISH,
            &RULE,
            &[
                "No creo que venga.",
                "Quiero un poco de agua.",
                "Es algo que me gusta.",
            ],
        );
    }
}
