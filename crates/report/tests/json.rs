//! The JSON document and its committed schema.

mod common;

use serde_json::Value;

const SCHEMA: &str = include_str!("../schema/analysis-v1.json");

#[test]
fn the_committed_schema_is_the_one_the_types_have() {
    let fresh = serde_json::to_string_pretty(&report::schema()).unwrap() + "\n";
    if std::env::var_os("VIVAVOCE_RENEW").is_some() {
        std::fs::write(
            concat!(env!("CARGO_MANIFEST_DIR"), "/schema/analysis-v1.json"),
            &fresh,
        )
        .unwrap();
        return;
    }
    // Whether keys are sorted is up to who else is compiled along: `serde_json` keeps their order when anyone asks it to.
    let committed: Value = serde_json::from_str(SCHEMA).unwrap();
    assert!(
        report::schema() == committed,
        "the schema is stale: run VIVAVOCE_RENEW=1 cargo test --release -p report"
    );
}

#[test]
fn what_is_written_can_be_read_again() {
    let analysis = common::sample();
    let text = report::json(&analysis).unwrap();
    let again: domain::Analysis = serde_json::from_str(&text).unwrap();
    let (before, after) = (
        serde_json::to_value(&analysis).unwrap(),
        serde_json::to_value(&again).unwrap(),
    );
    assert!(same(&before, &after));
    assert_eq!(text, report::json(&analysis).unwrap());
}

#[test]
fn what_is_written_fits_the_schema() {
    let schema: Value = serde_json::to_value(report::schema()).unwrap();
    for analysis in [common::sample(), common::silent(), common::estimated()] {
        let document = serde_json::from_str(&report::json(&analysis).unwrap()).unwrap();
        fits(&schema, &schema, &document, "$").unwrap();
    }
}

#[test]
fn a_document_that_does_not_fit_is_refused() {
    let schema = report::schema();
    let mut document: Value = serde_json::from_str(&report::json(&common::sample()).unwrap()).unwrap();
    document["recording"]["seconds"] = "long".into();
    assert!(
        fits(&schema, &schema, &document, "$")
            .unwrap_err()
            .contains("$.recording.seconds")
    );
}

/// Equal, but for the last bit of a number: serde_json reads decimals fast, not exactly, unless told otherwise.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(key, value)| right.get(key).is_some_and(|other| same(value, other)))
        }
        (Value::Number(left), Value::Number(right)) => {
            let numbers = left.as_f64().zip(right.as_f64());
            numbers.is_some_and(|(left, right)| (left - right).abs() <= 1e-14 * left.abs())
        }
        (left, right) => left == right,
    }
}

/// The part of JSON Schema that schemars writes: references, types, enums, properties, items, alternatives.
fn fits(root: &Value, schema: &Value, value: &Value, path: &str) -> Result<(), String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = root
            .pointer(reference.trim_start_matches('#'))
            .ok_or_else(|| format!("{reference} is missing"))?;
        return fits(root, target, value, path);
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(choices) = schema[key].as_array() {
            let fitting = choices
                .iter()
                .any(|choice| fits(root, choice, value, path).is_ok());
            return if fitting {
                Ok(())
            } else {
                Err(format!("{path}: no alternative fits"))
            };
        }
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|name| is(value, name)) {
        return Err(format!("{path}: {value} is not {types:?}"));
    }
    if schema["enum"]
        .as_array()
        .is_some_and(|allowed| !allowed.contains(value))
        || schema.get("const").is_some_and(|only| only != value)
    {
        return Err(format!("{path}: {value} is not one of the allowed values"));
    }
    for name in schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        value
            .get(name)
            .ok_or_else(|| format!("{path}.{name} is missing"))?;
    }
    for (name, part) in value.as_object().into_iter().flatten() {
        if let Some(inner) = schema["properties"].get(name) {
            fits(root, inner, part, &format!("{path}.{name}"))?;
        }
    }
    for (index, part) in value.as_array().into_iter().flatten().enumerate() {
        let inner = schema["prefixItems"].get(index).unwrap_or(&schema["items"]);
        if inner.is_object() {
            fits(root, inner, part, &format!("{path}[{index}]"))?;
        }
    }
    Ok(())
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
