//! `viva worker`: work on recordings for a service whose API is elsewhere.

use crate::{
    failure::Failure,
    service::{self, Work},
    settings::Place,
};

/// Work on recordings for a service whose API is elsewhere, on the same database and file store.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Only these kinds of jobs, such as asr,report
    #[arg(long, value_delimiter = ',', value_name = "KINDS")]
    only: Option<Vec<String>>,
}

/// Runs the command until it is told to stop.
pub(crate) fn run(args: Args) -> Result<(), Failure> {
    let Args { place, only } = args;
    service::run(
        &place,
        |_| {},
        |parts, stop| async move {
            let worker = parts.worker(Work::All(only))?;
            tracing::info!(
                database = parts.store.engine(),
                blobs = parts.blobs.kind(),
                "working"
            );
            worker.run(stop).await;
            Ok(())
        },
    )
}
