//! Names and places that a manifest may use. Once made, they are harmless: a name is one part of a path, a place stays
//! inside the folder it is joined to, and neither can be taken for an option of another program.

use std::{fmt, ops::Deref};

use serde::Deserialize;

/// Most characters of a name or a place.
const MAX_CHARACTERS: usize = 200;

/// The name of an artefact: small letters, digits, `-`, `_` and `.`, beginning with a letter or digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Name(String);

/// A place below a folder: parts separated by `/`, none of which is empty or begins with a dot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Place(String);

impl TryFrom<String> for Name {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if is_part(&text) && !text.chars().any(|character| character.is_ascii_uppercase()) {
            return Ok(Self(text));
        }
        Err(format!(
            "{text:?} is not a name: use small letters, digits, '-', '_' and '.', and begin with a letter or digit"
        ))
    }
}

impl TryFrom<String> for Place {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.len() <= MAX_CHARACTERS && text.split('/').all(is_part) {
            return Ok(Self(text));
        }
        Err(format!(
            "{text:?} is not a place in a folder: use letters, digits, '-', '_', '.', '+' and '/', no '..', \
             and nothing that begins with '/', '.' or '-'"
        ))
    }
}

/// Whether a text can be one part of a path: nothing in it means anything to a shell, a file system or a URL.
pub(super) fn is_part(text: &str) -> bool {
    text.len() <= MAX_CHARACTERS
        && text.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_')
        && text
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || "-_.+".contains(character))
}

impl Name {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Place {
    /// The place as text, parts separated by `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for Name {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}
