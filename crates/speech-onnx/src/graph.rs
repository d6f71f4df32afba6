//! Just enough of the protocol-buffer wire format to change an ONNX graph when it is loaded.
//!
//! Fields are kept in their order and unknown ones are kept as they are; only the messages that are to be changed are
//! taken apart. Field numbers are those of `onnx.proto`.

use std::borrow::Cow;

/// `ModelProto.graph`.
pub(crate) const MODEL_GRAPH: u64 = 7;
/// `ModelProto.opset_import`.
pub(crate) const MODEL_OPSET: u64 = 8;
/// `GraphProto.node`.
pub(crate) const GRAPH_NODE: u64 = 1;
/// `GraphProto.initializer`.
pub(crate) const GRAPH_INITIALIZER: u64 = 5;
/// `GraphProto.output`.
pub(crate) const GRAPH_OUTPUT: u64 = 12;
/// `ValueInfoProto.name`.
pub(crate) const VALUE_NAME: u64 = 1;
/// `NodeProto.input`.
pub(crate) const NODE_INPUT: u64 = 1;
/// `NodeProto.output`.
pub(crate) const NODE_OUTPUT: u64 = 2;
/// `NodeProto.op_type`.
pub(crate) const NODE_OPERATOR: u64 = 4;
/// `NodeProto.attribute`.
pub(crate) const NODE_ATTRIBUTE: u64 = 5;
/// `NodeProto.domain`.
pub(crate) const NODE_DOMAIN: u64 = 7;
/// `AttributeProto.g`.
pub(crate) const ATTRIBUTE_GRAPH: u64 = 6;
/// `TensorProto.dims`.
pub(crate) const TENSOR_DIMS: u64 = 1;
/// `TensorProto.data_type`.
pub(crate) const TENSOR_TYPE: u64 = 2;
/// `TensorProto.name`.
pub(crate) const TENSOR_NAME: u64 = 8;
/// `TensorProto.raw_data`.
pub(crate) const TENSOR_RAW: u64 = 9;

/// One message: its fields in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Message<'a> {
    /// Field numbers with their values.
    pub(crate) fields: Vec<(u64, Value<'a>)>,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    /// An integer.
    Varint(u64),
    /// Four bytes.
    Fixed32([u8; 4]),
    /// Eight bytes.
    Fixed64([u8; 8]),
    /// Text, bytes, or a message that was not taken apart.
    Bytes(Cow<'a, [u8]>),
    /// A message that was.
    Message(Message<'a>),
}

impl<'a> Message<'a> {
    /// Takes `bytes` apart, one level deep. `None` when they are not a message.
    pub(crate) fn parse(mut bytes: &'a [u8]) -> Option<Self> {
        let mut fields = Vec::new();
        while !bytes.is_empty() {
            let key = take_varint(&mut bytes)?;
            let value = match key & 7 {
                0 => Value::Varint(take_varint(&mut bytes)?),
                1 => Value::Fixed64(*take(&mut bytes, 8)?.first_chunk()?),
                2 => {
                    let length = usize::try_from(take_varint(&mut bytes)?).ok()?;
                    Value::Bytes(Cow::Borrowed(take(&mut bytes, length)?))
                }
                5 => Value::Fixed32(*take(&mut bytes, 4)?.first_chunk()?),
                _ => return None,
            };
            fields.push((key >> 3, value));
        }
        Some(Self { fields })
    }

    /// Adds a field of text or bytes.
    pub(crate) fn with_bytes(mut self, number: u64, bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        self.fields.push((number, Value::Bytes(bytes.into())));
        self
    }

    /// Adds an integer field.
    pub(crate) fn with_varint(mut self, number: u64, value: u64) -> Self {
        self.fields.push((number, Value::Varint(value)));
        self
    }

    /// The text or bytes of every field `number` that was not taken apart.
    pub(crate) fn all_bytes(&self, number: u64) -> impl Iterator<Item = &[u8]> {
        self.fields.iter().filter_map(move |(found, value)| match value {
            Value::Bytes(bytes) if *found == number => Some(bytes.as_ref()),
            _ => None,
        })
    }

    /// The first field `number`, as text or bytes.
    pub(crate) fn bytes(&self, number: u64) -> Option<&[u8]> {
        self.all_bytes(number).next()
    }

    /// The integers of every field `number`, packed or not.
    pub(crate) fn integers(&self, number: u64) -> Vec<u64> {
        let mut found = Vec::new();
        for (field, value) in &self.fields {
            match value {
                Value::Varint(integer) if *field == number => found.push(*integer),
                Value::Bytes(packed) if *field == number => {
                    let mut packed = packed.as_ref();
                    while let Some(integer) = take_varint(&mut packed) {
                        found.push(integer);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// Takes apart the messages in the fields `number` where they lie, and gives them. What is not a message stays.
    pub(crate) fn open(&mut self, number: u64) -> impl Iterator<Item = &mut Message<'a>> {
        self.fields.iter_mut().filter_map(move |(found, value)| {
            if *found != number {
                return None;
            }
            if let Value::Bytes(Cow::Borrowed(bytes)) = value
                && let Some(message) = Message::parse(bytes)
            {
                *value = Value::Message(message);
            }
            match value {
                Value::Message(message) => Some(message),
                _ => None,
            }
        })
    }

    /// The message as bytes.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.length());
        self.write(&mut bytes);
        bytes
    }

    fn length(&self) -> usize {
        let of = |value: &Value<'_>| match value {
            Value::Varint(integer) => varint_length(*integer),
            Value::Fixed32(_) => 4,
            Value::Fixed64(_) => 8,
            Value::Bytes(bytes) => varint_length(bytes.len() as u64) + bytes.len(),
            Value::Message(message) => {
                let length = message.length();
                varint_length(length as u64) + length
            }
        };
        self.fields
            .iter()
            .map(|(number, value)| varint_length(number << 3) + of(value))
            .sum()
    }

    fn write(&self, out: &mut Vec<u8>) {
        for (number, value) in &self.fields {
            let key = number << 3;
            match value {
                Value::Varint(integer) => {
                    put_varint(out, key);
                    put_varint(out, *integer);
                }
                Value::Fixed64(bytes) => {
                    put_varint(out, key | 1);
                    out.extend_from_slice(bytes);
                }
                Value::Bytes(bytes) => {
                    put_varint(out, key | 2);
                    put_varint(out, bytes.len() as u64);
                    out.extend_from_slice(bytes);
                }
                Value::Message(message) => {
                    put_varint(out, key | 2);
                    put_varint(out, message.length() as u64);
                    message.write(out);
                }
                Value::Fixed32(bytes) => {
                    put_varint(out, key | 5);
                    out.extend_from_slice(bytes);
                }
            }
        }
    }
}

fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

fn take_varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let byte = *take(bytes, 1)?.first()?;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn varint_length(value: u64) -> usize {
    (64 - (value | 1).leading_zeros() as usize).div_ceil(7)
}

fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Message, Value};

    #[test]
    fn what_is_not_changed_stays_as_it_was() {
        let inner = Message::default()
            .with_varint(1, 300)
            .with_bytes(2, b"text".to_vec());
        let mut bytes = Message::default()
            .with_bytes(7, inner.encode())
            .with_varint(1, u64::MAX)
            .encode();
        bytes.extend([0x1d, 1, 2, 3, 4]);
        let mut message = Message::parse(&bytes).unwrap();
        assert_eq!(message.open(7).count(), 1);
        assert_eq!(message.fields[0].1, Value::Message(inner));
        assert_eq!(message.encode(), bytes);
    }

    proptest! {
        #[test]
        fn garbage_is_refused_or_read_but_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Some(mut message) = Message::parse(&bytes) {
                message.integers(1);
                message.open(1).count();
                let again = message.encode();
                prop_assert!(Message::parse(&again).is_some());
            }
        }
    }
}
