//! One command a file.

pub(crate) mod analyze;
pub(crate) mod doctor;
pub(crate) mod eval;
pub(crate) mod login;
pub(crate) mod logout;
pub(crate) mod models;
pub(crate) mod pronounce;
pub(crate) mod push;
pub(crate) mod serve;
pub(crate) mod settings;
pub(crate) mod worker;
