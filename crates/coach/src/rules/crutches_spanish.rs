//! Crutch phrases of Spanish: “o sea”, “es que”, “¿sabes?”, “en plan”.
//!
//! Catches them where they carry no meaning. Allows “pues” as a conjunction (“no fui, pues llovía”), “bueno” as an
//! adjective, “¿sabes nadar?”, “un tipo”.

use domain::FindingKind;

use super::{Hit, Rule, Sentence, phrases};

pub(super) const RULE: Rule = Rule::new("crutch-spanish", FindingKind::Crutch, at);

/// Empty wherever they stand.
const ALWAYS: &[&str] = &[
    "o sea",
    "es que",
    "en plan",
    "la verdad es que",
    "la verdad",
    "y tal",
    "ya sabes",
    "digamos",
    "básicamente",
    "literalmente",
    "al fin y al cabo",
    "a ver",
];
/// Empty at the start of a sentence or between commas.
const APART: &[&str] = &[
    "pues",
    "bueno",
    "entonces",
    "tipo",
    "nada",
    "digo",
    "mira",
    "claro",
    "como que",
    "pues nada",
    "pues bueno",
    "bueno pues",
];
/// Empty as a tag at the end.
const TAGS: &[&str] = &["sabes", "no", "vale", "verdad", "me entiendes", "cierto", "eh"];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let end = phrases::longest(s, p, ALWAYS).filter(|end| !is_meant(s, p, *end));
    let end = end.or_else(|| phrases::longest(s, p, APART).filter(|end| opens(s, p, *end)));
    let end = end.or_else(|| phrases::longest(s, p, TAGS).filter(|end| is_tag(s, p, *end)))?;
    Some(Hit::leave_out(
        p..end,
        "This fills time and says nothing; pause instead.",
    ))
}

fn is_meant(s: &Sentence<'_>, start: usize, end: usize) -> bool {
    match s.word(start) {
        // “La verdad duele”, “dime la verdad”: the truth. “Lo que pasa es que”, “el problema es que”: a statement.
        "la" => end == start + 2 && !phrases::stands_apart(s, start, end),
        "es" => start > 0 && !s.breaks_before(start),
        "a" => {
            !s.breaks_before(start)
                || s.any(end, &["a", "el", "la", "los", "las", "mi", "una", "un"]) && !s.breaks_after(end - 1)
        }
        "ya" => !s.breaks_after(end - 1),
        _ => false,
    }
}

fn opens(s: &Sentence<'_>, start: usize, end: usize) -> bool {
    let pues_first = start == 0 && s.word(start) == "pues" && s.len() > 1;
    pues_first || (phrases::stands_apart(s, start, end) && end < s.len())
}

fn is_tag(s: &Sentence<'_>, start: usize, end: usize) -> bool {
    let asked = s
        .tokens
        .get(end - 1)
        .is_some_and(|token| token.text.contains('?'));
    start > 0 && asked && s.tokens[start].text.starts_with('¿')
        || (start > 0 && asked && s.breaks_before(start) && end == s.len())
}

#[cfg(test)]
mod tests {
    use super::{super::testing::*, RULE};
    use domain::Language;

    #[test]
    fn catches_words_without_meaning() {
        for (text, found) in [
            ("Fuimos, o sea, salimos tarde.", "o sea"),
            ("Pues no sé qué decir.", "Pues"),
            ("Bueno, vamos a empezar.", "Bueno"),
            ("Es difícil, ¿sabes?", "sabes"),
            ("Es que no pude ir.", "Es que"),
            ("Estaba en plan tranquilo.", "en plan"),
        ] {
            catches_in(Language::SPANISH, &RULE, text, found, None);
        }
    }

    #[test]
    fn allows_the_words_in_their_meaning() {
        let texts = [
            "No fui, pues llovía.",
            "El libro es bueno.",
            "¿Sabes nadar?",
            "Dime la verdad.",
            "El problema es que llueve.",
            "Voy a ver a mi madre.",
        ];
        allows_in(Language::SPANISH, &RULE, &texts);
    }
}
