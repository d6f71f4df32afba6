//! When the process is told to stop.

use tokio::signal;
use tokio_util::sync::CancellationToken;

use crate::failure::Failure;

/// A token that is cancelled when the process gets SIGTERM or Ctrl-C. The second time, it ends at once: what was not
/// finished is taken up when the leases of its jobs have expired, as after a crash.
pub(crate) fn on_signal() -> Result<CancellationToken, Failure> {
    let stop = CancellationToken::new();
    let told = stop.clone();
    let mut signals = Signals::listen()?;
    tokio::spawn(async move {
        signals.next().await;
        tracing::info!("stopping: finishing what runs; once more to end at once");
        told.cancel();
        signals.next().await;
        std::process::exit(1);
    });
    Ok(stop)
}

struct Signals {
    #[cfg(unix)]
    terminate: signal::unix::Signal,
}

impl Signals {
    /// Listens from now on: a signal that comes before the first wait is not lost.
    fn listen() -> Result<Self, Failure> {
        Ok(Self {
            #[cfg(unix)]
            terminate: signal::unix::signal(signal::unix::SignalKind::terminate())
                .map_err(|error| Failure::ours(format!("signals cannot be listened to: {error}")))?,
        })
    }

    async fn next(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = signal::ctrl_c() => {}
        }
        #[cfg(not(unix))]
        let _ = signal::ctrl_c().await;
    }
}
