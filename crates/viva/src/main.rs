//! The `viva` command. Wiring lives here: only this crate names a concrete engine, reads the clock and talks to the
//! terminal.

mod analysis;
mod client;
mod clock;
mod commands;
mod corpus;
mod engines;
mod failure;
mod output;
mod page;
mod progress;
mod service;
mod settings;
mod telemetry;

use std::{panic, process::ExitCode};

use clap::{Parser, Subcommand};
use failure::Failure;

/// A place to practise speaking: it listens, measures and coaches, on machines of your own.
#[derive(Parser)]
#[command(name = "viva", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Hear a recording and report on it.
    Analyze(commands::analyze::Args),
    /// Score how well a known English text was read aloud, sound by sound.
    Pronounce(commands::pronounce::Args),
    /// List, fetch and check the model files.
    Models(commands::models::Args),
    /// Measure how well Vivavoce hears, against a folder of recordings with transcripts.
    Eval(commands::eval::Args),
    /// Say what is installed, what is missing, and how fast this machine is.
    Doctor(commands::doctor::Args),
    /// Serve the API and work on recordings, until told to stop.
    Serve(commands::serve::Args),
    /// Work on recordings for a service whose API is elsewhere.
    Worker(commands::worker::Args),
    /// Say what can be set, and check what is set.
    Settings(commands::settings::Args),
    /// Sign in to a server.
    Login(commands::login::Args),
    /// Sign out of a server.
    Logout(commands::logout::Args),
    /// Send a recording to a server, watch it being heard, and show the report.
    Push(commands::push::Args),
}

/// What a person is told when a part of Vivavoce panics, which is always a mistake of ours.
const INSIDE: &str = "something went wrong inside Vivavoce: please report what you ran, with what it says with RUST_BACKTRACE=1";

fn main() -> ExitCode {
    // Two libraries for TLS are linked: say which one serves before anything asks.
    if rustls::crypto::ring::default_provider()
        .install_default()
        .is_err()
    {
        return Failure::ours("another library for TLS was installed before ours").report();
    }
    let command = Cli::parse().command;
    // A decoder that trips over a broken file is caught in `audio`, and told in a sentence; so is anything else here.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        panic::set_hook(Box::new(|_| {}));
    }
    let done = panic::catch_unwind(|| run(command));
    match done.unwrap_or_else(|_| Err(Failure::ours(INSIDE))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Analyze(args) => commands::analyze::run(&args),
        Command::Pronounce(args) => commands::pronounce::run(&args),
        Command::Models(args) => commands::models::run(args),
        Command::Eval(args) => commands::eval::run(&args),
        Command::Doctor(args) => commands::doctor::run(&args),
        Command::Serve(args) => commands::serve::run(args),
        Command::Worker(args) => commands::worker::run(args),
        Command::Settings(args) => commands::settings::run(&args),
        Command::Login(args) => commands::login::run(args),
        Command::Logout(args) => commands::logout::run(&args),
        Command::Push(args) => commands::push::run(&args),
    }
}
