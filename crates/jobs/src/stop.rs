//! Work that blocks: on threads made for it, with a way to stop it from outside.

use std::{
    panic::{self, AssertUnwindSafe},
    thread,
};

use thread_priority::{
    NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy, set_thread_priority_and_policy,
    thread_native_id,
};
use tokio::sync::oneshot;
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

/// Does `work` on a thread made for it, which gives way to whoever answers requests. A panic in it is a failure of this
/// job alone.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let span = Span::current();
    let (tell, told) = oneshot::channel();
    let thread = thread::Builder::new().name("job".to_owned()).spawn(move || {
        give_way();
        let done = panic::catch_unwind(AssertUnwindSafe(|| span.in_scope(work)));
        // Nobody waits any more when the job was given up.
        drop(tell.send(done));
    });
    if let Err(error) = thread {
        return Err(Failure::Again(format!("no thread can be started: {error}")));
    }
    match told.await {
        Ok(Ok(result)) => result,
        Ok(Err(payload)) if payload.is::<Stopped>() => Err(Failure::Stopped),
        Ok(Err(_)) | Err(_) => Err(panicked()),
    }
}

/// How a job's thread asks for the processor.
#[cfg(target_os = "linux")]
const QUIETLY: NormalThreadSchedulePolicy = NormalThreadSchedulePolicy::Idle;
#[cfg(not(target_os = "linux"))]
const QUIETLY: NormalThreadSchedulePolicy = NormalThreadSchedulePolicy::Other;

/// Gives the processor to every other thread that wants it. Listening takes all cores for minutes, and people who only
/// look something up should not wait for it. Threads that an engine starts from here inherit it.
fn give_way() {
    let policy = ThreadSchedulePolicy::Normal(QUIETLY);
    if let Err(error) = set_thread_priority_and_policy(thread_native_id(), ThreadPriority::Min, policy) {
        tracing::debug!(%error, "this job does not give way to requests");
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

    #[cfg(target_os = "linux")]
    use super::{QUIETLY, ThreadSchedulePolicy};
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

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn it_gives_way_to_other_threads_and_so_do_those_it_starts() {
        let policies = blocking(|| {
            let started = std::thread::spawn(thread_priority::thread_schedule_policy).join();
            Ok((
                thread_priority::thread_schedule_policy().ok(),
                started.ok().and_then(Result::ok),
            ))
        });
        let quietly = Some(ThreadSchedulePolicy::Normal(QUIETLY));
        assert_eq!(policies.await.unwrap(), (quietly, quietly));
        assert_ne!(thread_priority::thread_schedule_policy().ok(), quietly);
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
