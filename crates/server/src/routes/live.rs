//! Live progress over one socket.

pub(crate) mod socket;
pub(crate) mod ticket;

mod conversation;
mod messages;
