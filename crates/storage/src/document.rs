//! Documents: what is stored whole, as JSON, and read back as exactly what was written.
//!
//! Reading JSON gives some numbers back one unit in the last place off, unless the whole house compiled `serde_json`
//! slower. The few numbers that would be are stored as `{"$f64": "0.1…"}`, the way MongoDB marks what JSON cannot say.

use sea_orm::JsonValue;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Number};

use crate::{Error, Result};

/// Marks a number that JSON would not give back exactly.
const EXACT: &str = "$f64";

/// What is stored for `document`; `what` names it in errors.
pub(crate) fn write<T: Serialize>(what: &'static str, document: &T) -> Result<JsonValue> {
    let json = serde_json::to_value(document).map_err(|source| Error::Document { what, source })?;
    Ok(map_numbers(json, &mark))
}

/// The document that was stored as `json`; `what` names it in errors.
pub(crate) fn read<T: DeserializeOwned>(what: &'static str, json: JsonValue) -> Result<T> {
    serde_json::from_value(unmark(json)).map_err(|source| Error::Document { what, source })
}

/// What is wrong with a document, without what stands in it: it may be what somebody said.
pub(crate) fn fault(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if text.starts_with("missing field") {
        return text;
    }
    // “invalid type: string "…", expected f64”: the end is ours.
    match text.rsplit_once(", expected ") {
        Some((found, expected)) if found.starts_with("invalid ") => {
            format!("something in it is not {expected}")
        }
        _ => "it is not as this version writes it".to_owned(),
    }
}

fn map_numbers(json: JsonValue, change: &impl Fn(Number) -> JsonValue) -> JsonValue {
    match json {
        JsonValue::Number(number) => change(number),
        JsonValue::Array(items) => items.into_iter().map(|item| map_numbers(item, change)).collect(),
        JsonValue::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (name, map_numbers(value, change)))
            .collect(),
        other => other,
    }
}

/// The number itself if it survives being written and read, else its marked form.
fn mark(number: Number) -> JsonValue {
    let survives = |value: f64| {
        serde_json::from_str::<f64>(&number.to_string())
            .is_ok_and(|read| read.to_bits() == value.to_bits() && value.to_bits() != (-0.0_f64).to_bits())
    };
    match number.as_f64() {
        Some(value) if number.is_f64() && !survives(value) => {
            let mut marked = Map::new();
            marked.insert(EXACT.to_owned(), JsonValue::String(value.to_string()));
            JsonValue::Object(marked)
        }
        _ => JsonValue::Number(number),
    }
}

fn unmark(json: JsonValue) -> JsonValue {
    match json {
        JsonValue::Array(items) => items.into_iter().map(unmark).collect(),
        JsonValue::Object(fields) => match marked(&fields) {
            Some(number) => JsonValue::Number(number),
            None => fields
                .into_iter()
                .map(|(name, value)| (name, unmark(value)))
                .collect(),
        },
        other => other,
    }
}

/// The number in `{"$f64": "…"}`; `None` for every other object.
fn marked(fields: &Map<String, JsonValue>) -> Option<Number> {
    if fields.len() != 1 {
        return None;
    }
    // Rust's own parser is exact.
    let value: f64 = fields.get(EXACT)?.as_str()?.parse().ok()?;
    Number::from_f64(value)
}

#[cfg(test)]
mod tests {
    use domain::Span;
    use serde_json::json;

    use super::{read, write};

    #[test]
    fn every_number_comes_back_bit_by_bit() {
        let mut bits = 0x9E37_79B9_7F4A_7C15_u64;
        let mut spans = vec![
            Span {
                start: -0.0,
                end: 0.0,
            },
            Span {
                start: f64::MIN_POSITIVE,
                end: f64::MAX,
            },
            Span {
                start: 5e-324,
                end: 0.1 + 0.2,
            },
        ];
        for _ in 0..20_000 {
            // A fixed sequence of numbers that use every bit of their mantissa.
            bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let start = f64::from_bits(bits >> 12 | 0x3FF0_0000_0000_0000) - 1.0;
            spans.push(Span {
                start,
                end: start * 3600.0,
            });
        }
        let text = write("spans", &spans).unwrap().to_string();
        let again: Vec<Span> = read("spans", serde_json::from_str(&text).unwrap()).unwrap();
        for (was, is) in spans.iter().zip(&again) {
            assert_eq!(
                (was.start.to_bits(), was.end.to_bits()),
                (is.start.to_bits(), is.end.to_bits())
            );
        }
    }

    #[test]
    fn short_numbers_and_texts_stay_readable() {
        let json = write(
            "span",
            &(
                "$f64",
                Span {
                    start: 0.25,
                    end: 1.5,
                },
                7,
            ),
        )
        .unwrap();
        assert_eq!(json, json!(["$f64", { "start": 0.25, "end": 1.5 }, 7]));
    }

    #[test]
    fn a_document_of_another_shape_is_an_error_that_names_it_and_quotes_nothing() {
        for (document, told) in [
            (json!({ "start": "he said soon" }), "something in it is not f64"),
            (json!({ "start": 0.5 }), "missing field `end`"),
            (
                json!("he said, expected soon"),
                "something in it is not struct Span",
            ),
        ] {
            let error = read::<Span>("transcript", document).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("the stored transcript cannot be read: {told}")
            );
        }
    }
}
