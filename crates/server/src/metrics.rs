//! What is measured of the server itself, for Prometheus.

use std::sync::Arc;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder};

/// Upper ends of what times are sorted into, seconds: from a read of the database to a model at work.
const SECONDS: [f64; 16] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0,
];

/// Who may look at the measurements, where they are, and whether the process can work.
#[derive(Clone, Default)]
pub struct Monitoring {
    /// Renders them; without it `/metrics` is not there.
    pub prometheus: Option<PrometheusHandle>,
    /// Whoever sends this as a bearer token may look, from anywhere. Without it, only this machine may.
    pub token: Option<String>,
    /// Says what this process lacks for its work, if anything; without it, only the storage counts.
    pub lacking: Option<Lacking>,
}

/// Says in a sentence what a process lacks for its work; `None` when it can work.
pub type Lacking = Arc<dyn Fn() -> Option<String> + Send + Sync>;

/// The recorder to install in the process: `metrics::set_global_recorder`. Its handle renders what it recorded.
#[must_use]
pub fn recorder() -> PrometheusRecorder {
    let builder = PrometheusBuilder::new();
    let times = Matcher::Suffix("_seconds".to_owned());
    builder
        .set_buckets_for_metric(times, &SECONDS)
        // Only an empty list of ends is refused.
        .unwrap_or_else(|_| PrometheusBuilder::new())
        .build_recorder()
}
