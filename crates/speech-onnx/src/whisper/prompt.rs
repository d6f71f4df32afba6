//! What the recogniser is told before it listens.

use domain::Language;

use super::tokenizer::{Token, Tokenizer};

/// Text in the manner that the transcript is wanted in. Whisper writes like its prompt: without one it drops most
/// fillers and repetitions as if it were editing.
fn manner(language: Language) -> &'static str {
    match language.code() {
        "en" => "Um, so, uh, I was, I was like, er, you know, hmm, the... the thing.",
        "es" => "Eh, bueno, este, yo, yo quería, em, o sea, pues... pues eso, mmm.",
        _ => "",
    }
}

/// The tokens to start from, in the order to try them.
pub(crate) struct Starts {
    /// Whole starts, the best first.
    pub(crate) tokens: Vec<Vec<Token>>,
}

impl Starts {
    /// For `language`, with the words that a person expects. `room` is how many tokens a prompt may have.
    pub(crate) fn new(
        tokenizer: &Tokenizer,
        language: Language,
        multilingual: bool,
        expected: Option<&str>,
        room: usize,
    ) -> Self {
        let special = &tokenizer.special;
        let mut bare = vec![special.start];
        if multilingual {
            let token = special
                .languages
                .iter()
                .find(|(_, known)| *known == language)
                .map(|(token, _)| *token);
            bare.extend(token.into_iter().chain(special.transcribe));
        }
        let text = [expected.unwrap_or_default().trim(), manner(language)].join(" ");
        // No token is longer on average, and a whole book may have been given.
        let text: String = text
            .chars()
            .skip(text.chars().count().saturating_sub(16 * room))
            .collect();
        let text = text.trim();
        let mut prompt = if text.is_empty() {
            Vec::new()
        } else {
            tokenizer.encode(&format!(" {text}"))
        };
        // The end of a prompt weighs most, so the beginning goes.
        prompt.drain(..prompt.len().saturating_sub(room.saturating_sub(1)));
        let mut tokens = Vec::new();
        if !prompt.is_empty() {
            tokens.push([&[special.previous], prompt.as_slice(), bare.as_slice()].concat());
        }
        tokens.push(bare);
        Self { tokens }
    }
}

/// Whether `text` is the prompt's own words and not somebody's: five words in a row from the manner.
pub(crate) fn echoes(text: &[String], language: Language) -> bool {
    let plain = |word: &str| {
        word.chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let manner: Vec<String> = manner(language).split_whitespace().map(plain).collect();
    let text: Vec<String> = text.iter().map(|word| plain(word)).collect();
    manner
        .windows(5)
        .any(|run| text.windows(5).any(|said| said == run))
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::{Starts, echoes};
    use crate::{runtime::tests::model, whisper::tokenizer::Tokenizer};

    #[test]
    fn a_long_prompt_is_cut_at_its_beginning() {
        let tokenizer = Tokenizer::load(&model("whisper-tiny")).unwrap();
        let expected = "word ".repeat(500);
        let starts = Starts::new(&tokenizer, Language::ENGLISH, true, Some(&expected), 50);
        assert_eq!(starts.tokens[0].len(), 50 + 3);
        assert_eq!(starts.tokens[0][0], tokenizer.special.previous);
        assert_eq!(starts.tokens[1].len(), 3);
    }

    #[test]
    fn an_english_only_model_gets_no_language() {
        let tokenizer = Tokenizer::load(&model("whisper-tiny")).unwrap();
        let starts = Starts::new(&tokenizer, Language::ENGLISH, false, None, 50);
        assert_eq!(starts.tokens[1], [tokenizer.special.start]);
    }

    #[test]
    fn the_prompts_own_words_are_known() {
        let said = |text: &str| text.split(' ').map(String::from).collect::<Vec<_>>();
        assert!(echoes(&said("um so uh I was"), Language::ENGLISH));
        assert!(!echoes(&said("um so I was like going"), Language::ENGLISH));
    }
}
