//! What a rule is, and what it looks at: a sentence as it was said, word by word.
//!
//! One rule stands in one file, which says what the rule catches and what it lets pass, and tests both. A rule is asked
//! at every word of a sentence whether something begins there. It never sees times: only words can break a rule.

mod crutch_adverbs_english;
mod crutches_english;
mod crutches_spanish;
pub(crate) mod english;
pub(crate) mod filled_pause_sound;
pub(crate) mod filled_pause_words;
mod hedges_english;
mod hedges_spanish;
mod phrases;
mod repetition;
mod restart;
mod sentence;

use std::{borrow::Cow, ops::Range};

use domain::{FindingKind, Language};

pub(crate) use english::words::SUBJECTS;

pub(crate) use repetition::words_given_up as given_up_by_repetition;
pub(crate) use restart::words_given_up as given_up_by_restart;
pub(crate) use sentence::{Sentence, Token, ends_sentence};

/// One rule.
pub(crate) struct Rule {
    /// Kebab-case, unique.
    pub(crate) name: &'static str,
    pub(crate) kind: FindingKind,
    /// How often the same words must be found in a recording before they are worth a remark.
    pub(crate) at_least: usize,
    /// What begins at the word with this position in the sentence, if anything.
    pub(crate) at: fn(&Sentence<'_>, usize) -> Option<Hit>,
}

/// What a rule found in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hit {
    /// Positions in the sentence.
    pub(crate) words: Range<usize>,
    /// One sentence for the person.
    pub(crate) message: Cow<'static, str>,
    /// What could have been said in place of these words.
    pub(crate) suggestion: Option<String>,
}

impl Hit {
    /// A find with something better to say.
    pub(crate) fn instead(
        words: Range<usize>,
        message: impl Into<Cow<'static, str>>,
        suggestion: impl Into<String>,
    ) -> Self {
        Self {
            words,
            message: message.into(),
            suggestion: Some(suggestion.into()),
        }
    }

    /// A find of words that are best left out.
    pub(crate) fn leave_out(words: Range<usize>, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            words,
            message: message.into(),
            suggestion: None,
        }
    }
}

impl Rule {
    const fn new(name: &'static str, kind: FindingKind, at: fn(&Sentence<'_>, usize) -> Option<Hit>) -> Self {
        Self {
            name,
            kind,
            at_least: 1,
            at,
        }
    }

    /// A rule of grammar.
    const fn grammar(name: &'static str, at: fn(&Sentence<'_>, usize) -> Option<Hit>) -> Self {
        Self::new(name, FindingKind::Grammar, at)
    }

    /// Everything the rule finds in a sentence; finds of one rule do not overlap.
    pub(crate) fn find(&self, sentence: &Sentence<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut position = 0;
        while position < sentence.len() {
            match (self.at)(sentence, position) {
                Some(hit) => {
                    position = hit.words.end.max(position + 1);
                    hits.push(hit);
                }
                None => position += 1,
            }
        }
        hits
    }
}

/// Words said twice, and beginnings given up.
pub(crate) const REPAIRS: [&Rule; 2] = [&restart::RULE, &repetition::RULE];

/// Hedges and crutch phrases of a language.
pub(crate) fn habits(language: Language) -> &'static [&'static Rule] {
    match language {
        Language::ENGLISH => &[
            &hedges_english::RULE,
            &crutches_english::RULE,
            &crutch_adverbs_english::RULE,
        ],
        Language::SPANISH => &[&hedges_spanish::RULE, &crutches_spanish::RULE],
        _ => &[],
    }
}

/// The kinds of finding that a language has rules for.
pub(crate) fn kinds(language: Language) -> Vec<FindingKind> {
    let mut kinds = vec![FindingKind::Repetition, FindingKind::Restart];
    kinds.extend(
        [FindingKind::Hedge, FindingKind::Crutch]
            .into_iter()
            .filter(|_| !habits(language).is_empty()),
    );
    kinds.extend((!grammar(language).is_empty()).then_some(FindingKind::Grammar));
    kinds
}

/// Rules of grammar of a language, the more exact before the more general.
pub(crate) fn grammar(language: Language) -> &'static [&'static Rule] {
    match language {
        Language::ENGLISH => english::RULES,
        _ => &[],
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::{Rule, Sentence};
    use domain::Language;

    /// The rule finds exactly these words in the text, and says this instead.
    pub(crate) fn catches(rule: &Rule, text: &str, found: &str, instead: &str) {
        catches_in(
            Language::ENGLISH,
            rule,
            text,
            found,
            Some(instead).filter(|text| !text.is_empty()),
        );
    }

    /// As [`catches`], in any language.
    pub(crate) fn catches_in(
        language: Language,
        rule: &Rule,
        text: &str,
        found: &str,
        instead: Option<&str>,
    ) {
        let sentence = Sentence::of_text(text, language);
        let hits = rule.find(&sentence);
        let texts: Vec<String> = hits.iter().map(|hit| sentence.text(hit.words.clone())).collect();
        assert_eq!(texts, [found], "{} in “{text}”", rule.name);
        assert_eq!(
            hits[0].suggestion.as_deref(),
            instead,
            "{} in “{text}”",
            rule.name
        );
    }

    /// The rule finds nothing in any of the texts.
    pub(crate) fn allows(rule: &Rule, texts: &[&str]) {
        allows_in(Language::ENGLISH, rule, texts);
    }

    /// As [`allows`], in any language.
    pub(crate) fn allows_in(language: Language, rule: &Rule, texts: &[&str]) {
        for text in texts {
            let hits = rule.find(&Sentence::of_text(text, language));
            assert!(
                hits.is_empty(),
                "{} must allow “{text}”, but found {hits:?}",
                rule.name
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{REPAIRS, grammar, habits};
    use domain::Language;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_has_a_name_of_its_own_in_kebab_case() {
        let languages = [Language::ENGLISH, Language::SPANISH];
        let rules: Vec<_> = REPAIRS
            .into_iter()
            .chain(
                languages
                    .into_iter()
                    .flat_map(|l| habits(l).iter().chain(grammar(l)).copied()),
            )
            .collect();
        let names: BTreeSet<_> = rules.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), rules.len());
        assert!(
            names
                .iter()
                .all(|name| name.chars().all(|c| c == '-' || c.is_ascii_lowercase()))
        );
    }
}
