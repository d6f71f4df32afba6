//! What Prometheus fetches.

pub(crate) mod scrape;
