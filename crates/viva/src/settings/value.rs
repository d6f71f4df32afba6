//! What a setting can be: how it is read from the file and from an environment variable, and how its default is shown.

use std::{net::SocketAddr, path::PathBuf};

use serde_json::json;
use toml::Value;

use super::Secret;

/// A type of setting.
pub(super) trait Setting: Sized {
    /// What people should write, for the fault: "a whole number".
    fn expected() -> String;

    /// From the file. `None` when it is something else.
    fn from_toml(value: &Value) -> Option<Self>;

    /// From an environment variable. `None` when it is something else.
    fn from_text(text: &str) -> Option<Self>;

    /// For the schema; `None` where a default depends on the machine or must not be shown.
    fn to_json(&self) -> Option<serde_json::Value>;
}

impl Setting for String {
    fn expected() -> String {
        "text in quotes".to_owned()
    }

    fn from_toml(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn to_json(&self) -> Option<serde_json::Value> {
        Some(json!(self))
    }
}

impl Setting for Secret {
    fn expected() -> String {
        String::expected()
    }

    fn from_toml(value: &Value) -> Option<Self> {
        value.as_str().map(Self::new)
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(Self::new(text))
    }

    fn to_json(&self) -> Option<serde_json::Value> {
        None
    }
}

impl Setting for PathBuf {
    fn expected() -> String {
        "a path in quotes".to_owned()
    }

    fn from_toml(value: &Value) -> Option<Self> {
        value.as_str().filter(|text| !text.is_empty()).map(Self::from)
    }

    fn from_text(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self::from(text))
    }

    fn to_json(&self) -> Option<serde_json::Value> {
        None
    }
}

impl Setting for SocketAddr {
    fn expected() -> String {
        "an address and a port in quotes, such as \"127.0.0.1:8707\" or \"[::1]:8707\"".to_owned()
    }

    fn from_toml(value: &Value) -> Option<Self> {
        value.as_str().and_then(Self::from_text)
    }

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn to_json(&self) -> Option<serde_json::Value> {
        Some(json!(self.to_string()))
    }
}

impl Setting for bool {
    fn expected() -> String {
        "true or false".to_owned()
    }

    fn from_toml(value: &Value) -> Option<Self> {
        value.as_bool()
    }

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn to_json(&self) -> Option<serde_json::Value> {
        Some(json!(self))
    }
}

impl Setting for u32 {
    fn expected() -> String {
        "a whole number".to_owned()
    }

    fn from_toml(value: &Value) -> Option<Self> {
        value.as_integer().and_then(|number| Self::try_from(number).ok())
    }

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn to_json(&self) -> Option<serde_json::Value> {
        Some(json!(self))
    }
}

impl<T: Setting> Setting for Option<T> {
    fn expected() -> String {
        T::expected()
    }

    fn from_toml(value: &Value) -> Option<Self> {
        T::from_toml(value).map(Some)
    }

    fn from_text(text: &str) -> Option<Self> {
        T::from_text(text).map(Some)
    }

    fn to_json(&self) -> Option<serde_json::Value> {
        self.as_ref().and_then(T::to_json)
    }
}

impl Setting for Vec<String> {
    fn expected() -> String {
        "a list of texts, such as [\"a\", \"b\"] (in a variable: a,b)".to_owned()
    }

    fn from_toml(value: &Value) -> Option<Self> {
        let list = value.as_array()?;
        list.iter().map(String::from_toml).collect()
    }

    fn from_text(text: &str) -> Option<Self> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        Some(parts.map(str::to_owned).collect())
    }

    fn to_json(&self) -> Option<serde_json::Value> {
        Some(json!(self))
    }
}

/// One of a few words.
pub(super) trait Choice: Copy + PartialEq + 'static {
    /// Each with its word.
    const ALL: &'static [(&'static str, Self)];
}

impl<T: Choice> Setting for T {
    fn expected() -> String {
        let words: Vec<_> = T::ALL.iter().map(|(word, _)| format!("\"{word}\"")).collect();
        format!("one of {}", words.join(", "))
    }

    fn from_toml(value: &Value) -> Option<Self> {
        value.as_str().and_then(Self::from_text)
    }

    fn from_text(text: &str) -> Option<Self> {
        let found = T::ALL.iter().find(|(word, _)| *word == text);
        found.map(|(_, choice)| *choice)
    }

    fn to_json(&self) -> Option<serde_json::Value> {
        let found = T::ALL.iter().find(|(_, choice)| choice == self);
        found.map(|(word, _)| json!(word))
    }
}
