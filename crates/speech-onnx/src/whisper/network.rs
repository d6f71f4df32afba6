//! Whisper's two networks: sound to states once a window, then states and tokens to the logits of the next token, with
//! the decoder's memory (the key–value cache) kept inside the runtime from token to token.

use std::path::Path;

use ort::{
    session::{
        HasSelectedOutputs, OutputSelector, RunOptions, Session, SessionInputValue, SessionInputs,
        SessionOutputs,
    },
    value::{DynValue, Tensor, TensorRef},
};
use sha2::{Digest, Sha256};
use speech::Error;

use super::{
    edit,
    files::{Settings, graph},
    tokenizer::Token,
};
use crate::runtime::{Runtime, failed, unusable};

/// The engine's name in errors.
pub(crate) const ENGINE: &str = "whisper";

/// Encoder and decoder of one model.
pub(crate) struct Network {
    encoder: Session,
    decoder: Session,
    states_out: RunOptions<HasSelectedOutputs>,
    first_out: RunOptions<HasSelectedOutputs>,
    next_out: RunOptions<HasSelectedOutputs>,
    mel_bands: usize,
    width: usize,
    layers: usize,
    head_shape: [usize; 4],
    vocabulary: usize,
    /// Start of the sha256 of the decoder's file.
    pub(crate) fingerprint: String,
}

/// The encoder's states of one window.
pub(crate) struct States(DynValue);

/// The decoder's memory of one window: what each token so far and each state means to each layer.
pub(crate) struct Memory {
    /// Of tokens, by layer: key, value. A step makes new ones.
    tokens: Vec<DynValue>,
    /// Of the sound, by layer: key, value. Made once a window.
    sound: Vec<DynValue>,
}

impl Network {
    /// Loads both graphs from `folder`.
    pub(crate) fn load(
        runtime: &Runtime,
        folder: &Path,
        settings: &Settings,
        threads: usize,
    ) -> Result<Self, Error> {
        let encoder_path = graph(folder, "encoder_model")?;
        let decoder_path = graph(folder, "decoder_model_merged")?;
        let (encoder, _) = load_edited(runtime, &encoder_path, threads, edit::keep_hidden_state_only)?;
        let (decoder, fingerprint) = load_edited(runtime, &decoder_path, threads, edit::quantize_logits)?;
        check(
            &encoder,
            &encoder_path,
            &["input_features".into()],
            &["last_hidden_state".into()],
        )?;
        let mut inputs = names("past_key_values", settings.layers, &["decoder", "encoder"]);
        inputs.extend(["input_ids", "encoder_hidden_states", "use_cache_branch"].map(String::from));
        let mut outputs = names("present", settings.layers, &["decoder", "encoder"]);
        outputs.push("logits".into());
        check(&decoder, &decoder_path, &inputs, &outputs)?;
        let failed = failed(ENGINE);
        let next = names("present", settings.layers, &["decoder"]);
        Ok(Self {
            encoder,
            decoder,
            states_out: selecting(&["last_hidden_state".into()]).map_err(&failed)?,
            first_out: selecting(&outputs).map_err(&failed)?,
            next_out: selecting(&[next, vec!["logits".into()]].concat()).map_err(&failed)?,
            mel_bands: settings.mel_bands,
            width: settings.width,
            layers: settings.layers,
            head_shape: [1, settings.heads, 0, settings.width / settings.heads],
            vocabulary: settings.vocabulary,
            fingerprint,
        })
    }

    /// Encodes a log-mel spectrogram (bands × frames).
    pub(crate) fn encode(&mut self, mel: &[f32]) -> ort::Result<States> {
        let shape = [1, self.mel_bands, mel.len() / self.mel_bands];
        let inputs = ort::inputs! { "input_features" => TensorRef::from_array_view((shape, mel))? };
        let mut outputs = self.encoder.run_with_options(inputs, &self.states_out)?;
        Ok(States(take(&mut outputs, "last_hidden_state")?))
    }

    /// Begins decoding: the logits after each of `tokens` (one row of the vocabulary's size each), and the memory.
    pub(crate) fn begin(&mut self, states: &States, tokens: &[Token]) -> ort::Result<(Vec<f32>, Memory)> {
        let nothing = Tensor::from_array((self.head_shape, Vec::<f32>::new()))?.into_dyn();
        let ids: Vec<i64> = tokens.iter().map(|token| i64::from(*token)).collect();
        let mut inputs: Vec<(String, SessionInputValue<'_>)> = vec![
            (
                "input_ids".into(),
                TensorRef::from_array_view(([1, ids.len()], ids.as_slice()))?.into(),
            ),
            ("encoder_hidden_states".into(), (&states.0).into()),
            (
                "use_cache_branch".into(),
                Tensor::from_array(([1], vec![false]))?.into(),
            ),
        ];
        for name in names("past_key_values", self.layers, &["decoder", "encoder"]) {
            inputs.push((name, (&nothing).into()));
        }
        let mut outputs = self
            .decoder
            .run_with_options(SessionInputs::<0>::from(inputs), &self.first_out)?;
        let mut all = |kind| {
            names("present", self.layers, &[kind])
                .iter()
                .map(|name| take(&mut outputs, name))
                .collect::<ort::Result<Vec<_>>>()
        };
        let memory = Memory {
            tokens: all("decoder")?,
            sound: all("encoder")?,
        };
        Ok((
            rows(&take(&mut outputs, "logits")?, self.vocabulary, tokens.len())?,
            memory,
        ))
    }

    /// The logits after one more token. `tokens` is the memory of the tokens so far, `memory` that of the sound.
    fn step(
        &mut self,
        tokens: &[DynValue],
        memory: &Memory,
        token: Token,
    ) -> ort::Result<(Vec<f32>, Vec<DynValue>)> {
        let id = [i64::from(token)];
        // The states are in the memory already, but the graph prepares what it is given: give it one empty state.
        let no_states = Tensor::from_array(([1, 1, self.width], vec![0.0_f32; self.width]))?;
        let mut inputs: Vec<(String, SessionInputValue<'_>)> = vec![
            (
                "input_ids".into(),
                TensorRef::from_array_view(([1, 1], id.as_slice()))?.into(),
            ),
            ("encoder_hidden_states".into(), no_states.into()),
            (
                "use_cache_branch".into(),
                Tensor::from_array(([1], vec![true]))?.into(),
            ),
        ];
        for (kind, values) in [("decoder", tokens), ("encoder", memory.sound.as_slice())] {
            for (name, value) in names("past_key_values", self.layers, &[kind])
                .into_iter()
                .zip(values)
            {
                inputs.push((name, value.into()));
            }
        }
        let mut outputs = self
            .decoder
            .run_with_options(SessionInputs::<0>::from(inputs), &self.next_out)?;
        let next = names("present", self.layers, &["decoder"])
            .iter()
            .map(|name| take(&mut outputs, name))
            .collect::<ort::Result<_>>()?;
        Ok((rows(&take(&mut outputs, "logits")?, self.vocabulary, 1)?, next))
    }

    /// One way through the text of a window, from the memory that [`Network::begin`] made.
    pub(crate) fn path<'a>(&'a mut self, memory: &'a Memory) -> DecoderPath<'a> {
        DecoderPath {
            network: self,
            memory,
            own: None,
        }
    }
}

/// One attempt at the text of a window. The memory it starts from stays for other attempts.
pub(crate) struct DecoderPath<'a> {
    network: &'a mut Network,
    memory: &'a Memory,
    own: Option<Vec<DynValue>>,
}

impl DecoderPath<'_> {
    /// The logits after one more token.
    pub(crate) fn step(&mut self, token: Token) -> ort::Result<Vec<f32>> {
        let tokens = self.own.as_deref().unwrap_or(&self.memory.tokens);
        let (logits, next) = self.network.step(tokens, self.memory, token)?;
        self.own = Some(next);
        Ok(logits)
    }
}

/// A session over the graph at `path` after `edit`, and the start of the file's sha256.
fn load_edited(
    runtime: &Runtime,
    path: &Path,
    threads: usize,
    edit: fn(&[u8]) -> Option<Vec<u8>>,
) -> Result<(Session, String), Error> {
    let bytes =
        std::fs::read(path).map_err(|error| unusable(path, format!("it cannot be read ({error})")))?;
    let fingerprint = Sha256::digest(&bytes)
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    // A graph with its weights in a file beside it must be loaded by its path.
    let session = if path.with_extension("onnx_data").is_file() {
        runtime.session_beside_data(path, threads)
    } else if let Some(edited) = edit(&bytes) {
        drop(bytes);
        runtime.session_from_bytes(&edited, path, threads)
    } else {
        runtime.session_from_bytes(&bytes, path, threads)
    };
    Ok((session?, fingerprint))
}

fn check(session: &Session, path: &Path, inputs: &[String], outputs: &[String]) -> Result<(), Error> {
    let missing = |wanted: &[String], known: &[ort::value::Outlet]| {
        wanted
            .iter()
            .find(|name| !known.iter().any(|known| known.name() == name.as_str()))
            .cloned()
    };
    let (kind, name) = match (
        missing(inputs, session.inputs()),
        missing(outputs, session.outputs()),
    ) {
        (Some(name), _) => ("input", name),
        (None, Some(name)) => ("output", name),
        (None, None) => return Ok(()),
    };
    Err(unusable(
        path,
        format!("it has no {kind} “{name}”; a Whisper exported with its cache, as on the hub, is needed"),
    ))
}

/// `PREFIX.LAYER.KIND.key` and `.value` for each layer.
fn names(prefix: &str, layers: usize, kinds: &[&str]) -> Vec<String> {
    (0..layers)
        .flat_map(|layer| {
            kinds
                .iter()
                .flat_map(move |kind| ["key", "value"].map(|what| format!("{prefix}.{layer}.{kind}.{what}")))
        })
        .collect()
}

fn selecting(names: &[String]) -> ort::Result<RunOptions<HasSelectedOutputs>> {
    let selector = names
        .iter()
        .fold(OutputSelector::no_default(), |selector, name| selector.with(name));
    Ok(RunOptions::new()?.with_outputs(selector))
}

fn take(outputs: &mut SessionOutputs<'_>, name: &str) -> ort::Result<DynValue> {
    outputs
        .remove(name)
        .ok_or_else(|| ort::Error::new(format!("the model gave no “{name}”")))
}

fn rows(logits: &DynValue, vocabulary: usize, count: usize) -> ort::Result<Vec<f32>> {
    let values = logits.try_extract_tensor::<f32>()?.1;
    if values.len() == vocabulary * count {
        Ok(values.to_vec())
    } else {
        Err(ort::Error::new(format!(
            "{} logits came for {count} tokens of {vocabulary}",
            values.len()
        )))
    }
}
