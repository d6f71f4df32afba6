//! Logs and traces of the service. Logs go to standard error; traces, when an endpoint is set, over OTLP/HTTP.
//! Neither holds a secret or what somebody said: only names, ids, counts and times are given to `tracing`.

use std::{collections::HashMap, io::IsTerminal, sync::Arc, time::Duration};

use jobs::trace::Carrier;
use opentelemetry::{KeyValue, propagation::TextMapPropagator, trace::TracerProvider};
use opentelemetry_otlp::{Protocol, WithExportConfig};
use opentelemetry_sdk::{
    Resource,
    error::{OTelSdkError, OTelSdkResult},
    propagation::TraceContextPropagator,
    trace::{Sampler, SdkTracerProvider, SpanData, SpanExporter},
};
use tokio::runtime::Handle;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::{EnvFilter, Layer, Registry, layer::SubscriberExt, util::SubscriberInitExt};

use crate::{
    failure::Failure,
    settings::{self, Format, Level},
};

/// Where OTLP/HTTP takes traces, after the address of a collector.
const PATH: &str = "v1/traces";

/// How long one batch may take to be taken.
const PATIENCE: Duration = Duration::from_secs(10);

/// Our crates, and mails where they are written to the log; libraries are only heard when something is wrong, whatever
/// the level: some of them log what passes through them.
const OURS: [&str; 5] = ["viva", "server", "jobs", "storage", "mail"];

/// Logs and traces, running.
pub(crate) struct Telemetry {
    traces: Option<SdkTracerProvider>,
}

impl Telemetry {
    /// Starts logging, and tracing where it is set. Once in a process, within a runtime.
    pub(crate) fn start(settings: &settings::Telemetry) -> Result<Self, Failure> {
        let text = match settings.format {
            Format::Auto => std::io::stderr().is_terminal(),
            Format::Text => true,
            Format::Json => false,
        };
        let logs: Box<dyn Layer<Registry> + Send + Sync> = if text {
            let lines = tracing_subscriber::fmt::layer()
                .with_writer(std::io::stderr)
                .with_target(false);
            lines.with_filter(filter(settings.level)).boxed()
        } else {
            let lines = tracing_subscriber::fmt::layer()
                .json()
                .flatten_event(true)
                .with_span_list(false)
                .with_writer(std::io::stderr);
            lines.with_filter(filter(settings.level)).boxed()
        };
        let traces = settings
            .endpoint
            .as_deref()
            .map(|endpoint| traces(endpoint, settings))
            .transpose()?;
        let spans = traces.as_ref().map(|traces| {
            tracing_opentelemetry::layer()
                .with_tracer(traces.tracer("vivavoce"))
                // What is logged stays in the log.
                .with_location(false)
                .with_filter(filter(Level::Info))
        });
        if traces.is_some() {
            jobs::trace::carry(Carrier { current, adopt });
        }
        tracing_subscriber::registry()
            .with(logs)
            .with(spans)
            .try_init()
            .map_err(|error| Failure::ours(format!("logging could not be started: {error}")))?;
        Ok(Self { traces })
    }

    /// Sends what waits. Blocks: not to be called from a task.
    pub(crate) fn flush(self) {
        if let Some(traces) = self.traces
            && let Err(error) = traces.shutdown()
        {
            tracing::warn!(%error, "the last traces could not be sent");
        }
    }
}

fn filter(level: Level) -> EnvFilter {
    let level = match level {
        Level::Error => "error",
        Level::Warn => "warn",
        Level::Info => "info",
        Level::Debug => "debug",
        Level::Trace => "trace",
    };
    let ours: Vec<_> = OURS.iter().map(|name| format!("{name}={level}")).collect();
    EnvFilter::new(format!("warn,{}", ours.join(",")))
}

fn traces(endpoint: &str, settings: &settings::Telemetry) -> Result<SdkTracerProvider, Failure> {
    let exporter = opentelemetry_otlp::SpanExporter::builder()
        .with_http()
        .with_protocol(Protocol::HttpBinary)
        .with_endpoint(format!("{}/{PATH}", endpoint.trim_end_matches('/')))
        .with_timeout(PATIENCE)
        .build()
        .map_err(|error| Failure::ours(format!("traces cannot be sent to telemetry.endpoint: {error}")))?;
    let sampled = f64::from(settings.sampled_percent) / 100.0;
    let resource = Resource::builder()
        .with_service_name(settings.service_name.clone())
        .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")));
    Ok(SdkTracerProvider::builder()
        .with_batch_exporter(OnRuntime {
            exporter: Arc::new(exporter),
            runtime: Handle::current(),
        })
        .with_sampler(Sampler::ParentBased(Box::new(Sampler::TraceIdRatioBased(
            sampled,
        ))))
        .with_resource(resource.build())
        .build())
}

/// Where a trace is named, by the W3C's trace context.
const TRACEPARENT: &str = "traceparent";

/// Names the trace that this thread is in.
fn current() -> Option<String> {
    let mut fields = HashMap::new();
    TraceContextPropagator::new().inject_context(&Span::current().context(), &mut fields);
    fields.remove(TRACEPARENT)
}

/// Makes a span part of a trace.
fn adopt(span: &Span, trace: &str) {
    let fields = HashMap::from([(TRACEPARENT.to_owned(), trace.to_owned())]);
    // What is no name of a trace leaves the span where it is; so does a span that is not recorded.
    let _stays = span.set_parent(TraceContextPropagator::new().extract(&fields));
}

/// Sends on the runtime: batches are made on a thread of their own, which has none.
#[derive(Debug)]
struct OnRuntime {
    exporter: Arc<opentelemetry_otlp::SpanExporter>,
    runtime: Handle,
}

impl SpanExporter for OnRuntime {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        let exporter = Arc::clone(&self.exporter);
        let sent = self.runtime.spawn(async move { exporter.export(batch).await });
        sent.await
            .map_err(|error| OTelSdkError::InternalFailure(error.to_string()))?
    }
}
