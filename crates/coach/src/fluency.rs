//! How speech flows: pace, pauses, fillers, slips and the range of words, from the words and the sound together.
//!
//! Pure: the same transcript and prosody give the same answer. What must be loaded once (Harper's rules, the word list)
//! is owned by [`FluencyRules`].

mod levels;
mod pace;
mod pauses;
mod sentences;
mod vocabulary;

use domain::{
    FilledPause, Finding, FindingKind, Fluency, FoundBy, Language, ModelVersion, Prosody, Span, Transcript,
    Word,
};

pub(crate) use self::levels::WordLevels;
use self::sentences::Skip;
use crate::rules::{
    self, Hit, Rule, Sentence, english::harper::Harper, filled_pause_sound, filled_pause_words,
};

/// Changes whenever a rule does, so that nobody compares counts of different rules.
const VERSION: &str = "1";

/// All rules of fluency, ready to be applied to any number of recordings.
pub struct FluencyRules {
    harper: Harper,
    levels: WordLevels,
}

impl Default for FluencyRules {
    fn default() -> Self {
        Self::new()
    }
}

impl FluencyRules {
    /// Loads the rules. Takes about half a second, so do it once; may be shared between threads.
    #[must_use]
    pub fn new() -> Self {
        Self {
            harper: Harper::new(),
            levels: WordLevels::english(),
        }
    }

    /// The version of these rules, for the models behind an analysis.
    #[must_use]
    pub fn version() -> ModelVersion {
        let name = format!("vivavoce with harper {}", harper_core::core_version());
        ModelVersion {
            role: "fluency rules".to_owned(),
            name,
            version: VERSION.to_owned(),
        }
    }

    /// Everything that words and sound together say about fluency.
    ///
    /// Takes about 2 ms a sentence of English. Where the times of words are estimated, the places of pauses are unknown
    /// and filled pauses are looked for in the words alone.
    #[must_use]
    pub fn apply(&self, transcript: &Transcript, prosody: &Prosody) -> Fluency {
        let normal: Vec<String> = transcript.words.iter().map(Word::normal).collect();
        let is_filler = fillers(transcript, &normal);
        let counted = |index: &usize| !is_filler[*index] && !normal[*index].is_empty();
        let counted: Vec<usize> = (0..normal.len()).filter(counted).collect();
        let pace = pace::measure(transcript, &normal, &counted, &prosody.pauses);
        let filled_pauses = filled_pauses(transcript, prosody, &is_filler);
        let per_minute = |count: usize| {
            (pace.speaking_seconds >= pace::SHORTEST_SPEECH)
                .then(|| count as f64 * 60.0 / pace.speaking_seconds)
        };
        Fluency {
            word_count: counted.len(),
            syllable_count: pace.syllables,
            speaking_seconds: pace.speaking_seconds,
            words_per_minute: per_minute(counted.len()),
            syllables_per_minute: per_minute(pace.syllables),
            by_minute: pace.by_minute,
            pauses: pauses::placed(transcript, &normal, &is_filler, &prosody.pauses),
            filled_pauses_per_minute: per_minute(filled_pauses.len()),
            filled_pauses,
            mean_length_of_run: pace.mean_length_of_run,
            phonation_share: pace.phonation_share,
            findings: self.findings(transcript, &normal, &is_filler),
            looked_for: rules::kinds(transcript.language),
            vocabulary: vocabulary::measure(transcript, &normal, &counted, &self.levels),
        }
    }

    fn findings(&self, transcript: &Transcript, normal: &[String], is_filler: &[bool]) -> Vec<Finding> {
        let language = transcript.language;
        let mut found = Found {
            transcript,
            findings: Vec::new(),
            at_least: Vec::new(),
        };
        let mut skip = Skip::new(is_filler);
        for sentence in sentences::sentences(transcript, normal, &skip) {
            found.repairs(&sentence, &mut skip);
        }
        for sentence in sentences::sentences(transcript, normal, &skip) {
            for rule in rules::habits(language) {
                for hit in rule.find(&sentence) {
                    if rule.kind == FindingKind::Crutch {
                        skip.words(&sentence.tokens[hit.words.clone()]);
                    }
                    found.add(rule, &sentence, hit);
                }
            }
        }
        for sentence in sentences::sentences(transcript, normal, &skip) {
            for rule in rules::grammar(language) {
                for hit in rule.find(&sentence) {
                    found.add(rule, &sentence, hit);
                }
            }
            if language == Language::ENGLISH {
                for (name, hit) in self.harper.find(&sentence) {
                    found.add_named(name, FindingKind::Grammar, 1, &sentence, hit);
                }
            }
        }
        found.in_order()
    }
}

/// Which words are filled pauses.
fn fillers(transcript: &Transcript, normal: &[String]) -> Vec<bool> {
    let fills =
        |index| filled_pause_words::is_filled_pause(&transcript.words, normal, index, transcript.language);
    (0..transcript.words.len()).map(fills).collect()
}

/// Filled pauses from the words and from the sound, in order, none counted twice.
fn filled_pauses(transcript: &Transcript, prosody: &Prosody, is_filler: &[bool]) -> Vec<FilledPause> {
    let written = transcript
        .words
        .iter()
        .enumerate()
        .filter(|(index, _)| is_filler[*index])
        .map(|(index, word)| FilledPause {
            span: word.span,
            found_by: FoundBy::Words,
            text: Some(word.text.clone()),
            word: Some(index),
        });
    let heard = filled_pause_sound::find(transcript, &prosody.steady, is_filler)
        .into_iter()
        .map(|span| FilledPause {
            span,
            found_by: FoundBy::Sound,
            text: None,
            word: None,
        });
    let mut all: Vec<FilledPause> = written.chain(heard).collect();
    all.sort_by(|a, b| a.span.start.total_cmp(&b.span.start));
    all
}

/// Collects what the rules find.
struct Found<'a> {
    transcript: &'a Transcript,
    findings: Vec<Finding>,
    /// For each finding, how often its words must be found to count.
    at_least: Vec<usize>,
}

impl Found<'_> {
    /// Words said twice and beginnings given up; what was given up is left out of what other rules see.
    fn repairs(&mut self, sentence: &Sentence<'_>, skip: &mut Skip) {
        for rule in rules::REPAIRS {
            for hit in rule.find(sentence) {
                let given_up = match rule.kind {
                    FindingKind::Restart => rules::given_up_by_restart(&hit, sentence),
                    _ => rules::given_up_by_repetition(&hit, sentence),
                };
                if self.add(rule, sentence, hit) {
                    skip.words(sentence.tokens.get(given_up).unwrap_or_default());
                }
            }
        }
    }

    fn add(&mut self, rule: &Rule, sentence: &Sentence<'_>, hit: Hit) -> bool {
        self.add_named(rule.name.to_owned(), rule.kind, rule.at_least, sentence, hit)
    }

    /// Keeps a find unless its words were found before by a rule of the same sort. Says whether it was kept.
    fn add_named(
        &mut self,
        rule: String,
        kind: FindingKind,
        at_least: usize,
        sentence: &Sentence<'_>,
        hit: Hit,
    ) -> bool {
        let Some(tokens) = sentence
            .tokens
            .get(hit.words.clone())
            .filter(|tokens| !tokens.is_empty())
        else {
            return false;
        };
        let (first_word, end_word) = (tokens[0].index, tokens[tokens.len() - 1].index + 1);
        let is_repair = |kind| matches!(kind, FindingKind::Repetition | FindingKind::Restart);
        let same_sort = |other: FindingKind| other == kind || (is_repair(other) && is_repair(kind));
        let met = |other: &&Finding| other.first_word < end_word && first_word < other.end_word;
        if self
            .findings
            .iter()
            .rev()
            .filter(|other| same_sort(other.kind))
            .any(|other| met(&other))
        {
            return false;
        }
        let words = &self.transcript.words[first_word..end_word];
        let span = Span::new(words[0].span.start, words[words.len() - 1].span.end);
        let text = words
            .iter()
            .map(|word| word.text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        self.at_least.push(at_least);
        self.findings.push(Finding {
            kind,
            rule,
            first_word,
            end_word,
            span,
            text: text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned(),
            message: hit.message.into_owned(),
            suggestion: hit.suggestion,
        });
        true
    }

    /// Findings in order of time, without habits seen too seldom to be one.
    fn in_order(self) -> Vec<Finding> {
        let counts = |finding: &Finding| {
            let same = |other: &&Finding| {
                other.rule == finding.rule && other.text.to_lowercase() == finding.text.to_lowercase()
            };
            self.findings.iter().filter(same).count()
        };
        let often_enough =
            |(finding, at_least): &(&Finding, &usize)| **at_least <= 1 || counts(finding) >= **at_least;
        let mut kept: Vec<Finding> = self
            .findings
            .iter()
            .zip(&self.at_least)
            .filter(often_enough)
            .map(|(finding, _)| finding.clone())
            .collect();
        kept.sort_by_key(|finding| (finding.first_word, finding.end_word));
        kept
    }
}
