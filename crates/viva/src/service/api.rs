//! The API's part of a process: listens, tells how it is reached, serves, tidies up now and then.

use std::io::Write;

use server::{App, housekeeping};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{Parts, app::app};
use crate::failure::Failure;

/// Serves until `stop`, and lets requests finish then.
/// With `hears`, this process also does all jobs.
pub(crate) async fn serve(parts: &Parts, hears: bool, stop: CancellationToken) -> Result<(), Failure> {
    let wanted = parts.settings.server.address;
    let fault = |error: std::io::Error| {
        Failure::ours(format!(
            "{wanted} cannot be listened on ({error}): end what else listens there, or choose another with --addr"
        ))
    };
    let listener = TcpListener::bind(wanted).await.map_err(fault)?;
    let app = app(parts, listener.local_addr().map_err(fault)?, hears).await?;
    greet(&app).await?;
    let tidying = tokio::spawn(housekeeping::run(app.clone(), housekeeping::LOOK, stop.clone()));
    let hub = app.hub.clone();
    let told = stop.clone();
    let listeners = tokio::spawn(async move {
        told.cancelled().await;
        hub.stop();
    });
    server::serve(listener, app, stop, parts.patience()).await;
    tidying.abort();
    listeners.abort();
    Ok(())
}

/// Prints how the server is reached, and to whom nobody has an account yet, how to get the first. On standard output and
/// never into the log: who has the link owns the server.
async fn greet(app: &App) -> Result<(), Failure> {
    let address = &app.public.address;
    let mut text = format!("Vivavoce is at {address}\n");
    let token = server::accounts::setup(app)
        .await
        .map_err(|error| Failure::ours(error.to_string()))?;
    if let Some(token) = token {
        text.push_str(&format!(
            "Nobody has an account yet. Make the first one within a day, by this link, which works once:\n  \
             {address}/setup#{token}\nor with: viva login {address} --setup {token}\n"
        ));
    }
    // That nobody reads it is no reason not to serve.
    let mut out = std::io::stdout();
    let _nobody_reads = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    Ok(())
}
