//! The API of Vivavoce: accounts, orgs, sessions, practice and live progress.
//!
//! [`App`] holds everything that a request needs; [`router`] is the one table of routes. Each endpoint is a file under
//! `routes/`, with what it takes, what it answers and its handler; handlers are short and hold no queries. What goes wrong
//! becomes a [`Problem`]. Not here: how things are kept (`storage`), how recordings are worked on (`jobs`), and which
//! concrete stores and engines there are (`viva`).

mod access;
pub mod accounts;
mod answer;
mod app;
mod audit;
pub mod extract;
pub mod housekeeping;
mod hub;
pub mod limits;
mod live;
mod media;
pub mod metrics;
mod middleware;
mod openapi;
mod page;
pub mod permissions;
mod practice;
mod problem;
pub mod rate;
pub mod rights;
mod router;
mod routes;
mod serve;
mod slots;

pub use app::{App, AppParts, PublicSettings};
pub use hub::{Hub, Subscription, Told};
pub use metrics::Monitoring;
pub use openapi::document as openapi_document;
pub use page::{Page, PageFile, no_page};
pub use practice::{ModelSettings, SentenceModel};
pub use problem::{FieldError, Problem, ProblemBody};
pub use router::router;
pub use serve::serve;
