//! An attempt as it is kept.

use domain::{Attempt, Pronunciation};
use serde::{Deserialize, Serialize};

/// A saying of a sentence as it is kept: the comparison word by word, and for English how each sound was said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssessedAttempt {
    /// Word by word.
    #[serde(flatten)]
    pub attempt: Attempt,
    /// Sound by sound; `None` in other languages, and for attempts of a time before there were such scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronunciation: Option<Pronunciation>,
}
