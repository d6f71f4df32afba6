//! The analysis as JSON, and the schema of that JSON.

use domain::Analysis;

use crate::Result;

/// The analysis as pretty JSON with a newline at the end: fields in the order of `domain`, the same text for the
/// same analysis. Described by [`schema`].
///
/// # Errors
/// None for an analysis whose numbers are finite; `null` stands for a number that is not.
pub fn json(analysis: &Analysis) -> Result<String> {
    Ok(serde_json::to_string_pretty(analysis)? + "\n")
}

/// The JSON Schema of [`json`], made from the types; committed as `schema/analysis-v1.json`.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Analysis).to_value()
}
