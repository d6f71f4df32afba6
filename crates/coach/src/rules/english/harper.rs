//! Grammar through Harper, a checker for written English.
//!
//! Only those of its rules run whose errors can be heard: spelling, capitals, punctuation, style, and words that sound
//! alike are left out, since the transcript's writing is the recogniser's and not the speaker's. What overlaps with our
//! own rules is dropped by the caller.

use std::{
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError},
};

use harper_core::{
    Dialect, Document,
    linting::{Lint, LintGroup, Suggestion},
    parsers::PlainEnglish,
    remove_overlaps,
    spell::FstDictionary,
};

use super::super::{Hit, Sentence};

/// Harper's rules that concern what can be heard, by its names.
const AUDIBLE: &[&str] = &[
    "AccuseOf",
    "AdjectiveDoubleDegree",
    "AllowTo",
    "AnA",
    "ArriveTo",
    "AskNoPreposition",
    "AspireTo",
    "CraveFor",
    "DespiteItIs",
    "DespiteOf",
    "DidPast",
    "Discuss",
    "DoMistake",
    "DoubleModal",
    "DoubleNegative",
    "DuringAges",
    "ExceptOf",
    "FascinatedBy",
    "ForAWhile",
    "FriendOfMe",
    "GoodAt",
    "HavePronoun",
    "HelpedPast",
    "IAmAgreement",
    "InFavourOfDoing",
    "InflectedVerbAfterTo",
    "InspiredBy",
    "InterestedIn",
    "JealousOf",
    "LaughOfAt",
    "LetToDo",
    "MoreBetter",
    "ObsessPreposition",
    "OneOfTheSingular",
    "OpenTheLight",
    "PassionateAbout",
    "ProgressiveNeedsBe",
    "PronounInflectionBe",
    "PronounVerbAgreement",
    "ReasonForDoing",
    "SimilarLike",
    "SimplePastToPastParticiple",
    "SinceDuration",
    "TakeCareOf",
    "TakeMedicine",
    "TheMy",
    "ThereIsAgreement",
    "TrustIn",
    "WillNonLemma",
    "WorthToDo",
];

/// Harper with its dictionary and rules. Building one takes about half a second: keep it.
pub(crate) struct Harper {
    dictionary: Arc<FstDictionary>,
    /// Harper's rules keep a cache and want it to themselves.
    rules: Mutex<LintGroup>,
}

impl Harper {
    pub(crate) fn new() -> Self {
        let dictionary = FstDictionary::curated();
        let mut rules = LintGroup::new_curated(dictionary.clone(), Dialect::American);
        rules.set_all_rules_to(Some(false));
        for name in AUDIBLE {
            rules.config.set_rule_enabled(name, true);
        }
        Self {
            dictionary,
            rules: Mutex::new(rules),
        }
    }

    /// What Harper finds in a sentence, each with the name of its rule, in order and not overlapping.
    pub(crate) fn find(&self, sentence: &Sentence<'_>) -> Vec<(String, Hit)> {
        let written = Written::of(sentence);
        // Another's code over a stranger's words: should it ever stop with a panic, only this sentence's finds are lost.
        let lints = catch_unwind(AssertUnwindSafe(|| {
            let document = Document::new(&written.text, &PlainEnglish, &self.dictionary);
            let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
            rules.organized_lints(&document)
        }))
        .unwrap_or_default();
        let mut named: Vec<(String, Lint)> = lints
            .into_iter()
            .flat_map(|(name, lints)| lints.into_iter().map(move |lint| (name.clone(), lint)))
            .collect();
        let mut kept: Vec<Lint> = named.iter().map(|(_, lint)| lint.clone()).collect();
        remove_overlaps(&mut kept);
        named.retain(|(_, lint)| {
            kept.iter()
                .position(|other| other == lint)
                .map(|at| kept.swap_remove(at))
                .is_some()
        });
        named.sort_by_key(|(_, lint)| lint.span.start);
        named
            .into_iter()
            .filter_map(|(name, lint)| Some((kebab(&name), written.hit(sentence, &lint)?)))
            .collect()
    }
}

/// A sentence written out for Harper, and where each word begins and ends in it, in characters.
struct Written {
    text: String,
    words: Vec<Range<usize>>,
}

impl Written {
    fn of(sentence: &Sentence<'_>) -> Self {
        let shouted = !sentence
            .tokens
            .iter()
            .any(|token| token.text.chars().any(char::is_lowercase));
        let (mut text, mut length, mut words) = (String::new(), 0, Vec::with_capacity(sentence.len()));
        for (position, token) in sentence.tokens.iter().enumerate() {
            if position > 0 {
                text.push(' ');
                length += 1;
            }
            let word = spelled(token.text, shouted, position == 0);
            let start = length;
            length += word.chars().count();
            words.push(start..length);
            text.push_str(&word);
        }
        if !text.ends_with(['.', '?', '!']) {
            text.truncate(text.trim_end_matches([',', ';', ':', '-', '—', '…']).len());
            text.push('.');
        }
        Self { text, words }
    }

    fn hit(&self, sentence: &Sentence<'_>, lint: &Lint) -> Option<Hit> {
        let touches = |word: &Range<usize>| word.start < lint.span.end && lint.span.start < word.end;
        let first = self.words.iter().position(touches)?;
        let last = self.words.iter().rposition(touches)?;
        let suggestion = lint
            .suggestions
            .first()
            .map(|suggestion| self.replaced(sentence, first..last + 1, lint, suggestion));
        let message = one_sentence(&lint.message);
        Some(Hit {
            words: first..last + 1,
            message: message.into(),
            suggestion: suggestion.filter(|text| !text.is_empty()),
        })
    }

    /// The words of a lint after its suggestion.
    fn replaced(
        &self,
        sentence: &Sentence<'_>,
        words: Range<usize>,
        lint: &Lint,
        suggestion: &Suggestion,
    ) -> String {
        let (start, end) = (self.words[words.start].start, self.words[words.end - 1].end);
        let characters: Vec<char> = self.text.chars().collect();
        let piece = |range: Range<usize>| {
            characters
                .get(range)
                .unwrap_or_default()
                .iter()
                .collect::<String>()
        };
        let found = piece(lint.span.start..lint.span.end);
        let middle = match suggestion {
            Suggestion::ReplaceWith(new) => new.iter().collect(),
            Suggestion::InsertAfter(new) => found + &new.iter().collect::<String>(),
            Suggestion::Remove => String::new(),
        };
        let whole = piece(start..lint.span.start.max(start)) + &middle + &piece(lint.span.end.min(end)..end);
        let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
        let trimmed = whole.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        // A suggestion that changes nothing but case says nothing about speech.
        if trimmed.eq_ignore_ascii_case(&sentence.text(words)) {
            String::new()
        } else {
            trimmed
        }
    }
}

/// As a writer would spell a word of a transcript: small letters in shouted text, “I” and the first letter large.
fn spelled(text: &str, shouted: bool, first: bool) -> String {
    let word = if shouted {
        text.to_lowercase()
    } else {
        text.to_owned()
    }
    .replace('’', "'");
    let is_i = word == "i" || word.starts_with("i'") || word.strip_suffix([',', '.', '?', '!']) == Some("i");
    if !first && !is_i {
        return word;
    }
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |initial| {
        initial.to_uppercase().chain(letters).collect()
    })
}

fn one_sentence(message: &str) -> String {
    let plain = message.replace('`', "").replace("**", "");
    let end = plain.find(". ").map_or(plain.len(), |dot| dot + 1);
    plain[..end].to_owned()
}

/// `DidPast` to `harper-did-past`.
fn kebab(name: &str) -> String {
    let mut out = String::from("harper");
    for letter in name.chars() {
        if letter.is_uppercase() {
            out.push('-');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{AUDIBLE, Harper, PoisonError};
    use crate::rules::Sentence;
    use domain::Language;

    fn found(text: &str) -> Vec<(String, String, Option<String>)> {
        let sentence = Sentence::of_text(text, Language::ENGLISH);
        let hits = Harper::new().find(&sentence);
        hits.into_iter()
            .map(|(name, hit)| (name, sentence.text(hit.words), hit.suggestion))
            .collect()
    }

    #[test]
    fn every_rule_named_here_is_one_of_harpers() {
        let harper = Harper::new();
        let rules = harper.rules.lock().unwrap_or_else(PoisonError::into_inner);
        let unknown: Vec<_> = AUDIBLE.iter().filter(|name| !rules.contains_key(name)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn finds_are_given_by_words_with_the_words_to_say() {
        let hits = found("WE ARRIVED TO THE AIRPORT LATE");
        assert_eq!(
            hits,
            [(
                "harper-arrive-to".to_owned(),
                "TO".to_owned(),
                Some("at".to_owned())
            )]
        );
    }

    #[test]
    fn what_cannot_be_heard_is_no_find() {
        assert_eq!(
            found("the dog wagged it's tail in paris and their going home"),
            []
        );
        assert_eq!(found("i lik it"), []);
    }
}
