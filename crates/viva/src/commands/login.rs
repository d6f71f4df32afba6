//! `viva login`: sign in to a server, so that `viva push` can send recordings there.

use std::io::{IsTerminal, Write};

use serde_json::json;

use crate::{
    client::{self, Api, Ask, Credentials, Tokens, Trouble},
    failure::Failure,
    settings::Secret,
};

/// Sign in to a server.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The server, such as https://speak.example.org or http://127.0.0.1:8707
    url: String,
    /// Your mail address [default: asked for]
    #[arg(long, value_name = "MAIL")]
    email: Option<String>,
    /// The code of your second factor, or a recovery code [default: asked for when the server wants one]
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// Make the first account of a new server, with the token that it showed when it started
    #[arg(long, value_name = "TOKEN", conflicts_with = "code")]
    setup: Option<String>,
}

/// Where a password may stand for a program that signs in.
const PASSWORD: &str = "VIVAVOCE_PASSWORD";

/// Runs the command.
pub(crate) fn run(args: Args) -> Result<(), Failure> {
    let server = client::server_address(&args.url)?;
    warn_if_open(&server);
    let api = Api::new(&server);
    let email = match args.email {
        Some(email) => email,
        None => ask("Mail address: ")?,
    };
    let password = password()?;
    let mut credentials = Credentials::open()?;
    credentials.prepare()?;
    let tokens = match &args.setup {
        Some(token) => set_up(&api, token, &email, &password)?,
        None => match sign_in(&api, &email, &password, args.code.as_deref()) {
            Err(trouble) if trouble.is("second-factor-needed") && args.code.is_none() => {
                let code = ask("Code of your second factor: ")?;
                sign_in(&api, &email, &password, Some(&code))?
            }
            answer => answer?,
        },
    };
    let _access = client::keep(credentials, &server, &email, tokens)?;
    tell(&format!("Signed in at {server} as {email}."));
    Ok(())
}

fn sign_in(api: &Api, email: &str, password: &Secret, code: Option<&str>) -> Result<Tokens, Trouble> {
    let mut body = json!({ "email": email, "password": password.reveal() });
    if let Some(code) = code.map(str::trim) {
        // An app shows six digits; what else is given is a recovery code.
        let of_an_app = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        body[if of_an_app { "code" } else { "recovery_code" }] = json!(code);
    }
    api.ask(&Ask::post("/v1/auth/login").json(&body), None)
}

/// The first account of a new server, and its org. Both are named after the mail address and can be renamed.
fn set_up(api: &Api, token: &str, email: &str, password: &Secret) -> Result<Tokens, Trouble> {
    let name = email.split('@').next().unwrap_or(email);
    let body = json!({
        "token": token, "email": email, "name": name, "password": password.reveal(), "org": format!("{name}'s org"),
    });
    api.ask(&Ask::post("/v1/auth/setup").json(&body), None)
}

/// The password travels as it is: without TLS, whoever is on the way reads it.
fn warn_if_open(server: &str) {
    let host = server.strip_prefix("http://");
    let near = ["127.", "localhost", "[::1]"];
    if host.is_some_and(|host| !near.iter().any(|near| host.starts_with(near))) {
        tell(&format!(
            "Careful: the connection to {server} is not encrypted; use https where you can."
        ));
    }
}

fn password() -> Result<Secret, Failure> {
    if let Ok(password) = std::env::var(PASSWORD) {
        return Ok(Secret::new(password));
    }
    let terminal = console::Term::stderr();
    if !std::io::stdin().is_terminal() || !terminal.is_term() {
        return Err(Failure::input(format!(
            "there is no terminal to ask for the password on: give it in {PASSWORD}"
        )));
    }
    let asked = terminal
        .write_str("Password: ")
        .and_then(|()| terminal.read_secure_line());
    asked
        .map(Secret::new)
        .map_err(|error| Failure::ours(format!("the password could not be read: {error}")))
}

#[expect(clippy::print_stderr, reason = "a question to the person at the terminal")]
fn ask(question: &str) -> Result<String, Failure> {
    eprint!("{question}");
    let mut answer = String::new();
    std::io::stderr()
        .flush()
        .and_then(|()| std::io::stdin().read_line(&mut answer))
        .map_err(|error| Failure::ours(format!("the answer could not be read: {error}")))?;
    let answer = answer.trim();
    if answer.is_empty() {
        return Err(Failure::input(format!(
            "nothing was answered to “{}”",
            question.trim_end_matches(": ")
        )));
    }
    Ok(answer.to_owned())
}

#[expect(clippy::print_stderr, reason = "for the person, not for a pipe")]
fn tell(text: &str) {
    eprintln!("{text}");
}
