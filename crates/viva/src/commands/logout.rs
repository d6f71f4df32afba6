//! `viva logout`: forget a sign-in here and on the server.

use serde_json::json;

use crate::{
    client::{self, Api, Ask, Credentials},
    failure::Failure,
};

/// Sign out of a server.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The server [default: the one that was signed in to last]
    url: Option<String>,
}

/// Runs the command. What is kept here goes whatever the server says; that it did not hear of it is told.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let named = args.url.as_deref().map(client::server_address).transpose()?;
    let credentials = Credentials::open()?;
    let server = named
        .or_else(|| credentials.latest().map(str::to_owned))
        .ok_or_else(|| Failure::input("you are not signed in anywhere"))?;
    let login = credentials
        .get(&server)
        .ok_or_else(|| Failure::input(format!("you are not signed in at {server}")))?;
    credentials.remove(&server)?;
    let body = json!({ "refresh_token": login.refresh_token.reveal() });
    let told = Api::new(&server).tell(&Ask::post("/v1/auth/logout").json(&body), None);
    told.map_err(|trouble| {
        Failure::ours(format!(
            "you are signed out here, but the server did not hear of it ({trouble}): end the sign-in there under your devices"
        ))
    })
}
