//! Work that blocks: on threads made for it, with a way to stop it from outside.

use std::panic;

use tokio_util::sync::CancellationToken;
use tracing::Span;

use crate::failure::Failure;

/// What unwinds through an engine that is to stop. Not a panic: nothing is printed, and nobody is at fault.
struct Stopped;

/// Leaves the work at once when it was told to stop. Called from inside the functions that engines report to, which
/// have no other way to end an engine's call.
pub(crate) fn leave_if(stop: &CancellationToken) {
    if stop.is_cancelled() {
        panic::resume_unwind(Box::new(Stopped));
    }
}

/// Does `work` on a thread where it may block. A panic in it is a failure of this job alone.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let span = Span::current();
    match tokio::task::spawn_blocking(move || span.in_scope(work)).await {
        Ok(result) => result,
        Err(error) => Err(match error.try_into_panic() {
            Ok(payload) if payload.is::<Stopped>() => Failure::Stopped,
            Ok(_) => panicked(),
            // The runtime shuts down.
            Err(_) => Failure::Stopped,
        }),
    }
}

/// What is told of a panic. Not what it says, since it may quote what somebody said; where it was stands in the log, in
/// the span of the job.
pub(crate) fn panicked() -> Failure {
    Failure::Again("a defect of ours stopped it: the log says where".to_owned())
}

#[cfg(test)]
mod tests {
    use tokio_util::sync::CancellationToken;

    use super::{blocking, leave_if};
    use crate::failure::Failure;

    #[tokio::test]
    async fn what_was_told_to_stop_stops_and_is_no_defect() {
        let stop = CancellationToken::new();
        let seen = stop.clone();
        let work = blocking(move || -> Result<(), Failure> {
            loop {
                leave_if(&seen);
                std::thread::yield_now();
            }
        });
        stop.cancel();
        assert!(matches!(work.await, Err(Failure::Stopped)));
    }

    #[tokio::test]
    async fn a_panic_is_told_without_what_it_says() {
        let failed = blocking(|| -> Result<(), Failure> { panic!("no word like “{}”", "Dashwood") }).await;
        let told = failed.unwrap_err().to_string();
        assert!(
            told.contains("defect of ours") && !told.contains("Dashwood"),
            "{told}"
        );
    }
}
