//! What stands out in the transcript: which words to mark, and where the long pauses are.

use std::collections::BTreeMap;

use domain::{Analysis, Finding, FindingKind, PausePlace, Span};

/// Pauses of this many seconds and more are written into the transcript.
pub(crate) const LONG_PAUSE_SECONDS: f64 = 0.5;

/// Why a word is marked. The first that applies is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// A filled pause.
    Filler,
    /// A slip of grammar.
    Slip,
    /// Repeated or restarted.
    Repeat,
    /// A hedge or a crutch phrase.
    Weak,
    /// The sound does not fit the word.
    Doubtful,
}

impl Mark {
    /// The kind's key: its CSS class and `mark.KEY` message.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Filler => "filler",
            Self::Slip => "slip",
            Self::Repeat => "repeat",
            Self::Weak => "weak",
            Self::Doubtful => "doubtful",
        }
    }
}

/// A long pause, before a word.
pub(crate) struct LongPause {
    /// When.
    pub(crate) span: Span,
    /// It stands inside a phrase.
    pub(crate) inside: bool,
}

/// The marks of one analysis, by index of the word.
pub(crate) struct Marks<'a> {
    words: Vec<Option<Mark>>,
    findings: BTreeMap<usize, &'a Finding>,
    pauses: BTreeMap<usize, LongPause>,
    sounds: BTreeMap<usize, Vec<Span>>,
}

impl<'a> Marks<'a> {
    /// Indices that do not fit the transcript are passed over.
    pub(crate) fn of(analysis: &'a Analysis) -> Self {
        let words = &analysis.transcript.words;
        let mut marks = Self {
            words: words
                .iter()
                .map(|word| word.doubtful.then_some(Mark::Doubtful))
                .collect(),
            findings: BTreeMap::new(),
            pauses: BTreeMap::new(),
            sounds: BTreeMap::new(),
        };
        for finding in &analysis.fluency.findings {
            let end = finding.end_word.min(words.len());
            for index in finding.first_word..end {
                marks.set(index, mark_of(finding.kind));
                if marks.words[index] == Some(mark_of(finding.kind)) {
                    marks.findings.insert(index, finding);
                }
            }
        }
        for index in analysis
            .fluency
            .filled_pauses
            .iter()
            .filter_map(|pause| pause.word)
        {
            marks.set(index, Mark::Filler);
        }
        for pause in &analysis.fluency.pauses {
            if let Some(before) = pause
                .before_word
                .filter(|_| pause.span.duration() >= LONG_PAUSE_SECONDS)
            {
                let inside = pause.place == PausePlace::Inside;
                marks.pauses.insert(
                    before,
                    LongPause {
                        span: pause.span,
                        inside,
                    },
                );
            }
        }
        for pause in analysis
            .fluency
            .filled_pauses
            .iter()
            .filter(|pause| pause.word.is_none())
        {
            let before = words.partition_point(|word| word.span.start < pause.span.start);
            marks.sounds.entry(before).or_default().push(pause.span);
        }
        marks
    }

    fn set(&mut self, index: usize, mark: Mark) {
        if let Some(slot) = self.words.get_mut(index) {
            *slot = Some(slot.map_or(mark, |old| old.min(mark)));
        }
    }

    /// How a word is marked.
    pub(crate) fn word(&self, index: usize) -> Option<Mark> {
        self.words.get(index).copied().flatten()
    }

    /// The finding behind a word's mark.
    pub(crate) fn finding(&self, index: usize) -> Option<&'a Finding> {
        self.findings
            .get(&index)
            .copied()
            .filter(|finding| self.word(index) == Some(mark_of(finding.kind)))
    }

    /// Fillers that were found in the sound alone, before the word at `index` or, at the word count, after all.
    pub(crate) fn sounds_before(&self, index: usize) -> &[Span] {
        self.sounds.get(&index).map_or(&[], Vec::as_slice)
    }

    /// The long pause before a word.
    pub(crate) fn pause_before(&self, index: usize) -> Option<&LongPause> {
        self.pauses.get(&index)
    }
}

fn mark_of(kind: FindingKind) -> Mark {
    match kind {
        FindingKind::Grammar => Mark::Slip,
        FindingKind::Repetition | FindingKind::Restart => Mark::Repeat,
        FindingKind::Hedge | FindingKind::Crutch => Mark::Weak,
    }
}
