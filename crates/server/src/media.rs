//! Taking a recording in: bounded while it streams, kept where the org wants it, recorded with the session in one go.

mod keep;
mod limited;
mod name;
mod play;
mod receive;

pub(crate) use keep::{Arrived, keep, may_send};
pub(crate) use limited::{Broken, limited};
pub(crate) use name::{content_type, file_name, known, playable};
pub(crate) use play::play;
pub(crate) use receive::receive;
