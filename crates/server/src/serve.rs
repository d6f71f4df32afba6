//! Takes connections and serves them, until told to stop: then what runs may finish for a while.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Extension, Router, extract::ConnectInfo};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::Layer;

use crate::{App, router};

/// Connections at a time. More wait in the system's queue, so that files and memory are left for those that are here.
const CONNECTIONS: usize = 8192;

/// How long a client may take to send the head of a request, and how long a connection may idle between two.
const HEAD: Duration = Duration::from_secs(30);

/// Bytes of the head of a request, and of what is read ahead.
const HEAD_BYTES: usize = 64 * 1024;

/// Headers of one request.
const HEADERS: usize = 100;

/// How long to wait when the system has no more connections to give.
const BREATH: Duration = Duration::from_millis(100);

/// Serves `app` on `listener` until `stop` is cancelled; then takes no more connections, and gives what runs `patience`
/// to finish. What has not finished by then is cut off.
pub async fn serve(listener: TcpListener, app: App, stop: CancellationToken, patience: Duration) {
    let sockets = app.sockets().clone();
    let router = router(app);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let connections = TaskTracker::new();
    loop {
        let (place, stream, peer) = tokio::select! {
            next = accept(&listener, &places) => next,
            () = stop.cancelled() => break,
        };
        connections.spawn(connection(stream, peer, router.clone(), stop.clone(), place));
    }
    drop(listener);
    connections.close();
    sockets.close();
    let all = async {
        connections.wait().await;
        sockets.wait().await;
    };
    if time::timeout(patience, all).await.is_err() {
        tracing::warn!(
            connections = connections.len(),
            sockets = sockets.len(),
            "cut off what did not finish in time"
        );
    }
}

/// The next connection, once there is a place for it.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (Option<OwnedSemaphorePermit>, TcpStream, SocketAddr) {
    // The semaphore is never closed.
    let place = Arc::clone(places).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (place, stream, peer),
            // Whoever called has gone again; there is nothing to wait for.
            Err(error) if is_of_the_client(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "no connection can be taken now");
                time::sleep(BREATH).await;
            }
        }
    }
}

fn is_of_the_client(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionRefused
    )
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    stop: CancellationToken,
    _place: Option<OwnedSemaphorePermit>,
) {
    // Small answers leave at once.
    let _works_without = stream.set_nodelay(true);
    let service = TowerToHyperService::new(Extension(ConnectInfo(peer)).layer(router));
    let mut server = auto::Builder::new(TokioExecutor::new()).http1_only();
    server
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEADERS);
    let mut serving = std::pin::pin!(server.serve_connection_with_upgrades(TokioIo::new(stream), service));
    let ended = tokio::select! {
        ended = &mut serving => ended,
        () = stop.cancelled() => {
            serving.as_mut().graceful_shutdown();
            serving.await
        }
    };
    if let Err(error) = ended {
        // Mostly a client that hung up: nothing to do about it.
        tracing::debug!(%error, "a connection ended early");
    }
}
