//! What the service tells about itself.

use schemars::JsonSchema;

use super::{Secret, reader::Section, value::Choice, web};

/// How much is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(crate) enum Level {
    /// What went wrong.
    Error,
    /// And what might.
    Warn,
    /// And what happens.
    Info,
    /// And how.
    Debug,
    /// And every step.
    Trace,
}

impl Choice for Level {
    const ALL: &'static [(&'static str, Self)] = &[
        ("error", Self::Error),
        ("warn", Self::Warn),
        ("info", Self::Info),
        ("debug", Self::Debug),
        ("trace", Self::Trace),
    ];
}

/// How logs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(crate) enum Format {
    /// Text on a terminal, JSON elsewhere.
    Auto,
    /// One line for people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Choice for Format {
    const ALL: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("text", Self::Text), ("json", Self::Json)];
}

/// What the service tells about itself: never a secret, never what somebody said.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Telemetry {
    /// How much is logged, on standard error.
    pub(crate) level: Level,
    /// How logs are written.
    pub(crate) format: Format,
    /// Where OpenTelemetry traces go, over OTLP/HTTP, such as `http://collector:4318`. Without it, nowhere.
    pub(crate) endpoint: Option<String>,
    /// Whoever sends this as a bearer token may read `/metrics`. Without it, only this machine may.
    pub(crate) metrics_token: Option<Secret>,
    /// Of a hundred requests, how many are traced.
    pub(crate) sampled_percent: u32,
    /// The name of this service in traces.
    pub(crate) service_name: String,
}

impl Telemetry {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        Self {
            level: section.take("level", Level::Info),
            format: section.take("format", Format::Auto),
            endpoint: section.take_checked("endpoint", None, |url: &Option<String>| {
                url.as_deref()
                    .map_or(Ok(()), |url| web::address(url, &["http", "https"]))
            }),
            metrics_token: section.take("metrics_token", None),
            sampled_percent: section.number("sampled_percent", 100, 0..=100),
            service_name: section.take("service_name", "vivavoce".to_owned()),
        }
    }
}
