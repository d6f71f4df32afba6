//! The life of a process of the service: settings, logs, everything opened, work until it is told to stop, and an end
//! that loses nothing.

use std::{panic, time::Duration};

use tokio_util::sync::CancellationToken;

use super::{Parts, data, stop};
use crate::{
    failure::Failure,
    settings::{Place, Settings},
    telemetry::Telemetry,
};

/// How long threads that block may take to notice the end.
const LAST: Duration = Duration::from_secs(2);

/// Runs `work` until it ends, which it should do soon after its token is cancelled.
pub(crate) fn run<F>(
    place: &Place,
    change: impl FnOnce(&mut Settings),
    work: impl FnOnce(Parts, CancellationToken) -> F,
) -> Result<(), Failure>
where
    F: Future<Output = Result<(), Failure>>,
{
    let mut settings = place.settings()?;
    change(&mut settings);
    let folder = place.data()?;
    data::prepare(&folder)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::ours(format!("no threads can be started: {error}")))?;
    let telemetry = {
        let _inside = runtime.enter();
        Telemetry::start(&settings.telemetry)?
    };
    tell_panics();
    let done = runtime.block_on(async {
        let stop = stop::on_signal()?;
        let parts = Parts::open(settings, folder).await?;
        let store = parts.store.clone();
        let done = work(parts, stop).await;
        if let Err(error) = store.close().await {
            tracing::warn!(%error, "the database was not closed properly");
        }
        done
    });
    telemetry.flush();
    runtime.shutdown_timeout(LAST);
    done
}

/// A panic is a mistake of ours and ends one job or one request. Where it was goes to the log; what it says does not,
/// since it may quote what somebody said.
fn tell_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "something went wrong inside Vivavoce: please report this");
    }));
}
