//! `viva serve`: the service, whole or its API alone.

use std::{net::SocketAddr, path::PathBuf};

use clap::ValueEnum;
use tokio_util::sync::CancellationToken;

use crate::{
    failure::Failure,
    service::{self, Demo, Parts, Work},
    settings::Place,
};

/// Serve the API and work on recordings, until told to stop.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Address and port to listen on, in place of the settings'
    #[arg(long, value_name = "ADDRESS")]
    addr: Option<SocketAddr>,
    /// What this process does
    #[arg(long, value_enum, default_value_t = Role::All)]
    role: Role,
    /// For the first account: an org with this recording in it, so that there is something to look at
    #[arg(long, value_name = "FILE")]
    demo: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Role {
    /// The API and all jobs
    All,
    /// The API, and only those jobs that nobody else can do
    Api,
    /// All jobs, as `viva worker`
    Worker,
}

/// Runs the command until it is told to stop.
pub(crate) fn run(args: Args) -> Result<(), Failure> {
    let Args {
        place,
        addr,
        role,
        demo,
    } = args;
    let change = |settings: &mut crate::settings::Settings| {
        if let Some(addr) = addr {
            settings.server.address = addr;
        }
    };
    service::run(&place, change, |parts, stop| async move {
        let demo = match &demo {
            Some(file) => Demo::prepare(file, &parts.store, &parts.blobs).await?,
            None => None,
        };
        serve(&parts, role, demo, stop).await
    })
}

async fn serve(
    parts: &Parts,
    role: Role,
    demo: Option<Demo>,
    stop: CancellationToken,
) -> Result<(), Failure> {
    let worker = parts.worker(match role {
        Role::All | Role::Worker => Work::All(None),
        Role::Api => Work::Held,
    })?;
    let api = async {
        if role == Role::Worker {
            return Ok(());
        }
        let served = service::serve(parts, role == Role::All, stop.clone()).await;
        // A server that cannot listen should not go on half.
        stop.cancel();
        served
    };
    let demo = async {
        if let Some(demo) = demo {
            demo.run(&parts.memory, stop.clone()).await;
        }
    };
    let (served, (), ()) = tokio::join!(api, worker.run(stop.clone()), demo);
    served
}
