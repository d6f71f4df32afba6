//! What a server says when it does not do what it was asked.

use std::fmt;

use serde::Deserialize;

use crate::failure::Failure;

/// A problem as the server describes it (RFC 9457).
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Problem {
    /// What kind: `/problems/` and a name.
    #[serde(rename = "type", default)]
    kind: String,
    /// The kind in words.
    #[serde(default)]
    title: String,
    /// The HTTP status.
    #[serde(default)]
    pub(crate) status: u16,
    /// What went wrong this time and what to do.
    #[serde(default)]
    detail: String,
    /// Id of the request.
    #[serde(default)]
    request_id: String,
    /// The fields at fault.
    #[serde(default)]
    errors: Vec<Field>,
    /// Seconds to wait before the next try, from the header.
    #[serde(skip)]
    pub(crate) retry_after: Option<u64>,
}

#[derive(Clone, Debug, Deserialize)]
struct Field {
    field: String,
    message: String,
}

impl Problem {
    /// One that came without words.
    pub(crate) fn bare(status: u16) -> Self {
        Self {
            status,
            title: format!("the server answered with status {status}"),
            ..Self::default()
        }
    }

    /// Whether it is of this kind.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.kind.strip_prefix("/problems/") == Some(name)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The detail says what the title says, and more.
        let words = if self.detail.is_empty() {
            &self.title
        } else {
            &self.detail
        };
        f.write_str(words)?;
        for Field { field, message } in &self.errors {
            write!(f, "\n  {field}: {message}")?;
        }
        if self.status >= 500 && !self.request_id.is_empty() {
            write!(f, " (request {})", self.request_id)?;
        }
        Ok(())
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        if problem.status >= 500 {
            Self::ours(problem.to_string())
        } else {
            Self::input(problem.to_string())
        }
    }
}
