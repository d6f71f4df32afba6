//! What can go wrong with what is kept.

/// Grouped by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refuses, cannot be reached, or is full: try again later; the operator should look.
    #[error("the database does not answer as it should: {0}")]
    Database(#[source] sea_orm::DbErr),
    /// The blob store refuses, cannot be reached, or is full: try again later; the operator should look.
    #[error("the file store does not answer as it should: {0}")]
    Blobs(#[source] object_store::Error),
    /// Files that nobody finished could not be removed from the blob store's folder: the operator should look.
    #[error("unfinished files cannot be removed: {0}")]
    Unfinished(#[source] std::io::Error),
    /// Something that must be unique is there already: tell the person.
    #[error("this is there already: {0}")]
    Taken(&'static str),
    /// The row belongs to another org, whose rows nobody else writes: a fault of ours.
    #[error("another org has this")]
    Foreign,
    /// A stored document cannot be read: it was written by another version, or changed by hand.
    #[error("the stored {what} cannot be read: {}", crate::document::fault(.source))]
    Document {
        /// Which document.
        what: &'static str,
        /// What is wrong with it. Its text may quote the document: it is not for logs.
        source: serde_json::Error,
    },
    /// A blob is larger than whoever reads it wants.
    #[error("a file of {size} bytes is larger than the {limit} bytes allowed here")]
    Large {
        /// Its size, bytes.
        size: u64,
        /// What was allowed, bytes.
        limit: u64,
    },
    /// A range of bytes that a blob does not have: tell the person.
    #[error("the file has only {size} bytes")]
    Range {
        /// Its size, bytes.
        size: u64,
    },
    /// The settings name a store that cannot be used as they say.
    #[error("{0}")]
    Settings(String),
}

/// The result of everything in this crate.
pub type Result<T> = std::result::Result<T, Error>;

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Database(error)
    }
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        Self::Blobs(error)
    }
}

impl Error {
    /// An upsert that wrote nothing met a row of another org.
    pub(crate) fn foreign_unless(written: u64) -> Result<()> {
        if written == 0 { Err(Self::Foreign) } else { Ok(()) }
    }

    /// Turns a broken uniqueness rule into [`Error::Taken`]; everything else stays as it is.
    pub(crate) fn taken(what: &'static str) -> impl FnOnce(sea_orm::DbErr) -> Self {
        move |error| match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Self::Taken(what),
            _ => Self::Database(error),
        }
    }
}
