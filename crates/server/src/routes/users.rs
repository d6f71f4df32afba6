//! Making accounts.

pub(crate) mod confirm;
pub(crate) mod create;

/// The language of those who do not say one.
pub(crate) fn english() -> String {
    "en".to_owned()
}
