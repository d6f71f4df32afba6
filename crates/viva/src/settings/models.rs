//! Which models listen.

use schemars::JsonSchema;

use crate::engines::Model;

use super::reader::Section;

/// Which models listen.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Models {
    /// Which Whisper hears the words: tiny, base, small, or a folder in the hub's ONNX layout.
    pub(crate) whisper: String,
}

impl Models {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        Self {
            whisper: section.take_checked("whisper", "base".to_owned(), |text: &String| {
                text.parse::<Model>().map(|_| ())
            }),
        }
    }
}
