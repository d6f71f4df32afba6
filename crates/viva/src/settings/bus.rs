//! What wakes workers on other machines.

use schemars::JsonSchema;

use super::{Secret, reader::Section, web};

/// What wakes workers on other machines. Without it they look for work by themselves, once a second or so.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Bus {
    /// `nats://user:password@host:4222`, a NATS server with JetStream. The table of jobs stays the truth: losing the
    /// bus loses nothing.
    pub(crate) url: Option<Secret>,
}

impl Bus {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        Self {
            url: section.take_checked("url", None, |url: &Option<Secret>| {
                url.as_ref()
                    .map_or(Ok(()), |url| web::address(url.reveal(), &["nats", "tls"]))
            }),
        }
    }
}
