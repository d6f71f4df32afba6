//! A server on which this person is signed in.

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;
use ureq::Body;

use super::{
    Credentials, Login,
    api::{Answer, Api, Ask, Trouble},
    patience::patiently,
};
use crate::{failure::Failure, settings::Secret};

/// What a sign-in and a renewal give.
#[derive(Deserialize)]
pub(crate) struct Tokens {
    access_token: String,
    refresh_token: Option<String>,
}

/// A server and a token for it, which is renewed when it has expired.
pub(crate) struct SignedIn {
    api: Api,
    access: Secret,
}

impl SignedIn {
    /// The server at `server`, or the one that was signed in to last.
    pub(crate) fn open(server: Option<&str>) -> Result<Self, Failure> {
        let named = server.map(server_address).transpose()?;
        let credentials = Credentials::open()?;
        let server = named
            .or_else(|| credentials.latest().map(str::to_owned))
            .ok_or_else(|| Failure::input("you are not signed in anywhere: run viva login URL"))?;
        let api = Api::new(&server);
        let access = renew(&api, credentials)?;
        Ok(Self { api, access })
    }

    /// Asks, again where that may help.
    pub(crate) fn ask<T: DeserializeOwned>(&mut self, ask: &Ask<'_>) -> Result<T, Failure> {
        let answer = self.renewing(|api, access| patiently(|| api.ask(ask, Some(access))))?;
        Ok(answer?)
    }

    /// Sends something large once.
    pub(crate) fn send_once<T: DeserializeOwned>(&mut self, ask: &Ask<'_>) -> Result<Answer<T>, Failure> {
        self.renewing(|api, access| api.send_slowly(ask, Some(access)))
    }

    /// Asks for a stream once.
    pub(crate) fn listen(&mut self, ask: &Ask<'_>) -> Result<Answer<Body>, Failure> {
        self.renewing(|api, access| api.listen(ask, Some(access)))
    }

    /// Asks, and once more with a new token when the old one no longer counts.
    fn renewing<T>(&mut self, ask: impl Fn(&Api, &Secret) -> Answer<T>) -> Result<Answer<T>, Failure> {
        match ask(&self.api, &self.access) {
            Err(trouble) if trouble.is("signed-out") => {
                self.access = renew(&self.api, Credentials::open()?)?;
                Ok(ask(&self.api, &self.access))
            }
            answer => Ok(answer),
        }
    }
}

/// A new access token; keeps the refresh token that comes with it before anything else is done.
fn renew(api: &Api, mut credentials: Credentials) -> Result<Secret, Failure> {
    let server = api.server();
    let login = credentials.get(server).ok_or_else(|| {
        Failure::input(format!(
            "you are not signed in at {server}: run viva login {server}"
        ))
    })?;
    credentials.prepare()?;
    let body = json!({ "refresh_token": login.refresh_token.reveal() });
    // Asked once: a token whose answer was lost is spent, and asking again with it would look like theft.
    let tokens: Tokens = match api.ask(&Ask::post("/v1/auth/refresh").json(&body), None) {
        Ok(tokens) => tokens,
        Err(Trouble::Problem(problem)) if matches!(problem.status, 401 | 403) => {
            credentials.remove(server)?;
            return Err(Failure::input(format!(
                "you are no longer signed in at {server}: run viva login {server}"
            )));
        }
        Err(trouble) => return Err(trouble.into()),
    };
    keep(credentials, server, &login.email, tokens)
}

/// Keeps what a sign-in gave, and hands out the access token.
pub(crate) fn keep(
    credentials: Credentials,
    server: &str,
    email: &str,
    tokens: Tokens,
) -> Result<Secret, Failure> {
    let refresh_token = tokens
        .refresh_token
        .ok_or_else(|| Failure::ours(format!("{server} gave no refresh token: is it of this version?")))?;
    let login = Login {
        email: email.to_owned(),
        refresh_token: Secret::new(refresh_token),
    };
    credentials.put(server, &login)?;
    Ok(Secret::new(tokens.access_token))
}

/// A server's address as it is kept: scheme and host, without a slash at the end.
pub(crate) fn server_address(text: &str) -> Result<String, Failure> {
    let address = if text.contains("://") {
        text.to_owned()
    } else {
        format!("https://{text}")
    };
    let address = address.trim_end_matches('/');
    crate::settings::web_address(address)
        .map_err(|reason| Failure::input(format!("{text} is no server's address: {reason}")))?;
    Ok(address.to_owned())
}
