//! What Vivavoce keeps: records in SQLite or PostgreSQL, and blobs in a folder or S3.
//!
//! A [`Store`] opens transactions, each for one org ([`OrgTx`]), for accounts ([`AccountTx`]) or for the house itself
//! ([`SystemTx`]). Repositories hang on them, one noun a file, so that no query can be without its org; PostgreSQL holds
//! every row against it once more. Not here: what a record means, and who may see it.

mod error;
mod ids;
mod migrations;
pub mod records;
mod signals;
mod store;
mod tx;

pub use error::{Error, Result};
pub use ids::{OrgId, SessionId, UserId};
pub use signals::{Signal, Signals};
pub use store::{DatabaseSettings, Store};
pub use tx::{AccountTx, OrgTx, SystemTx, Tx};
