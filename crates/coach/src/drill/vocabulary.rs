//! Saying it with other words: a sentence with a word that comes again and again, and what could stand there.

use std::collections::HashSet;

use domain::{Drill, DrillKind, Language};

use super::{Case, goal::goal, passage};

/// Uses from which a word counts as leaned on.
const OFTEN: usize = 3;

/// Words that much can be said with, and words that say more. English and Spanish; our own list.
const ALTERNATIVES: [(&str, &str, &str); 30] = [
    ("en", "good", "useful, strong, pleasant, convincing"),
    ("en", "bad", "harmful, poor, painful, disappointing"),
    ("en", "nice", "friendly, pleasant, thoughtful, elegant"),
    ("en", "big", "large, broad, considerable, serious"),
    ("en", "small", "slight, narrow, modest, brief"),
    ("en", "thing", "point, reason, detail, step"),
    ("en", "things", "points, reasons, details, steps"),
    (
        "en",
        "very",
        "remarkably, extremely, or one stronger word instead",
    ),
    ("en", "really", "truly, indeed, or nothing at all"),
    ("en", "important", "essential, decisive, central, urgent"),
    ("en", "interesting", "surprising, striking, revealing, curious"),
    ("en", "lot", "plenty, dozens, most, a great deal"),
    ("en", "get", "receive, become, reach, obtain"),
    ("en", "got", "received, became, reached, obtained"),
    ("en", "make", "build, create, prepare, cause"),
    ("en", "want", "hope, plan, intend, would like"),
    ("en", "say", "explain, claim, mention, suggest"),
    ("en", "said", "explained, claimed, mentioned, suggested"),
    ("en", "think", "believe, suspect, find, expect"),
    ("en", "people", "visitors, neighbours, customers, whoever it is"),
    ("en", "problem", "difficulty, obstacle, question, fault"),
    ("en", "different", "unlike, separate, other, varied"),
    ("es", "cosa", "asunto, detalle, idea, motivo"),
    ("es", "cosas", "asuntos, detalles, ideas, motivos"),
    ("es", "bueno", "útil, sólido, agradable, convincente"),
    ("es", "muy", "sumamente, notablemente, o una palabra más fuerte"),
    ("es", "hacer", "crear, preparar, construir, causar"),
    ("es", "importante", "esencial, decisivo, central, urgente"),
    ("es", "gente", "personas, vecinos, clientes, visitantes"),
    ("es", "problema", "dificultad, obstáculo, duda, fallo"),
];

pub(super) fn make(case: &Case<'_>) -> Option<Drill> {
    let talk = case.talk;
    let language = talk.transcript.language;
    let leaned = talk
        .fluency
        .vocabulary
        .most_used
        .iter()
        .filter(|(_, count)| *count >= OFTEN);
    let leaned: Vec<_> = leaned.collect();
    let known = leaned
        .iter()
        .find_map(|(word, count)| Some((word, count, Some(alternatives(language, word)?))));
    let (word, count, other) = known.or_else(|| leaned.first().map(|(word, count)| (word, count, None)))?;
    let first = talk
        .transcript
        .words
        .iter()
        .position(|said| said.normal() == word.to_lowercase())?;
    let sentence = passage::sentence_around(talk.transcript, first);
    let other = other.map_or_else(
        || "Write down three other ways to name it.".to_owned(),
        |other| format!("Try in its place: {other}."),
    );
    Some(Drill {
        kind: DrillKind::Vocabulary,
        criterion: case.criterion.key.clone(),
        title: "Say it with other words".to_owned(),
        why: format!("{} You used “{word}” {count} times.", case.evidence.comment),
        text: Some(passage::text(talk.transcript, &sentence, &HashSet::new())),
        steps: vec![
            format!("Say the sentence without “{word}”. {other}"),
            "Say it in two more ways; change the sentence if the word asks for it.".to_owned(),
            "Tell the same story for a minute without that word, and record it.".to_owned(),
        ],
        goals: vec![goal(case)?],
        moments: passage::when(talk.transcript, &sentence).into_iter().collect(),
    })
}

fn alternatives(language: Language, word: &str) -> Option<&'static str> {
    let found = ALTERNATIVES
        .iter()
        .find(|(code, known, _)| *code == language.code() && *known == word);
    found.map(|(_, _, other)| *other)
}
