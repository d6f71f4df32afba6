//! What stands in a transcript's `heard`: what the recogniser heard, for the alignment, and which models listened, for
//! every score that is ever made of it.

use domain::{Language, ModelVersion, Span};
use serde::{Deserialize, Serialize};
use speech::{Heard, HeardWindow, HeardWord, Window};

/// As it is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct HeardDocument {
    /// The language given or detected.
    pub(crate) language: Language,
    /// How sure the detection was.
    pub(crate) language_probability: Option<f64>,
    /// Stretches of speech.
    pub(crate) speech: Vec<Span>,
    /// The models that listened.
    pub(crate) models: Vec<ModelVersion>,
    /// Windows with their words; empty where the transcript is masked, since these are not.
    pub(crate) windows: Vec<WindowDocument>,
}

/// One window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct WindowDocument {
    stretches: Vec<Span>,
    words: Vec<WordDocument>,
}

/// One word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct WordDocument {
    text: String,
    confidence: f64,
    rough: Span,
}

impl HeardDocument {
    /// With the words.
    pub(crate) fn with_words(heard: &Heard, speech: Vec<Span>, models: Vec<ModelVersion>) -> Self {
        let window = |window: &HeardWindow| WindowDocument {
            stretches: window.window.stretches.clone(),
            words: window.words.iter().map(WordDocument::of).collect(),
        };
        Self {
            windows: heard.windows.iter().map(window).collect(),
            ..Self::without_words(heard, speech, models)
        }
    }

    /// Without the words, for transcripts that are masked.
    pub(crate) fn without_words(heard: &Heard, speech: Vec<Span>, models: Vec<ModelVersion>) -> Self {
        Self {
            language: heard.language,
            language_probability: heard.language_probability,
            speech,
            models,
            windows: Vec::new(),
        }
    }

    /// As the aligner takes it.
    pub(crate) fn heard(&self) -> Heard {
        let window = |window: &WindowDocument| HeardWindow {
            window: Window {
                stretches: window.stretches.clone(),
            },
            words: window.words.iter().map(WordDocument::word).collect(),
        };
        Heard {
            language: self.language,
            language_probability: self.language_probability,
            windows: self.windows.iter().map(window).collect(),
        }
    }
}

impl WordDocument {
    fn of(word: &HeardWord) -> Self {
        Self {
            text: word.text.clone(),
            confidence: word.confidence,
            rough: word.rough,
        }
    }

    fn word(&self) -> HeardWord {
        HeardWord {
            text: self.text.clone(),
            confidence: self.confidence,
            rough: self.rough,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{Language, Span};
    use speech::{Heard, HeardWindow, HeardWord, Window};

    use super::HeardDocument;

    #[test]
    fn what_was_heard_comes_back_as_it_was() {
        let word = HeardWord {
            text: "Well,".into(),
            confidence: 0.5,
            rough: Span::new(1.0, 1.5),
        };
        let window = HeardWindow {
            window: Window {
                stretches: vec![Span::new(0.5, 2.0)],
            },
            words: vec![word],
        };
        let heard = Heard {
            language: Language::ENGLISH,
            language_probability: Some(0.9),
            windows: vec![window],
        };
        let document = HeardDocument::with_words(&heard, vec![Span::new(0.5, 2.0)], vec![]);
        let text = serde_json::to_string(&document).unwrap();
        let back: HeardDocument = serde_json::from_str(&text).unwrap();
        assert_eq!(back.heard(), heard);
        let masked = HeardDocument::without_words(&heard, vec![], vec![]);
        assert!(!serde_json::to_string(&masked).unwrap().contains("Well"));
    }
}
