//! Changes to a Whisper's graphs when they are loaded, for speed and memory. The files stay as they are.

use std::borrow::Cow;

use crate::graph::{
    ATTRIBUTE_GRAPH, GRAPH_INITIALIZER, GRAPH_NODE, GRAPH_OUTPUT, MODEL_GRAPH, MODEL_OPSET, Message,
    NODE_ATTRIBUTE, NODE_DOMAIN, NODE_INPUT, NODE_OPERATOR, NODE_OUTPUT, TENSOR_DIMS, TENSOR_NAME,
    TENSOR_RAW, TENSOR_TYPE, VALUE_NAME, Value,
};

/// Name of the transposed output weight that [`quantize_logits`] adds.
const LOGITS_WEIGHT: &str = "vivavoce_logits_weight";
/// Domain of ONNX Runtime's own operators.
const MICROSOFT: &str = "com.microsoft";

/// The encoder with `last_hidden_state` as its only output. Exports carry every layer's attention as well: 430 MB for
/// whisper-base that nobody reads. `None` when `bytes` are no model.
pub(crate) fn keep_hidden_state_only(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut model = Message::parse(bytes)?;
    for graph in model.open(MODEL_GRAPH) {
        graph.fields.retain(|(number, value)| {
            *number != GRAPH_OUTPUT || name_of_output(value).is_some_and(|name| name == b"last_hidden_state")
        });
    }
    Some(model.encode())
}

fn name_of_output(value: &Value<'_>) -> Option<Vec<u8>> {
    match value {
        Value::Bytes(bytes) => Some(Message::parse(bytes)?.bytes(VALUE_NAME)?.to_vec()),
        _ => None,
    }
}

/// The decoder with its output layer computed in whole numbers. Quantised exports keep the token embedding in 8 bits
/// but turn all of it into floats for every token to compute the logits (half of the time for whisper-base); here one
/// `DynamicQuantizeMatMul`, which the other layers use too, takes the place of that. `None` when the graph does not
/// look like this, and is best left alone.
pub(crate) fn quantize_logits(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut model = Message::parse(bytes)?;
    let graph = model.open(MODEL_GRAPH).next()?;
    let mut embedding = None;
    for node in graph.open(GRAPH_NODE) {
        for branch in node
            .open(NODE_ATTRIBUTE)
            .filter_map(|attribute| attribute.open(ATTRIBUTE_GRAPH).next())
        {
            embedding = Some(replace_output_layer(branch)?);
        }
    }
    let weight = transposed_initializer(graph, &embedding?)?;
    graph.fields.push((GRAPH_INITIALIZER, Value::Message(weight)));
    let opset = Message::default()
        .with_bytes(1, MICROSOFT.as_bytes())
        .with_varint(2, 1);
    model.fields.push((MODEL_OPSET, Value::Message(opset)));
    Some(model.encode())
}

/// Puts the one operator in the place of Transpose, DequantizeLinear and MatMul, and gives the embedding's name.
fn replace_output_layer(branch: &mut Message<'_>) -> Option<Vec<u8>> {
    let product = producer(branch, b"logits", "MatMul")?;
    let dequantize = producer(branch, product.1.get(1)?, "DequantizeLinear")?;
    let transpose = producer(branch, dequantize.1.first()?, "Transpose")?;
    let mut node = Message::default();
    for input in [
        product.1.first()?.clone(),
        LOGITS_WEIGHT.as_bytes().to_vec(),
        dequantize.1.get(1)?.clone(),
        dequantize.1.get(2)?.clone(),
    ] {
        node = node.with_bytes(NODE_INPUT, input);
    }
    node = node
        .with_bytes(NODE_OUTPUT, b"logits".as_slice())
        .with_bytes(NODE_OPERATOR, b"DynamicQuantizeMatMul".as_slice())
        .with_bytes(NODE_DOMAIN, MICROSOFT.as_bytes());
    branch.fields[product.0].1 = Value::Message(owned(node));
    for index in [dequantize.0.max(transpose.0), dequantize.0.min(transpose.0)] {
        branch.fields.remove(index);
    }
    Some(transpose.1.first()?.clone())
}

/// Where the node of kind `operator` that makes `output` stands among the fields, and its inputs.
fn producer(graph: &Message<'_>, output: &[u8], operator: &str) -> Option<(usize, Vec<Vec<u8>>)> {
    graph
        .fields
        .iter()
        .enumerate()
        .find_map(|(index, (number, value))| {
            let Value::Bytes(bytes) = value else { return None };
            if *number != GRAPH_NODE {
                return None;
            }
            let node = Message::parse(bytes)?;
            let fits =
                node.bytes(NODE_OUTPUT)? == output && node.bytes(NODE_OPERATOR)? == operator.as_bytes();
            fits.then(|| (index, node.all_bytes(NODE_INPUT).map(<[u8]>::to_vec).collect()))
        })
}

/// The two-dimensional 8-bit initializer `name`, rows and columns exchanged.
fn transposed_initializer(graph: &Message<'_>, name: &[u8]) -> Option<Message<'static>> {
    let tensor = graph
        .all_bytes(GRAPH_INITIALIZER)
        .filter_map(Message::parse)
        .find(|tensor| tensor.bytes(TENSOR_NAME) == Some(name))?;
    let dims = tensor.integers(TENSOR_DIMS);
    let &[rows, columns] = dims.as_slice() else {
        return None;
    };
    let data = tensor.bytes(TENSOR_RAW)?;
    let (height, width) = (usize::try_from(rows).ok()?, usize::try_from(columns).ok()?);
    if height.checked_mul(width)? != data.len() || data.is_empty() {
        return None;
    }
    let mut turned = vec![0; data.len()];
    for (row, values) in data.chunks_exact(width).enumerate() {
        for (column, value) in values.iter().enumerate() {
            turned[column * height + row] = *value;
        }
    }
    let kind = *tensor.integers(TENSOR_TYPE).first()?;
    Some(
        Message::default()
            .with_varint(TENSOR_DIMS, columns)
            .with_varint(TENSOR_DIMS, rows)
            .with_varint(TENSOR_TYPE, kind)
            .with_bytes(TENSOR_NAME, LOGITS_WEIGHT.as_bytes())
            .with_bytes(TENSOR_RAW, turned),
    )
}

/// The message with everything that it borrowed copied.
fn owned(message: Message<'_>) -> Message<'static> {
    let own = |value| match value {
        Value::Varint(integer) => Value::Varint(integer),
        Value::Fixed32(bytes) => Value::Fixed32(bytes),
        Value::Fixed64(bytes) => Value::Fixed64(bytes),
        Value::Bytes(bytes) => Value::Bytes(Cow::Owned(bytes.into_owned())),
        Value::Message(message) => Value::Message(owned(message)),
    };
    Message {
        fields: message
            .fields
            .into_iter()
            .map(|(number, value)| (number, own(value)))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{keep_hidden_state_only, quantize_logits};
    use crate::runtime::tests::model;

    #[test]
    fn the_encoder_keeps_one_output() {
        let bytes = std::fs::read(model("whisper-tiny").join("onnx/encoder_model_quantized.onnx")).unwrap();
        let slim = keep_hidden_state_only(&bytes).unwrap();
        let attentions = |bytes: &[u8]| {
            bytes
                .windows(20)
                .filter(|part| part == b"encoder_attentions.0")
                .count()
        };
        assert!(attentions(&slim) < attentions(&bytes));
    }

    #[test]
    fn an_encoder_has_no_logits_to_quantize() {
        let bytes = std::fs::read(model("whisper-tiny").join("onnx/encoder_model_quantized.onnx")).unwrap();
        assert!(quantize_logits(&bytes).is_none());
    }

    proptest! {
        #[test]
        fn garbage_is_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            keep_hidden_state_only(&bytes);
            quantize_logits(&bytes);
        }
    }
}
