//! Changes to a Whisper's graphs when they are loaded, for speed and memory. The files stay as they are.

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
/// but turn all of it into floats for every token to compute the logits (half of the time for whisper-base); here
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

/// Puts whole-number products in the place of Transpose, DequantizeLinear and MatMul, and gives the embedding's name.
/// The input is taken in two 8-bit steps, itself and what its rounding left over, so that nothing is lost: one step
/// alone moves log probabilities by up to 0.5 and costs whisper-tiny about 2 words in 100 (53 utterances).
fn replace_output_layer(branch: &mut Message<'_>) -> Option<Vec<u8>> {
    let product = producer(branch, b"logits", "MatMul")?;
    let dequantize = producer(branch, product.1.get(1)?, "DequantizeLinear")?;
    let transpose = producer(branch, dequantize.1.first()?, "Transpose")?;
    let input = String::from_utf8(product.1.first()?.clone()).ok()?;
    let scale = String::from_utf8(dequantize.1.get(1)?.clone()).ok()?;
    let zero = String::from_utf8(dequantize.1.get(2)?.clone()).ok()?;
    let weight = [LOGITS_WEIGHT, &scale, &zero];
    let nodes = [
        node(
            "DynamicQuantizeLinear",
            "",
            &[&input],
            &["vivavoce_whole", "vivavoce_scale", "vivavoce_zero"],
        ),
        node(
            "DequantizeLinear",
            "",
            &["vivavoce_whole", "vivavoce_scale", "vivavoce_zero"],
            &["vivavoce_rounded"],
        ),
        node("Sub", "", &[&input, "vivavoce_rounded"], &["vivavoce_rest"]),
        node(
            "DynamicQuantizeMatMul",
            MICROSOFT,
            &[&[input.as_str()], &weight[..]].concat(),
            &["vivavoce_first"],
        ),
        node(
            "DynamicQuantizeMatMul",
            MICROSOFT,
            &[&["vivavoce_rest"], &weight[..]].concat(),
            &["vivavoce_second"],
        ),
        node("Add", "", &["vivavoce_first", "vivavoce_second"], &["logits"]),
    ];
    let mut gone = [product.0, dequantize.0, transpose.0];
    gone.sort_unstable();
    for index in gone.into_iter().rev() {
        branch.fields.remove(index);
    }
    branch
        .fields
        .extend(nodes.map(|node| (GRAPH_NODE, Value::Message(node))));
    Some(transpose.1.first()?.clone())
}

fn node(operator: &str, domain: &str, inputs: &[&str], outputs: &[&str]) -> Message<'static> {
    let bytes = |text: &str| text.as_bytes().to_vec();
    let mut node = Message::default();
    for input in inputs {
        node = node.with_bytes(NODE_INPUT, bytes(input));
    }
    for output in outputs {
        node = node.with_bytes(NODE_OUTPUT, bytes(output));
    }
    node.with_bytes(NODE_OPERATOR, bytes(operator))
        .with_bytes(NODE_DOMAIN, bytes(domain))
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

#[cfg(test)]
mod tests {
    use ort::value::Tensor;
    use proptest::prelude::*;

    use super::{keep_hidden_state_only, quantize_logits};
    use crate::runtime::tests::{model, runtime};

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

    #[test]
    fn whole_numbers_give_the_same_logits() {
        let folder = model("whisper-tiny");
        let path = folder.join("onnx/decoder_model_merged_quantized.onnx");
        let bytes = std::fs::read(&path).unwrap();
        let logits = |bytes: &[u8]| {
            let mut session = runtime().session_from_bytes(bytes, &path, 1).unwrap();
            let states: Vec<f32> = (0..384 * 20).map(|n| (n as f32 * 0.7).sin()).collect();
            let mut inputs = ort::inputs! {
                "input_ids" => Tensor::from_array(([1, 3], vec![50258_i64, 50259, 50359])).unwrap(),
                "encoder_hidden_states" => Tensor::from_array(([1, 20, 384], states)).unwrap(),
                "use_cache_branch" => Tensor::from_array(([1], vec![false])).unwrap(),
            };
            for name in session.inputs().iter().map(|input| input.name().to_owned()) {
                if name.starts_with("past") {
                    let empty = Tensor::from_array(([1, 6, 0, 64], Vec::<f32>::new())).unwrap();
                    inputs.push((name.into(), empty.into()));
                }
            }
            session.run(inputs).unwrap()["logits"]
                .try_extract_tensor::<f32>()
                .unwrap()
                .1
                .to_vec()
        };
        let (before, after) = (logits(&bytes), logits(&quantize_logits(&bytes).unwrap()));
        let worst = before
            .iter()
            .zip(&after)
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f32::max);
        assert!(worst < 0.01, "{worst}");
    }

    proptest! {
        #[test]
        fn garbage_is_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            keep_hidden_state_only(&bytes);
            quantize_logits(&bytes);
        }
    }
}
