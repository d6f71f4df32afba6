//! Passages of a transcript to practise with, and their text: whole, cleaned, or with places to pause.

use std::{collections::HashSet, ops::Range};

use domain::{FindingKind, Span, Transcript, Word};

use crate::score::{Talk, kind_index};

/// Words that a passage has at most: what can be said three times without tiring.
const MOST_WORDS: usize = 40;

/// Words after which a pause is marked even without punctuation, before the next joining word.
const LONG_STRETCH: usize = 9;

/// Words before which a pause does not break a thought.
const JOINING: [&str; 22] = [
    "and", "but", "because", "so", "which", "when", "if", "or", "while", "although", "where", "y", "e",
    "pero", "porque", "que", "cuando", "si", "o", "mientras", "aunque", "donde",
];

/// The words of the sentence around `word`, at most 40, `word` among them; empty when there is no such word.
pub(super) fn sentence_around(transcript: &Transcript, word: usize) -> Range<usize> {
    let words = &transcript.words;
    if word >= words.len() {
        return 0..0;
    }
    let utterance = transcript
        .utterances
        .iter()
        .find(|u| (u.first_word..u.end_word).contains(&word));
    let bounds = utterance.map_or(0..words.len(), |u| u.first_word..u.end_word.min(words.len()));
    let start = (bounds.start..word)
        .rev()
        .find(|at| words[*at].ends_sentence())
        .map_or(bounds.start, |at| at + 1);
    let end = (word..bounds.end)
        .find(|at| words[*at].ends_sentence())
        .map_or(bounds.end, |at| at + 1);
    if end - start <= MOST_WORDS {
        return start..end;
    }
    let start = start.max(word.saturating_sub(MOST_WORDS / 2));
    start..end.min(start + MOST_WORDS)
}

/// A sentence, with the following ones as long as it stays within 40 words and has not reached `enough`.
pub(super) fn passage_from(transcript: &Transcript, word: usize, enough: usize) -> Range<usize> {
    let mut passage = sentence_around(transcript, word);
    while passage.len() < enough {
        let next = sentence_around(transcript, passage.end);
        if next.is_empty() || next.end - passage.start > MOST_WORDS {
            break;
        }
        passage.end = next.end;
    }
    passage
}

/// When a passage was said; `None` when times are estimates or there are no words.
pub(super) fn when(transcript: &Transcript, passage: &Range<usize>) -> Option<Span> {
    let words = transcript.words.get(passage.clone())?;
    let span = Span::new(words.first()?.span.start, words.last()?.span.end);
    transcript.is_measured().then_some(span)
}

/// The words of a passage that were said within `span`.
pub(super) fn words_in(transcript: &Transcript, span: Span) -> Range<usize> {
    let first = transcript
        .words
        .iter()
        .position(|word| span.contains(word.span.middle()));
    let last = transcript
        .words
        .iter()
        .rposition(|word| span.contains(word.span.middle()));
    match (first, last) {
        (Some(first), Some(last)) => first..(last + 1).min(first + MOST_WORDS),
        _ => 0..0,
    }
}

/// Words that get in the way: filled pauses, and the words that findings of `kinds` are about.
pub(super) fn in_the_way(talk: &Talk<'_>, kinds: &[FindingKind]) -> HashSet<usize> {
    let fillers = talk
        .fillers()
        .into_iter()
        .enumerate()
        .filter(|(_, filler)| *filler)
        .map(|(at, _)| at);
    let wanted = |kind| kinds.iter().any(|wanted| kind_index(*wanted) == kind_index(kind));
    let found = talk
        .fluency
        .findings
        .iter()
        .filter(|finding| wanted(finding.kind));
    fillers
        .chain(found.flat_map(|finding| finding.first_word..finding.end_word))
        .collect()
}

/// The text of a passage without the words in `dropped`. What ends the sentence is kept, and it begins with a capital
/// when the passage did.
pub(super) fn text(transcript: &Transcript, passage: &Range<usize>, dropped: &HashSet<usize>) -> String {
    let words = transcript.words.get(passage.clone()).unwrap_or_default();
    let mut kept: Vec<String> = Vec::new();
    for (word, at) in words.iter().zip(passage.clone()) {
        if !dropped.contains(&at) {
            kept.push(word.text.clone());
        } else if let (true, Some(last)) = (word.ends_sentence(), kept.last_mut()) {
            *last = last.trim_end_matches([',', ';', ':']).to_owned();
            last.extend(
                word.text
                    .chars()
                    .rev()
                    .take_while(|c| !c.is_alphanumeric())
                    .take(1),
            );
        }
    }
    let capital = words
        .first()
        .is_some_and(|word| word.text.starts_with(char::is_uppercase));
    if let (true, Some(first)) = (capital, kept.first_mut()) {
        *first = capitalised(first);
    }
    kept.join(" ")
}

pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// The text of a passage with `|` where to pause: after punctuation, and in long stretches before a joining word.
pub(super) fn with_pauses(
    transcript: &Transcript,
    passage: &Range<usize>,
    dropped: &HashSet<usize>,
) -> String {
    let kept = passage.clone().filter(|at| !dropped.contains(at));
    let words: Vec<&Word> = kept.filter_map(|at| transcript.words.get(at)).collect();
    let (mut marked, mut stretch) = (String::new(), 0);
    for (at, word) in words.iter().enumerate() {
        marked.push_str(if at == 0 { "" } else { " " });
        marked.push_str(&word.text);
        stretch += 1;
        let punctuated = word.text.ends_with([',', ';', ':', '.', '?', '!', '…', '—']);
        let joins = words
            .get(at + 1)
            .is_some_and(|next| JOINING.contains(&next.normal().as_str()));
        let breathe = joins && (stretch >= LONG_STRETCH || stretch >= 5 && words.len() - at > LONG_STRETCH);
        if at + 1 < words.len() && (punctuated || breathe) {
            marked.push_str(" |");
            stretch = 0;
        }
    }
    marked
}
