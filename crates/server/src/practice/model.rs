//! Sentences by a language model: any server that speaks OpenAI's chat completions, where the operator configured one.
//!
//! It is told a language and a level, never a word that somebody said. When it does not answer, or answers nonsense, the
//! curated set serves.

use std::time::Duration;

use domain::{CefrLevel, Language};
use reqwest::{Client, header};
use serde::Deserialize;
use serde_json::json;

/// Characters of a sentence; longer ones are not sentences to read aloud.
const SENTENCE_CHARS: usize = 300;

/// Bytes of an answer that are read.
const ANSWER_BYTES: usize = 64 * 1024;

/// Which model, and how to reach it.
#[derive(Clone)]
pub struct ModelSettings {
    /// Address of the server up to and with its version, such as `http://127.0.0.1:8080/v1`.
    pub url: String,
    /// The model's name there.
    pub model: String,
    /// Its key, where it wants one.
    pub key: Option<String>,
    /// How long it may take.
    pub patience: Duration,
}

/// A language model that makes sentences.
#[derive(Clone)]
pub struct SentenceModel {
    client: Client,
    settings: ModelSettings,
}

/// A sentence that a model made.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Made {
    /// The sentence.
    pub(crate) sentence: String,
    /// What it means, in the other language that was asked for.
    pub(crate) translation: String,
}

/// Why there is no sentence. For the log: the learner gets one from the curated set.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ModelError {
    /// It cannot be reached, or takes too long.
    #[error("the language model does not answer: {0}")]
    Unreachable(#[from] reqwest::Error),
    /// It refuses.
    #[error("the language model answers with status {0}")]
    Refused(u16),
    /// What it says is no sentence.
    #[error("the language model's answer cannot be used: {0}")]
    Nonsense(String),
}

#[derive(Deserialize)]
struct Answer {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

impl SentenceModel {
    /// Nothing is sent yet.
    ///
    /// # Errors
    /// When no client can be made on this machine.
    pub fn new(settings: ModelSettings) -> Result<Self, reqwest::Error> {
        let client = Client::builder()
            .timeout(settings.patience)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { client, settings })
    }

    /// A sentence in `language` at `level`, with its meaning in `other`; like none of `seen`.
    pub(crate) async fn sentence(
        &self,
        language: Language,
        other: Language,
        level: CefrLevel,
        seen: &[&str],
    ) -> Result<Made, ModelError> {
        let url = format!("{}/chat/completions", self.settings.url.trim_end_matches('/'));
        let body = json!({
            "model": self.settings.model,
            "temperature": 0.9,
            "response_format": { "type": "json_object" },
            "messages": [
                { "role": "system", "content": "You write sentences for language learners to read aloud. Answer with JSON only." },
                { "role": "user", "content": request(language, other, level, seen) },
            ],
        });
        let mut request = self
            .client
            .post(url)
            .header(header::CONTENT_TYPE, "application/json")
            .body(body.to_string());
        if let Some(key) = &self.settings.key {
            request = request.bearer_auth(key);
        }
        let mut response = request.send().await?;
        if !response.status().is_success() {
            return Err(ModelError::Refused(response.status().as_u16()));
        }
        let mut answer = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            answer.extend_from_slice(&chunk);
            if answer.len() > ANSWER_BYTES {
                return Err(ModelError::Nonsense("it is too long".to_owned()));
            }
        }
        read(&answer)
    }
}

fn request(language: Language, other: Language, level: CefrLevel, seen: &[&str]) -> String {
    let mut text = format!(
        "Write one natural sentence in the language with ISO code {language} at CEFR level {level:?}, and its translation \
         into {other}. Answer as {{\"sentence\": \"…\", \"translation\": \"…\"}}."
    );
    if !seen.is_empty() {
        text.push_str(" Not one of these: ");
        text.push_str(&seen.join(" | "));
    }
    text
}

/// The sentence in an answer, if it is one: one line, not too long.
fn read(answer: &[u8]) -> Result<Made, ModelError> {
    let nonsense = |error: serde_json::Error| ModelError::Nonsense(error.to_string());
    let answer: Answer = serde_json::from_slice(answer).map_err(nonsense)?;
    let first = answer.choices.into_iter().next();
    let content = first.map(|choice| choice.message.content).unwrap_or_default();
    // Some models put their JSON into a fence, whatever they are told.
    let json = content
        .trim()
        .trim_start_matches("```json")
        .trim_matches('`')
        .trim();
    let made: Made = serde_json::from_str(json).map_err(nonsense)?;
    for text in [&made.sentence, &made.translation] {
        let chars = text.chars().count();
        if text.trim().is_empty() || chars > SENTENCE_CHARS || text.chars().any(char::is_control) {
            return Err(ModelError::Nonsense("it is no sentence to read aloud".to_owned()));
        }
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(content: &str) -> Result<Made, String> {
        let answer = json!({ "choices": [{ "message": { "role": "assistant", "content": content } }] });
        read(answer.to_string().as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_sentence_is_read_also_from_a_fence() {
        let plain = r#"{"sentence": "Hace frío.", "translation": "It is cold."}"#;
        let made = said(plain).unwrap();
        assert_eq!(made.sentence, "Hace frío.");
        assert_eq!(said(&format!("```json\n{plain}\n```")).unwrap(), made);
    }

    #[test]
    fn nonsense_is_refused() {
        for content in [
            "Here is a sentence: Hace frío.",
            r#"{"sentence": "", "translation": "x"}"#,
            r#"{"sentence": "a\nb", "translation": "x"}"#,
            r#"{"sentence": "only this"}"#,
        ] {
            assert!(said(content).is_err(), "{content}");
        }
        let long = "word ".repeat(100);
        assert!(said(&json!({ "sentence": long, "translation": "x" }).to_string()).is_err());
        assert!(read(b"not json").is_err());
        assert!(read(br#"{"choices": []}"#).is_err());
    }
}
