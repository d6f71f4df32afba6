//! Whisper's tokens: byte-level pairs (GPT-2's scheme), read from `tokenizer.json`, and the special tokens by name.

use std::{collections::HashMap, path::Path};

use domain::Language;
use serde::Deserialize;
use speech::Error;

use super::files::read_json;
use crate::runtime::unusable;

/// A token's number.
pub(crate) type Token = u32;

/// Turns text into tokens and back.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    ids: HashMap<String, Token>,
    /// Bytes of each text token; empty for special ones.
    bytes: Vec<Vec<u8>>,
    ranks: HashMap<(Token, Token), (usize, Token)>,
    /// The special tokens.
    pub(crate) special: Special,
}

/// Special tokens.
#[derive(Clone, Debug)]
pub(crate) struct Special {
    /// Ends the text. Every token below it is text.
    pub(crate) end: Token,
    /// Starts the answer.
    pub(crate) start: Token,
    /// Asks for the same language, not for English.
    pub(crate) transcribe: Option<Token>,
    /// Comes before text from before the window.
    pub(crate) previous: Token,
    /// Says that nobody speaks.
    pub(crate) no_speech: Token,
    /// 0.00 s. Each next token is 0.02 s later.
    pub(crate) first_time: Token,
    /// Tokens of the languages, with the languages.
    pub(crate) languages: Vec<(Token, Language)>,
}

#[derive(Deserialize)]
struct File {
    model: Model,
    added_tokens: Vec<Added>,
}

#[derive(Deserialize)]
struct Model {
    vocab: HashMap<String, Token>,
    merges: Vec<Merge>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Merge {
    Text(String),
    Pair(String, String),
}

#[derive(Deserialize)]
struct Added {
    id: Token,
    content: String,
}

/// More tokens than any Whisper has: a file that claims more is broken.
const MAX_TOKENS: Token = 200_000;

impl Tokenizer {
    /// Reads `tokenizer.json` from a model's folder.
    pub(crate) fn load(folder: &Path) -> Result<Self, Error> {
        let path = folder.join("tokenizer.json");
        let file: File = read_json(&path)?;
        if file
            .model
            .vocab
            .values()
            .chain(file.added_tokens.iter().map(|added| &added.id))
            .any(|id| *id > MAX_TOKENS)
        {
            return Err(unusable(
                &path,
                format!("it has token numbers above {MAX_TOKENS}"),
            ));
        }
        let special = Special::find(&file.added_tokens, &file.model.vocab)
            .map_err(|name| unusable(&path, format!("it has no token {name}, so it is not a Whisper's")))?;
        let letters = byte_letters();
        let mut bytes = vec![Vec::new(); special.end as usize];
        for (text, id) in &file.model.vocab {
            if let Some(place) = bytes.get_mut(*id as usize) {
                *place = text
                    .chars()
                    .filter_map(|letter| letters.get(&letter).copied())
                    .collect();
            }
        }
        let ids = file.model.vocab;
        let ranks = file
            .model
            .merges
            .iter()
            .enumerate()
            .filter_map(|(rank, merge)| {
                let (left, right) = match merge {
                    Merge::Text(text) => text.split_once(' ')?,
                    Merge::Pair(left, right) => (left.as_str(), right.as_str()),
                };
                let merged = *ids.get(&format!("{left}{right}"))?;
                Some(((*ids.get(left)?, *ids.get(right)?), (rank, merged)))
            })
            .collect();
        Ok(Self {
            ids,
            bytes,
            ranks,
            special,
        })
    }

    /// The bytes of a text token; nothing for special ones. One letter may be spread over several tokens.
    pub(crate) fn bytes(&self, token: Token) -> &[u8] {
        self.bytes.get(token as usize).map_or(&[], Vec::as_slice)
    }

    /// The tokens of `text`.
    pub(crate) fn encode(&self, text: &str) -> Vec<Token> {
        let mut letters = [' '; 256];
        for (letter, byte) in byte_letters() {
            letters[usize::from(byte)] = letter;
        }
        let mut tokens = Vec::new();
        for piece in pieces(text) {
            let mut parts: Vec<Token> = piece
                .bytes()
                .filter_map(|byte| {
                    self.ids
                        .get(letters[usize::from(byte)].to_string().as_str())
                        .copied()
                })
                .collect();
            while let Some((index, merged)) = self.best_merge(&parts) {
                parts[index] = merged;
                parts.remove(index + 1);
            }
            tokens.append(&mut parts);
        }
        tokens
    }

    fn best_merge(&self, parts: &[Token]) -> Option<(usize, Token)> {
        parts
            .windows(2)
            .enumerate()
            .filter_map(|(index, pair)| {
                self.ranks
                    .get(&(pair[0], pair[1]))
                    .map(|(rank, to)| (rank, index, *to))
            })
            .min()
            .map(|(_, index, merged)| (index, merged))
    }
}

impl Special {
    fn find(added: &[Added], vocab: &HashMap<String, Token>) -> Result<Self, &'static str> {
        let known: HashMap<&str, Token> = vocab
            .iter()
            .map(|(text, id)| (text.as_str(), *id))
            .chain(added.iter().map(|added| (added.content.as_str(), added.id)))
            .collect();
        let need = |name: &'static str| known.get(name).copied().ok_or(name);
        let no_timestamps = need("<|notimestamps|>")?;
        let languages = Language::all()
            .filter_map(|language| Some((*known.get(format!("<|{language}|>").as_str())?, language)))
            .collect();
        Ok(Self {
            end: need("<|endoftext|>")?,
            start: need("<|startoftranscript|>")?,
            transcribe: known.get("<|transcribe|>").copied(),
            previous: need("<|startofprev|>")?,
            no_speech: need("<|nospeech|>").or_else(|_| need("<|nocaptions|>"))?,
            first_time: known.get("<|0.00|>").copied().unwrap_or(no_timestamps + 1),
            languages,
        })
    }
}

/// GPT-2 writes each byte as a printable letter; this is the way back.
fn byte_letters() -> HashMap<char, u8> {
    let printable = |byte: u8| matches!(byte, b'!'..=b'~' | 0xa1..=0xac | 0xae..=0xff);
    let mut next = 256_u32;
    (0..=255_u8)
        .filter_map(|byte| {
            let letter = if printable(byte) {
                char::from(byte)
            } else {
                next += 1;
                char::from_u32(next - 1)?
            };
            Some((letter, byte))
        })
        .collect()
}

/// Cuts text as GPT-2 does before pairing bytes: contractions, then runs of letters, of digits, of other signs, each
/// with the space before it, and runs of spaces.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let length = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"]
            .iter()
            .find(|ending| rest.starts_with(**ending))
            .map_or_else(|| run_length(rest), |ending| ending.len());
        let (piece, after) = rest.split_at(length);
        found.push(piece);
        rest = after;
    }
    found
}

fn run_length(text: &str) -> usize {
    let kind = |letter: char| {
        if letter.is_whitespace() {
            0
        } else if letter.is_alphabetic() {
            1
        } else if letter.is_numeric() {
            2
        } else {
            3
        }
    };
    let body = text.strip_prefix(' ').unwrap_or(text);
    let lead = text.len() - body.len();
    match body.chars().next() {
        Some(first) if kind(first) != 0 => {
            lead + body
                .find(|letter| kind(letter) != kind(first))
                .unwrap_or(body.len())
        }
        _ => {
            let spaces = text
                .find(|letter: char| !letter.is_whitespace())
                .unwrap_or(text.len());
            // The last space belongs to the word after it, unless it stands alone.
            let last = text[..spaces].chars().next_back().map_or(0, char::len_utf8);
            if spaces < text.len() && spaces > last {
                spaces - last
            } else {
                spaces
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Tokenizer, pieces};
    use crate::runtime::tests::model;

    fn tokenizer() -> Tokenizer {
        Tokenizer::load(&model("whisper-tiny")).unwrap()
    }

    #[test]
    fn text_is_cut_like_gpt_2_does() {
        assert_eq!(
            pieces("I'm  here, 2nd¿é?"),
            ["I", "'m", " ", " here", ",", " 2", "nd", "¿", "é", "?"]
        );
        assert_eq!(pieces("a\n\n b "), ["a", "\n\n", " b", " "]);
    }

    #[test]
    fn tokens_are_those_of_the_reference() {
        // From openai-whisper's tokenizer for multilingual models.
        assert_eq!(tokenizer().encode(" Hello world"), [2425, 1002]);
        assert_eq!(tokenizer().encode(" "), [220]);
    }

    #[test]
    fn text_comes_back() {
        let tokenizer = tokenizer();
        for text in [
            " Um, so I, I went to the— 3.5 km.",
            "¿Qué tal? Año nuevo",
            "日本語 텍스트 👋🏽",
        ] {
            let bytes: Vec<u8> = tokenizer
                .encode(text)
                .iter()
                .flat_map(|token| tokenizer.bytes(*token).to_vec())
                .collect();
            assert_eq!(String::from_utf8(bytes).unwrap(), text);
        }
    }

    #[test]
    fn special_tokens_are_found_by_name() {
        let special = tokenizer().special;
        assert_eq!(special.first_time, 50_364);
        assert_eq!(special.languages.len(), 99);
        assert!(tokenizer().bytes(special.start).is_empty());
    }
}
