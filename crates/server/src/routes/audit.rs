//! Who saw or changed what.

pub(crate) mod list;
