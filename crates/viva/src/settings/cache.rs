//! Where counts that several servers share are kept.

use schemars::JsonSchema;

use super::{Secret, reader::Section, web};

/// Where counts that several servers share are kept. Without it, each server counts for itself.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Cache {
    /// `redis://:password@host:6379/0`, or `rediss://` over TLS.
    pub(crate) url: Option<Secret>,
}

impl Cache {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        Self {
            url: section.take_checked("url", None, |url: &Option<Secret>| {
                url.as_ref()
                    .map_or(Ok(()), |url| web::address(url.reveal(), &["redis", "rediss"]))
            }),
        }
    }
}
