//! Reading aloud: sentences, attempts at them, and how it goes over time.

pub(crate) mod audio;
pub(crate) mod body;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod drill;
mod form;
pub(crate) mod get;
pub(crate) mod languages;
pub(crate) mod list;
pub(crate) mod pronounced;
pub(crate) mod sentence;
pub(crate) mod sounds;
pub(crate) mod statistics;
