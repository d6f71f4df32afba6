//! How much of the machine works on recordings.

use schemars::JsonSchema;

use super::reader::Section;

/// How much of the machine works on recordings.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Workers {
    /// Cores to use; 0 uses all that there are.
    pub(crate) cores: u32,
    /// Seconds for which a worker has a job without a sign of life. What a worker leaves behind that died is begun again
    /// after that time.
    pub(crate) lease_seconds: u32,
}

impl Workers {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        Self {
            cores: section.number("cores", 0, 0..=1024),
            lease_seconds: section.number("lease_seconds", 30, 2..=600),
        }
    }
}
