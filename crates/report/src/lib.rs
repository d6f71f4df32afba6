//! One analysis as a terminal page, JSON, CSV, HTML and PDF.
//!
//! Every function takes the same [`domain::Analysis`] and does no input or output. Numbers are written in one
//! place (`numbers`, `figures`), so that all formats say the same; words of the interface come from the message
//! tables in `assets/messages`. What the coach wrote (advice, band descriptors, notices) stays in its language.

pub mod csv;
mod error;
mod figures;
mod html;
mod json;
mod marks;
mod messages;
mod numbers;
#[cfg(feature = "pdf")]
mod pdf;
mod sounds;
mod terminal;
mod tracks;

pub use error::Error;
pub use html::{Audio, HtmlOptions, html};
pub use json::{json, schema};
pub use messages::Interface;
#[cfg(feature = "pdf")]
pub use pdf::{PDF_SHEET_SECONDS, PdfOptions, pdf};
pub use terminal::{TerminalStyle, terminal};

/// What the functions of this crate return.
pub type Result<T> = std::result::Result<T, Error>;
