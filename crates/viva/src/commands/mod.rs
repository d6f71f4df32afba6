//! One command a file.

pub mod analyze;
pub mod doctor;
pub mod eval;
pub mod models;
