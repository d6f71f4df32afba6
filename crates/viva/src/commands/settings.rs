//! `viva settings`: what can be set, and whether what is set is right.

use std::io::{ErrorKind, Write};

use clap::Subcommand;

use crate::{
    failure::Failure,
    settings::{self, Place},
};

/// Say what can be set, and check what is set.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print the JSON schema of vivavoce.toml, for editors
    Schema,
    /// Read the settings as the service does, and list everything that is wrong with them
    Check(Place),
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let text = match &args.command {
        Command::Schema => settings::schema(),
        Command::Check(place) => {
            place.settings()?;
            match place.file()? {
                Some(file) => format!("{} is right\n", file.display()),
                None => "there is no settings file: the defaults serve one person at home\n".to_owned(),
            }
        }
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        // The reader had enough, as `head` does.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::ours(format!("the result could not be printed: {error}")))
        }
        _ => Ok(()),
    }
}
