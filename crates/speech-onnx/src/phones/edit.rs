//! Edits Whisper-tiny's encoder when it is loaded, so that it can be used on short sound and looked into.
//!
//! Two changes to the ONNX graph. The table of positions, 1500 rows for 30 s, is sliced to the length of the input, so
//! that short sound need not be padded to 30 s. And the outputs after layers 1 and 2 (counted from 0) become outputs of
//! the model beside the last one, in place of the attentions, which nobody reads here.
//!
//! Nothing is panicked over: a file that is not the right model gives an [`EditError`].

use crate::graph::{
    GRAPH_INITIALIZER, GRAPH_NODE, GRAPH_OUTPUT, MODEL_GRAPH, Message, NODE_INPUT, NODE_OPERATOR,
    NODE_OUTPUT, TENSOR_DIMS, TENSOR_NAME, TENSOR_RAW, TENSOR_TYPE, VALUE_NAME, Value,
};

/// `NodeProto.name`.
const NODE_NAME: u64 = 3;
/// `ValueInfoProto.type`, in it `TypeProto.tensor_type`, in it `TypeProto.Tensor.elem_type`.
const VALUE_TYPE: u64 = 2;
const TYPE_TENSOR: u64 = 1;
const TENSOR_ELEMENT: u64 = 1;
/// `TensorProto.DataType` of 32-bit floats and of 64-bit whole numbers.
const FLOAT: u64 = 1;
const INT64: u64 = 7;

/// The table of positions.
const POSITIONS: &[u8] = b"embed_positions.weight";
/// What stands in its place.
const SLICED: &[u8] = b"vivavoce_positions";
/// The output that stays.
const LAST: &str = "last_hidden_state";
/// Layers whose input is wanted: it is the output of the layer before.
const LAYERS_AFTER: [usize; 2] = [2, 3];

/// Why a model cannot be edited.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum EditError {
    /// Not a protocol buffer.
    #[error("it is damaged or cut short")]
    Damaged,
    /// A part that the edit needs is not there.
    #[error("it is not Whisper-tiny's encoder as exported for the hub: it has no {0}")]
    Missing(String),
}

/// An encoder with its edits.
#[derive(Debug)]
pub(super) struct Edited {
    /// The model as ONNX.
    pub(super) model: Vec<u8>,
    /// Names of the outputs: the last layer's, then those after layers 1 and 2.
    pub(super) outputs: [String; 3],
}

/// Makes the two edits in an ONNX model.
pub(super) fn edit(bytes: &[u8]) -> Result<Edited, EditError> {
    let mut model = Message::parse(bytes).ok_or(EditError::Damaged)?;
    if !model.fields.iter().any(|(number, _)| *number == MODEL_GRAPH) {
        return Err(missing("graph"));
    }
    let graph = model.open(MODEL_GRAPH).next().ok_or(EditError::Damaged)?;
    let inner = [
        inner_output(graph, LAYERS_AFTER[0])?,
        inner_output(graph, LAYERS_AFTER[1])?,
    ];
    slice_positions(graph)?;
    choose_outputs(graph, &inner)?;
    let [first, second] = inner;
    Ok(Edited {
        model: model.encode(),
        outputs: [LAST.to_owned(), first, second],
    })
}

fn missing(what: impl Into<String>) -> EditError {
    EditError::Missing(what.into())
}

/// What a layer gets, which is what the layer before it gives.
fn inner_output(graph: &Message<'_>, layer: usize) -> Result<String, EditError> {
    let prefix = format!("/layers.{layer}/self_attn_layer_norm/");
    for bytes in graph.all_bytes(GRAPH_NODE) {
        let node = Message::parse(bytes).ok_or(EditError::Damaged)?;
        let begins = node
            .bytes(NODE_NAME)
            .is_some_and(|name| name.starts_with(prefix.as_bytes()));
        let normalises = matches!(
            node.bytes(NODE_OPERATOR),
            Some(b"ReduceMean" | b"LayerNormalization")
        );
        if let Some(input) = node.bytes(NODE_INPUT).filter(|_| begins && normalises) {
            return String::from_utf8(input.to_vec()).map_err(|_| EditError::Damaged);
        }
    }
    Err(missing(format!("layer named “{prefix}”")))
}

/// Lets the node that adds the positions take as many as there are frames.
fn slice_positions(graph: &mut Message<'_>) -> Result<(), EditError> {
    let found = graph
        .fields
        .iter()
        .enumerate()
        .filter(|(_, (number, _))| *number == GRAPH_NODE)
        .find_map(|(place, (_, value))| Some((place, if_adds_positions(value)?)));
    let absent = || missing("node that adds the table of positions to the sound");
    let (place, bytes) = found.ok_or_else(absent)?;
    let node = Message::parse(&bytes).ok_or(EditError::Damaged)?;
    let sound = node
        .all_bytes(NODE_INPUT)
        .find(|input| *input != POSITIONS)
        .ok_or_else(absent)?
        .to_vec();
    let mut sliced = Message::default();
    for (number, value) in node.fields {
        let positions =
            number == NODE_INPUT && matches!(&value, Value::Bytes(name) if name.as_ref() == POSITIONS);
        sliced.fields.push((
            number,
            if positions {
                Value::Bytes(SLICED.into())
            } else {
                value
            },
        ));
    }
    graph.fields[place].1 = Value::Bytes(sliced.encode().into());
    for node in slicing_nodes(&sound).into_iter().rev() {
        graph
            .fields
            .insert(place, (GRAPH_NODE, Value::Bytes(node.encode().into())));
    }
    for (name, value) in [(b"vivavoce_zero".as_slice(), 0_i64), (b"vivavoce_one", 1)] {
        let tensor = Message::default()
            .with_varint(TENSOR_DIMS, 1)
            .with_varint(TENSOR_TYPE, INT64)
            .with_bytes(TENSOR_NAME, name)
            .with_bytes(TENSOR_RAW, value.to_le_bytes().to_vec());
        graph
            .fields
            .push((GRAPH_INITIALIZER, Value::Bytes(tensor.encode().into())));
    }
    Ok(())
}

/// The node's bytes when it reads the table of positions.
fn if_adds_positions(node: &Value<'_>) -> Option<Vec<u8>> {
    match node {
        Value::Bytes(bytes)
            if Message::parse(bytes)?
                .all_bytes(NODE_INPUT)
                .any(|input| input == POSITIONS) =>
        {
            Some(bytes.to_vec())
        }
        _ => None,
    }
}

/// The shape of `sound` (batch × frames × width), its frames, and as many rows of the positions.
fn slicing_nodes(sound: &[u8]) -> [Message<'static>; 3] {
    let node = |operator: &'static [u8], inputs: &[&[u8]], output: &'static [u8]| {
        let mut node = Message::default();
        for input in inputs {
            node = node.with_bytes(NODE_INPUT, input.to_vec());
        }
        node.with_bytes(NODE_OUTPUT, output)
            .with_bytes(NODE_NAME, output)
            .with_bytes(NODE_OPERATOR, operator)
    };
    [
        node(b"Shape", &[sound], b"vivavoce_shape"),
        node(
            b"Gather",
            &[b"vivavoce_shape", b"vivavoce_one"],
            b"vivavoce_frames",
        ),
        node(
            b"Slice",
            &[POSITIONS, b"vivavoce_zero", b"vivavoce_frames", b"vivavoce_zero"],
            SLICED,
        ),
    ]
}

/// The last layer and the two inner ones as the only outputs.
fn choose_outputs(graph: &mut Message<'_>, inner: &[String; 2]) -> Result<(), EditError> {
    let is_last = |value: &Value<'_>| match value {
        Value::Bytes(bytes) => {
            Message::parse(bytes).is_some_and(|output| output.bytes(VALUE_NAME) == Some(LAST.as_bytes()))
        }
        _ => false,
    };
    graph
        .fields
        .retain(|(number, value)| *number != GRAPH_OUTPUT || is_last(value));
    if !graph.fields.iter().any(|(number, _)| *number == GRAPH_OUTPUT) {
        return Err(missing(format!("output “{LAST}”")));
    }
    for name in inner {
        let tensor = Message::default().with_varint(TENSOR_ELEMENT, FLOAT).encode();
        let kind = Message::default().with_bytes(TYPE_TENSOR, tensor).encode();
        let output = Message::default()
            .with_bytes(VALUE_NAME, name.clone().into_bytes())
            .with_bytes(VALUE_TYPE, kind);
        graph
            .fields
            .push((GRAPH_OUTPUT, Value::Bytes(output.encode().into())));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{EditError, edit};
    use crate::runtime::tests::model;

    fn encoder() -> Vec<u8> {
        std::fs::read(model("whisper-tiny").join("onnx/encoder_model_quantized.onnx")).unwrap()
    }

    #[test]
    fn the_encoder_is_edited_and_little_is_added() {
        let original = encoder();
        let edited = edit(&original).unwrap();
        assert_eq!(
            edited.outputs,
            [
                "last_hidden_state",
                "/layers.1/Add_1_output_0",
                "/layers.2/Add_1_output_0"
            ]
        );
        assert!(edited.model.len().abs_diff(original.len()) < 1000);
    }

    #[test]
    fn another_model_says_what_it_lacks() {
        let error = edit(&[]).unwrap_err();
        assert_eq!(error, EditError::Missing("graph".to_owned()));
        let detector = std::fs::read(model("silero-vad").join("silero_vad.onnx")).unwrap();
        let error = edit(&detector).unwrap_err().to_string();
        assert!(
            error.contains("not Whisper-tiny's encoder") && error.contains("layers.2"),
            "{error}"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a_truncated_model_is_refused(share in 0.0_f64..0.999_999) {
            let mut bytes = encoder();
            bytes.truncate((bytes.len() as f64 * share) as usize);
            prop_assert!(edit(&bytes).is_err());
        }

        #[test]
        fn damage_is_refused_or_passed_on_but_never_panics(places in prop::collection::vec((0.0_f64..1.0, any::<u8>()), 1..40)) {
            let mut bytes = encoder();
            for (place, value) in places {
                let at = (bytes.len() as f64 * place) as usize;
                bytes[at] = value;
            }
            let _ = edit(&bytes);
        }

        #[test]
        fn garbage_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(edit(&bytes).is_err());
        }
    }
}
