//! The data folder.

use std::{fs, path::Path};

use crate::failure::Failure;

/// Makes the folder where it is missing, for this person only.
pub(crate) fn prepare(folder: &Path) -> Result<(), Failure> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| {
        Failure::ours(format!(
            "the data folder {} cannot be made ({error}): choose another with --data or VIVAVOCE_DATA",
            folder.display()
        ))
    })
}
