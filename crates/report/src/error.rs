//! What can go wrong while a report is written. None of it is the recording's fault.

/// A report that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// JSON could not be written.
    #[error("the analysis could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// CSV could not be written.
    #[error("the table could not be written as CSV: {0}")]
    Csv(String),
    /// The page could not be set or exported.
    #[error("the PDF could not be made: {0}; the HTML report prints as well")]
    Pdf(String),
}
