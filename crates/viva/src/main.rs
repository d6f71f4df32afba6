//! The `viva` command. Wiring lives here: only this crate names a concrete engine, reads the clock and talks to the
//! terminal.

mod analysis;
mod clock;
mod commands;
mod corpus;
mod engines;
mod failure;
mod notices;
mod output;
mod progress;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A place to practise speaking: it listens, measures and coaches, and no audio leaves this machine.
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
    /// List, fetch and check the model files.
    Models(commands::models::Args),
    /// Measure how well Vivavoce hears, against a folder of recordings with transcripts.
    Eval(commands::eval::Args),
    /// Say what is installed, what is missing, and how fast this machine is.
    Doctor(commands::doctor::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Analyze(args) => commands::analyze::run(&args),
        Command::Models(args) => commands::models::run(args),
        Command::Eval(args) => commands::eval::run(&args),
        Command::Doctor(args) => commands::doctor::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
