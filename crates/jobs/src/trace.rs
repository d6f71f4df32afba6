//! Carries a trace from where a job is asked for to where it is done, in the job's input, as the W3C's `traceparent`.
//!
//! How a trace is named and taken up is known where the tracer was chosen, in the binary. Without it nothing is carried.

use std::sync::OnceLock;

use serde_json::Value;
use tracing::Span;

/// Where it stands in a job's input.
const KEY: &str = "trace";

static CARRIER: OnceLock<Carrier> = OnceLock::new();

/// How a trace is named and taken up.
#[derive(Clone, Copy, Debug)]
pub struct Carrier {
    /// Names the trace that this thread is in, if it is in one.
    pub current: fn() -> Option<String>,
    /// Makes a span part of the trace of that name.
    pub adopt: fn(&Span, &str),
}

/// From now on traces are carried; the first carrier of a process stays.
pub fn carry(carrier: Carrier) {
    let _stays = CARRIER.set(carrier);
}

/// Makes a span part of a trace that came with a request.
pub fn adopt(span: &Span, trace: &str) {
    if let Some(carrier) = CARRIER.get() {
        (carrier.adopt)(span, trace);
    }
}

/// A job's input, with the trace that asks for it.
pub(crate) fn marked(mut input: Value) -> Value {
    let trace = CARRIER.get().and_then(|carrier| (carrier.current)());
    if let (Some(trace), Value::Object(fields)) = (trace, &mut input) {
        fields.insert(KEY.to_owned(), Value::String(trace));
    }
    input
}

/// Makes the span of a job part of the trace that asked for it.
pub(crate) fn follow(span: &Span, input: &Value) {
    if let Some(trace) = input.get(KEY).and_then(Value::as_str) {
        adopt(span, trace);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use serde_json::json;
    use tracing::Span;

    use super::{Carrier, carry, follow, marked};

    static ADOPTED: Mutex<Vec<String>> = Mutex::new(Vec::new());

    #[test]
    fn the_trace_goes_with_the_input_and_nothing_else_is_changed() {
        carry(Carrier {
            current: || Some("00-trace-span-01".to_owned()),
            adopt: |_, trace| ADOPTED.lock().unwrap().push(trace.to_owned()),
        });
        let input = marked(json!({"keys": ["a"]}));
        assert_eq!(input, json!({"keys": ["a"], "trace": "00-trace-span-01"}));
        assert_eq!(marked(json!(null)), json!(null));
        follow(&Span::none(), &input);
        follow(&Span::none(), &json!({}));
        assert_eq!(*ADOPTED.lock().unwrap(), ["00-trace-span-01"]);
    }
}
