//! The words of the interface, from the tables in `assets/messages`.

use std::{collections::BTreeMap, sync::LazyLock};

/// The language of headings and labels. Advice stays in the language the coach wrote it in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Interface {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
}

const ENGLISH: &str = include_str!("../assets/messages/en.json");
const SPANISH: &str = include_str!("../assets/messages/es.json");

type Table = BTreeMap<String, String>;

static TABLES: LazyLock<[Table; 2]> =
    LazyLock::new(|| [ENGLISH, SPANISH].map(|text| serde_json::from_str(text).unwrap_or_default()));

impl Interface {
    /// The ISO 639 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// The message; the key itself when the table has none (a test holds the tables to each other and to the code).
    pub(crate) fn text(self, key: &str) -> String {
        TABLES[self as usize]
            .get(key)
            .cloned()
            .unwrap_or_else(|| key.to_owned())
    }

    /// The message with `{name}` replaced by each argument.
    pub(crate) fn fill(self, key: &str, arguments: &[(&str, String)]) -> String {
        arguments.iter().fold(self.text(key), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }
}

/// Both tables as one JSON object by language code, for the page's language switch.
pub(crate) fn both() -> serde_json::Value {
    serde_json::json!({ "en": TABLES[0], "es": TABLES[1] })
}

#[cfg(test)]
mod tests {
    use super::{Interface, TABLES};

    fn placeholders(text: &str) -> Vec<&str> {
        let mut found: Vec<_> = text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split('}').next())
            .collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn both_tables_have_the_same_keys_and_placeholders() {
        let [english, spanish] = &*TABLES;
        assert!(english.len() > 50, "the English table did not load");
        assert_eq!(
            english.keys().collect::<Vec<_>>(),
            spanish.keys().collect::<Vec<_>>()
        );
        for (key, text) in english {
            assert_eq!(placeholders(text), placeholders(&spanish[key]), "{key}");
        }
    }

    #[test]
    fn arguments_are_filled_in() {
        let text = Interface::Spanish.fill(
            "detail.pauses",
            &[("longest", "1.4".into()), ("inside", "3".into())],
        );
        assert!(
            text.contains("1.4") && text.contains('3') && !text.contains('{'),
            "{text}"
        );
    }
}
