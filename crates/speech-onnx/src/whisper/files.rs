//! The files of a Whisper in the hub's ONNX layout: which there are, and what the small ones say.

use std::path::{Path, PathBuf};

use serde::{Deserialize, de::DeserializeOwned};
use speech::Error;

use super::tokenizer::Token;
use crate::runtime::unusable;

/// Larger text files than this are not a Whisper's (the largest known is 4 MB).
const MAX_JSON_BYTES: u64 = 64 << 20;

/// What a Whisper's configuration says.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Mel bands of the input.
    pub(crate) mel_bands: usize,
    /// Values of each of the encoder's states.
    pub(crate) width: usize,
    /// Layers of the decoder.
    pub(crate) layers: usize,
    /// Attention heads of each of the decoder's layers.
    pub(crate) heads: usize,
    /// States that the encoder gives for 30 s.
    pub(crate) states: usize,
    /// Tokens that fit in the decoder.
    pub(crate) max_tokens: usize,
    /// Numbers of tokens that it knows.
    pub(crate) vocabulary: usize,
    /// Whether it was made for more than English.
    pub(crate) multilingual: bool,
    /// Tokens that are never right (signs that are not spoken).
    pub(crate) suppressed: Vec<Token>,
    /// Tokens that are never right at the start.
    pub(crate) suppressed_first: Vec<Token>,
}

#[derive(Deserialize)]
struct Config {
    model_type: String,
    num_mel_bins: usize,
    d_model: usize,
    decoder_layers: usize,
    decoder_attention_heads: usize,
    max_source_positions: usize,
    max_target_positions: usize,
    vocab_size: usize,
    suppress_tokens: Option<Vec<Token>>,
    begin_suppress_tokens: Option<Vec<Token>>,
}

#[derive(Default, Deserialize)]
struct Generation {
    is_multilingual: Option<bool>,
    suppress_tokens: Option<Vec<Token>>,
    begin_suppress_tokens: Option<Vec<Token>>,
}

impl Settings {
    /// Reads `config.json` and `generation_config.json` (which very old exports lack) of `folder`.
    pub(crate) fn load(folder: &Path) -> Result<Self, Error> {
        let path = folder.join("config.json");
        let kind: serde_json::Value = read_json(&path)?;
        if kind.get("model_type").and_then(serde_json::Value::as_str) != Some("whisper") {
            return Err(unusable(
                &path,
                "it is not a Whisper's; give the folder of a Whisper in ONNX layout",
            ));
        }
        let config: Config = read_json(&path)?;
        let generation_path = folder.join("generation_config.json");
        let generation: Generation = if generation_path.exists() {
            read_json(&generation_path)?
        } else {
            Generation::default()
        };
        let plausible = config.model_type == "whisper"
            && matches!(config.num_mel_bins, 1..=256)
            && matches!(config.d_model, 1..=8192)
            && matches!(config.decoder_layers, 1..=64)
            && matches!(config.decoder_attention_heads, 1..=64)
            && config.d_model.is_multiple_of(config.decoder_attention_heads)
            && matches!(config.max_source_positions, 1..=6000)
            && matches!(config.max_target_positions, 16..=4096)
            && matches!(config.vocab_size, 1000..=200_000);
        if !plausible {
            return Err(unusable(
                &path,
                "its sizes are not those of a Whisper; get the model's files again",
            ));
        }
        Ok(Self {
            mel_bands: config.num_mel_bins,
            width: config.d_model,
            layers: config.decoder_layers,
            heads: config.decoder_attention_heads,
            states: config.max_source_positions,
            max_tokens: config.max_target_positions,
            vocabulary: config.vocab_size,
            // English-only models have one token fewer.
            multilingual: generation.is_multilingual.unwrap_or(config.vocab_size >= 51_865),
            suppressed: generation
                .suppress_tokens
                .or(config.suppress_tokens)
                .unwrap_or_default(),
            suppressed_first: generation
                .begin_suppress_tokens
                .or(config.begin_suppress_tokens)
                .unwrap_or_default(),
        })
    }
}

/// The graph `part` (`encoder_model`, `decoder_model_merged`) of the model in `folder`: 8-bit where there is a choice.
pub(crate) fn graph(folder: &Path, part: &str) -> Result<PathBuf, Error> {
    let onnx = folder.join("onnx");
    ["_quantized", "_int8", "_uint8", ""]
        .iter()
        .map(|kind| onnx.join(format!("{part}{kind}.onnx")))
        .find(|path| path.is_file())
        .ok_or_else(|| {
            let path = onnx.join(format!("{part}_quantized.onnx"));
            unusable(
                &path,
                format!("the file is missing, and so is {part}.onnx; get the model's files again"),
            )
        })
}

/// Reads a JSON file.
pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, Error> {
    let size = std::fs::metadata(path)
        .map_err(|error| {
            unusable(
                path,
                format!("it cannot be read ({error}); get the model's files again"),
            )
        })?
        .len();
    if size > MAX_JSON_BYTES {
        return Err(unusable(
            path,
            format!("it is larger than {} MB", MAX_JSON_BYTES >> 20),
        ));
    }
    let bytes =
        std::fs::read(path).map_err(|error| unusable(path, format!("it cannot be read ({error})")))?;
    serde_json::from_slice(&bytes).map_err(|error| {
        unusable(
            path,
            format!("it is not what a Whisper has there ({error}); get the model's files again"),
        )
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Settings, graph};
    use crate::{runtime::tests::model, whisper::tokenizer::Tokenizer};

    #[test]
    fn a_whisper_tells_its_sizes() {
        let settings = Settings::load(&model("whisper-tiny")).unwrap();
        assert_eq!((settings.layers, settings.width, settings.heads), (4, 384, 6));
        assert!(settings.multilingual && !settings.suppressed.is_empty());
    }

    #[test]
    fn a_missing_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        assert!(
            Settings::load(folder.path())
                .unwrap_err()
                .to_string()
                .contains("config.json")
        );
        let error = graph(folder.path(), "encoder_model").unwrap_err().to_string();
        assert!(
            error.contains("encoder_model_quantized.onnx") && error.contains("missing"),
            "{error}"
        );
    }

    #[test]
    fn another_kind_of_model_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("config.json"), r#"{"model_type":"bert"}"#).unwrap();
        let error = Settings::load(folder.path()).unwrap_err().to_string();
        assert!(error.contains("not a Whisper"), "{error}");
    }

    /// JSON that is almost right: known keys with any values.
    fn almost() -> impl Strategy<Value = String> {
        let value = prop_oneof![
            Just("null".to_owned()),
            Just("\"whisper\"".to_owned()),
            Just("[1,2]".to_owned()),
            Just("[\"a b\"]".to_owned()),
            Just("{\"a\":1}".to_owned()),
            Just("[{\"id\":4294967295,\"content\":\"<|endoftext|>\"}]".to_owned()),
            Just("{\"vocab\":{\"a\":4294967295},\"merges\":[\"a\"]}".to_owned()),
            any::<i64>().prop_map(|number| number.to_string()),
        ];
        let key = prop_oneof![
            Just("model_type"),
            Just("num_mel_bins"),
            Just("d_model"),
            Just("decoder_layers"),
            Just("vocab_size"),
            Just("decoder_attention_heads"),
            Just("max_source_positions"),
            Just("max_target_positions"),
            Just("suppress_tokens"),
            Just("model"),
            Just("added_tokens"),
            Just("is_multilingual"),
        ];
        proptest::collection::hash_map(key, value, 0..12).prop_map(|map| {
            let fields: Vec<String> = map
                .iter()
                .map(|(key, value)| format!("\"{key}\":{value}"))
                .collect();
            format!("{{{}}}", fields.join(","))
        })
    }

    proptest! {
        #[test]
        fn garbage_in_the_files_is_an_error_and_never_a_panic(
            text in prop_oneof![almost(), ".*"],
        ) {
            let folder = tempfile::tempdir().unwrap();
            for file in ["config.json", "generation_config.json", "tokenizer.json"] {
                std::fs::write(folder.path().join(file), &text).unwrap();
            }
            prop_assert!(Settings::load(folder.path()).is_err());
            prop_assert!(Tokenizer::load(folder.path()).is_err());
        }
    }
}
