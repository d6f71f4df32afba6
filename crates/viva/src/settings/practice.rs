//! Where sentences to read aloud come from.

use schemars::JsonSchema;

use super::{Secret, reader::Section, web};

/// Where sentences to read aloud come from. Without a language model they come from the built-in set.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Practice {
    /// An OpenAI-compatible server, such as `http://127.0.0.1:8080/v1`. Languages and levels are sent to it, never
    /// sound and never what somebody said.
    pub(crate) model_url: Option<String>,
    /// Which of its models.
    pub(crate) model: Option<String>,
    /// Its key, where it wants one.
    pub(crate) model_key: Option<Secret>,
    /// Seconds after which the built-in set serves instead.
    pub(crate) model_seconds: u32,
}

impl Practice {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        let practice = Self {
            model_url: section.take_checked("model_url", None, |url: &Option<String>| {
                url.as_deref()
                    .map_or(Ok(()), |url| web::address(url, &["http", "https"]))
            }),
            model: section.take("model", None),
            model_key: section.take("model_key", None),
            model_seconds: section.number("model_seconds", 20, 1..=120),
        };
        if practice.model_url.is_some() && practice.model.as_deref().is_none_or(str::is_empty) {
            section.fault(
                "model",
                "needed, since practice.model_url is set: say which of its models",
            );
        }
        practice
    }
}
