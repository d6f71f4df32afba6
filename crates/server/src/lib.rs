//! The API of Vivavoce: accounts, orgs, sessions, practice and live progress.
//!
//! [`App`] holds everything that a request needs; [`router`] is the one table of routes. Each endpoint is a file under
//! `routes/`, with what it takes, what it answers and its handler; handlers are short and hold no queries. What goes wrong
//! becomes a [`Problem`]. Not here: how things are kept (`storage`), how recordings are worked on (`jobs`), and which
//! concrete stores and engines there are (`viva`).

pub mod accounts;
mod app;
mod extract;
pub mod limits;
mod middleware;
mod openapi;
pub mod permissions;
mod problem;
pub mod rate;
mod router;
mod routes;

pub use app::{App, AppParts, PublicSettings};
pub use openapi::document as openapi_document;
pub use problem::{FieldError, Problem, ProblemBody};
pub use router::router;
