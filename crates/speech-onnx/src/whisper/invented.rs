//! What Whisper writes when there is nothing to write: it learnt from subtitles.

use speech::HeardWord;

/// Whole texts of windows, without signs and in lower case, that are more often invented than said.
const PHRASES: [&str; 14] = [
    "thank you",
    "thank you very much",
    "thank you for watching",
    "thanks for watching",
    "thank you very much for watching",
    "please subscribe",
    "you",
    "bye",
    "bye bye",
    "gracias",
    "muchas gracias",
    "gracias por ver el video",
    "suscríbete",
    "subtítulos realizados por la comunidad de amara org",
];
/// Somebody who says such a phrase clearly gets a higher probability for all of it together.
const MIN_CONFIDENCE: f64 = 0.25;
/// And a lower one for no speech.
const MAX_NO_SPEECH: f64 = 0.4;

/// Whether the words of a window, all together, are a phrase that Whisper invents, and nothing says that it was said.
pub(crate) fn is_invented(words: &[HeardWord], no_speech: f64) -> bool {
    let text: Vec<String> = words
        .iter()
        .flat_map(|word| word.text.split(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let confidence: f64 = words.iter().map(|word| word.confidence).product();
    PHRASES.contains(&text.join(" ").as_str()) && (no_speech > MAX_NO_SPEECH || confidence < MIN_CONFIDENCE)
}

#[cfg(test)]
mod tests {
    use domain::Span;
    use speech::HeardWord;

    use super::is_invented;

    fn said(text: &str, confidence: f64) -> Vec<HeardWord> {
        let rough = Span::new(0.0, 1.0);
        text.split(' ')
            .map(|word| HeardWord {
                text: word.into(),
                confidence,
                rough,
            })
            .collect()
    }

    #[test]
    fn thanks_that_are_likely_stay() {
        assert!(!is_invented(&said("Thank you.", 0.9), 0.01));
        assert!(is_invented(&said("Thank you.", 0.3), 0.01));
        assert!(is_invented(&said("Thank you.", 0.9), 0.7));
    }

    #[test]
    fn other_words_stay_however_unlikely() {
        assert!(!is_invented(&said("Thank you for coming", 0.1), 0.9));
        assert!(!is_invented(&[], 0.9));
    }
}
