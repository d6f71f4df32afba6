//! Words of the interface in the page: each carries its message's key, so that the script can switch languages.

use domain::Span;
use maud::{Markup, html as page};

use crate::{messages::Interface, numbers};

/// What every part of the page needs to know.
pub(super) struct Ui {
    /// The language the page is written in.
    pub(super) interface: Interface,
    /// Whether the page can play the recording.
    pub(super) hear: bool,
}

impl Ui {
    /// The message as plain text, for attributes.
    pub(super) fn text(&self, key: &str) -> String {
        self.interface.text(key)
    }

    /// The message, to be switched with the language.
    pub(super) fn say(&self, key: &str) -> Markup {
        page! { span data-t=(key) { (self.interface.text(key)) } }
    }

    /// The message with its arguments.
    pub(super) fn say_with(&self, key: &str, arguments: &[(&str, String)]) -> Markup {
        let values: serde_json::Map<_, _> = arguments
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.as_str().into()))
            .collect();
        let values = serde_json::Value::Object(values).to_string();
        page! { span data-t=(key) data-a=(values) { (self.interface.fill(key, arguments)) } }
    }

    /// A spoken language's name, or its code where the tables have no name.
    pub(super) fn language(&self, code: &str) -> Markup {
        let key = format!("lang.{code}");
        if self.interface.text(&key) == key {
            page! { (code) }
        } else {
            self.say(&key)
        }
    }

    /// A button for each moment.
    pub(super) fn moments(&self, moments: &[Span]) -> Markup {
        page! {
            @for span in moments {
                button.moment type="button" data-s=(format!("{:.2}", span.start)) data-e=(format!("{:.2}", span.end)) {
                    svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true" { path d="M2.5 1v10l8-5z" {} }
                    (numbers::stretch(span))
                }
            }
        }
    }
}
