//! From tokens to words, with their confidence and roughly their time.

use domain::{Language, Span};
use speech::{HeardWord, Window};

use super::{rules::Choice, tokenizer::Tokenizer};

/// Seconds of one time step.
const TIME_STEP: f64 = 0.02;
/// Languages written without spaces between words.
const UNSPACED: [&str; 8] = ["zh", "ja", "th", "lo", "my", "yue", "km", "bo"];
/// Signs that belong to the word after them.
const OPENING: [char; 11] = ['"', '\'', '“', '‘', '¿', '¡', '(', '[', '{', '«', '-'];

/// What was said between two times.
#[derive(Debug, PartialEq)]
pub(crate) struct Segment {
    /// Seconds into the window.
    pub(crate) span: Span,
    tokens: Vec<Choice>,
    /// Whether the model said when it ends.
    pub(crate) closed: bool,
}

/// Cuts `choices` at their times, in a window of `seconds`.
pub(crate) fn segments(choices: &[Choice], tokenizer: &Tokenizer, seconds: f64) -> Vec<Segment> {
    let mut found = Vec::new();
    let (mut start, mut tokens) = (0.0, Vec::new());
    for choice in choices {
        if let Some(step) = choice.token.checked_sub(tokenizer.special.first_time) {
            let time = (f64::from(step) * TIME_STEP).min(seconds);
            if !tokens.is_empty() {
                found.push(Segment {
                    span: Span::new(start, time),
                    tokens: std::mem::take(&mut tokens),
                    closed: true,
                });
            }
            start = time;
        } else {
            tokens.push(*choice);
        }
    }
    if !tokens.is_empty() {
        found.push(Segment {
            span: Span::new(start, seconds),
            tokens,
            closed: false,
        });
    }
    found
}

/// The words of a segment, at their rough times in the recording.
pub(crate) fn words(
    segment: &Segment,
    tokenizer: &Tokenizer,
    language: Language,
    window: &Window,
) -> Vec<HeardWord> {
    let parts = attach_signs(split(&units(&segment.tokens, tokenizer), language));
    let length = |part: &Part| part.text.chars().count().max(1) as f64;
    let total: f64 = parts.iter().map(length).sum();
    let step = segment.span.duration() / total.max(1.0);
    let mut at = segment.span.start;
    parts
        .into_iter()
        .map(|part| {
            let end = at + length(&part) * step;
            let rough = Span::new(window.to_source(at), window.end_to_source(end));
            at = end;
            HeardWord {
                confidence: part.log_probability.exp().clamp(0.0, 1.0),
                text: part.text,
                rough,
            }
        })
        .collect()
}

/// A piece of text with the log probability of its tokens.
#[derive(Debug, PartialEq)]
struct Part {
    text: String,
    log_probability: f64,
}

/// The smallest runs of tokens that are whole letters.
fn units(tokens: &[Choice], tokenizer: &Tokenizer) -> Vec<Part> {
    let mut found = Vec::new();
    let (mut bytes, mut log_probability) = (Vec::new(), 0.0);
    for (index, choice) in tokens.iter().enumerate() {
        bytes.extend_from_slice(tokenizer.bytes(choice.token));
        log_probability += f64::from(choice.log_probability);
        let whole = std::str::from_utf8(&bytes).is_ok();
        if whole || index + 1 == tokens.len() {
            let text = String::from_utf8_lossy(&bytes).replace(char::REPLACEMENT_CHARACTER, "");
            found.push(Part {
                text,
                log_probability,
            });
            (bytes, log_probability) = (Vec::new(), 0.0);
        }
    }
    found
}

/// Words: what stands between spaces, or single units where a language has no spaces.
fn split(units: &[Part], language: Language) -> Vec<Part> {
    let unspaced = UNSPACED.contains(&language.code());
    let mut found: Vec<Part> = Vec::new();
    for unit in units {
        let begins = unspaced || unit.text.starts_with(char::is_whitespace);
        match found.last_mut() {
            Some(word) if !begins => {
                word.text.push_str(&unit.text);
                word.log_probability += unit.log_probability;
            }
            _ => found.push(Part {
                text: unit.text.clone(),
                log_probability: unit.log_probability,
            }),
        }
    }
    found
}

/// Trims words and gives signs that stand alone to a neighbour. What is nothing but signs is no word.
fn attach_signs(parts: Vec<Part>) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    let mut opening: Option<Part> = None;
    for part in parts {
        let text: String = part.text.split_whitespace().collect();
        let log_probability = part.log_probability;
        if text.is_empty() {
            continue;
        }
        if text.chars().any(char::is_alphanumeric) {
            let before = opening.take().unwrap_or(Part {
                text: String::new(),
                log_probability: 0.0,
            });
            found.push(Part {
                text: before.text + &text,
                log_probability: before.log_probability + log_probability,
            });
        } else if text.chars().all(|sign| OPENING.contains(&sign))
            && part.text.starts_with(char::is_whitespace)
        {
            opening = Some(Part {
                text,
                log_probability,
            });
        } else if let Some(word) = found.last_mut() {
            word.text.push_str(&text);
            word.log_probability += log_probability;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use domain::{Language, Span};
    use speech::Window;

    use super::{segments, words};
    use crate::{
        runtime::tests::model,
        whisper::{
            rules::Choice,
            tokenizer::{Token, Tokenizer},
        },
    };

    fn tokenizer() -> Tokenizer {
        Tokenizer::load(&model("whisper-tiny")).unwrap()
    }

    fn choices(tokens: &[Token]) -> Vec<Choice> {
        tokens
            .iter()
            .map(|token| Choice {
                token: *token,
                log_probability: 0.5_f32.ln(),
            })
            .collect()
    }

    fn texts(text: &str, language: &str) -> Vec<String> {
        let tokenizer = tokenizer();
        let segment = segments(&choices(&tokenizer.encode(text)), &tokenizer, 10.0).remove(0);
        let window = Window {
            stretches: vec![Span::new(0.0, 10.0)],
        };
        words(&segment, &tokenizer, language.parse().unwrap(), &window)
            .into_iter()
            .map(|word| word.text)
            .collect()
    }

    #[test]
    fn signs_stay_with_their_words() {
        assert_eq!(
            texts(" Well, I don't - know... so-called 3.5 \"yes\" !", "en"),
            ["Well,", "I", "don't", "-know...", "so-called", "3.5", "\"yes\"!"]
        );
        assert_eq!(texts(" ¿Qué tal? ¡ Hola !", "es"), ["¿Qué", "tal?", "¡Hola!"]);
        assert!(texts(" ...", "en").is_empty());
    }

    #[test]
    fn languages_without_spaces_are_cut_by_their_tokens() {
        let words = texts("今日は、いい天気。", "ja");
        assert!(
            words.len() > 2 && words.concat() == "今日は、いい天気。",
            "{words:?}"
        );
        assert!(words.iter().all(|word| word.chars().any(char::is_alphanumeric)));
    }

    #[test]
    fn times_come_from_the_segment_through_the_window() {
        let tokenizer = tokenizer();
        let time = |seconds: f64| tokenizer.special.first_time + (seconds * 50.0) as Token;
        let mut tokens = vec![time(1.0)];
        tokens.extend(tokenizer.encode(" ab cd"));
        tokens.extend([time(3.0), time(3.0)]);
        tokens.extend(tokenizer.encode(" ef"));
        let segments = segments(&choices(&tokens), &tokenizer, 4.0);
        assert_eq!(segments[0].span, Span::new(1.0, 3.0));
        assert!(segments[0].closed && !segments[1].closed);
        assert_eq!(segments[1].span, Span::new(3.0, 4.0));
        let window = Window {
            stretches: vec![Span::new(10.0, 12.0), Span::new(20.0, 22.0)],
        };
        let words = words(&segments[0], &tokenizer, Language::ENGLISH, &window);
        assert_eq!(words[0].rough, Span::new(11.0, 12.0));
        assert_eq!(words[1].rough, Span::new(20.0, 21.0));
        assert!(words[0].confidence <= 0.5);
    }
}
