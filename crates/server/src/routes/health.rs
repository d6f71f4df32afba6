//! Whether the server is there and can work, for what watches over it.

pub(crate) mod live;
pub(crate) mod ready;
