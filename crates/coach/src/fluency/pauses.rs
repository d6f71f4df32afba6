//! Silent pauses and where they stand: between phrases, where a listener expects them, or inside one.
//!
//! A pause stands between phrases when punctuation, the end of an utterance or a word that opens a clause (“and”,
//! “because”, “que”) meets it. Filled pauses beside it are looked through.

use domain::{Language, Pause, PauseInSpeech, PausePlace, Timing, Transcript, Word};

/// Words that open a clause or a phrase set apart.
const ENGLISH: &[&str] = &[
    "and", "but", "or", "so", "because", "although", "though", "while", "when", "if", "unless", "until",
    "since", "after", "before", "which", "who", "where", "whereas", "then", "that", "as", "however", "yet",
    "nor", "whether",
];
const SPANISH: &[&str] = &[
    "y", "e", "o", "u", "pero", "porque", "aunque", "cuando", "si", "mientras", "que", "donde", "como",
    "entonces", "pues", "sino", "ni", "así", "después", "antes", "luego", "quien", "cual",
];

/// Each pause with its place. Places are unknown where the times of the words around are not measured.
pub(super) fn placed(
    transcript: &Transcript,
    normal: &[String],
    is_filler: &[bool],
    pauses: &[Pause],
) -> Vec<PauseInSpeech> {
    let words = &transcript.words;
    let ends_utterance = utterance_ends(transcript);
    let place = |pause: &Pause| {
        let after = words.partition_point(|word| word.span.middle() < pause.span.middle());
        let beside = [after.checked_sub(1), Some(after)]
            .into_iter()
            .flatten()
            .filter_map(|index| words.get(index));
        if words.is_empty() || beside.clone().any(|word| word.timing == Timing::Estimated) {
            return PauseInSpeech {
                span: pause.span,
                place: PausePlace::Unknown,
                before_word: None,
            };
        }
        let counts = |index: &usize| !is_filler[*index] && !normal[*index].is_empty();
        let previous = (0..after).rev().find(counts);
        let next = (after..words.len()).find(counts);
        let place = match (previous, next) {
            (Some(previous), Some(next)) => {
                let breaks =
                    (previous..next).any(|index| ends_utterance[index] || has_break(words, index, previous));
                if breaks || opens_clause(&normal[next], transcript.language) {
                    PausePlace::Between
                } else {
                    PausePlace::Inside
                }
            }
            _ => PausePlace::Between,
        };
        PauseInSpeech {
            span: pause.span,
            place,
            before_word: (after < words.len()).then_some(after),
        }
    };
    pauses.iter().map(place).collect()
}

/// Whether punctuation after the word parts phrases. The commas that a recogniser sets around a filled pause do not.
fn has_break(words: &[Word], index: usize, last_before: usize) -> bool {
    let text = words[index].text.trim_end_matches(['"', '”', '»', ')']);
    let strong = text.ends_with(['.', '?', '!', ';', ':', '—', '。', '？', '！']) && !text.ends_with("...");
    strong || (index == last_before && text.ends_with(','))
}

fn utterance_ends(transcript: &Transcript) -> Vec<bool> {
    let mut ends = vec![false; transcript.words.len()];
    for utterance in &transcript.utterances {
        if let Some(last) = utterance
            .end_word
            .checked_sub(1)
            .and_then(|last| ends.get_mut(last))
        {
            *last = true;
        }
    }
    ends
}

fn opens_clause(word: &str, language: Language) -> bool {
    match language {
        Language::ENGLISH => ENGLISH.contains(&word),
        Language::SPANISH => SPANISH.contains(&word),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::placed;
    use crate::testing::said;
    use domain::{Pause, PausePlace, Span, Timing, Transcript, Word};

    /// The place of a pause before the word with this index (words are 0.3 s long).
    fn place(transcript: &Transcript, before: usize, fillers: &[usize]) -> PausePlace {
        let normal: Vec<String> = transcript.words.iter().map(Word::normal).collect();
        let is_filler: Vec<bool> = (0..normal.len()).map(|index| fillers.contains(&index)).collect();
        let time = transcript.words[before].span.start;
        let pauses = [Pause {
            span: Span::new(time - 0.02, time + 0.02),
        }];
        let found = placed(transcript, &normal, &is_filler, &pauses);
        if found[0].place != PausePlace::Unknown {
            assert_eq!(found[0].before_word, Some(before));
        }
        found[0].place
    }

    #[test]
    fn punctuation_and_clause_openers_make_a_place_between() {
        let transcript = said("we left early, the rain stopped and we walked");
        assert_eq!(place(&transcript, 3, &[]), PausePlace::Between, "after a comma");
        assert_eq!(place(&transcript, 6, &[]), PausePlace::Between, "before and");
        assert_eq!(place(&transcript, 4, &[]), PausePlace::Inside, "after the");
    }

    #[test]
    fn a_filled_pause_is_looked_through() {
        let transcript = said("the um, old and uh we");
        assert_eq!(place(&transcript, 1, &[1, 4]), PausePlace::Inside);
        assert_eq!(place(&transcript, 2, &[1, 4]), PausePlace::Inside);
        assert_eq!(place(&transcript, 5, &[1, 4]), PausePlace::Inside);
    }

    #[test]
    fn estimated_times_place_nothing() {
        let mut transcript = said("we left early, the rain");
        for word in &mut transcript.words {
            word.timing = Timing::Estimated;
        }
        assert_eq!(place(&transcript, 3, &[]), PausePlace::Unknown);
    }
}
