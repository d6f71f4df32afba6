//! The report as a page on standard output.

use std::io::{ErrorKind, IsTerminal, Write};

use domain::Analysis;

use crate::failure::Failure;

/// Width of the report where there is no terminal.
const COLUMNS: usize = 96;

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDEST: usize = 110;

/// Prints the report, as wide and as colourful as the terminal is.
pub(crate) fn show(analysis: &Analysis) -> Result<(), Failure> {
    let terminal = std::io::stdout().is_terminal();
    let columns = console::Term::stdout()
        .size_checked()
        .map(|(_, columns)| usize::from(columns));
    let style = report::TerminalStyle {
        width: columns.unwrap_or(COLUMNS).min(WIDEST),
        colour: terminal && std::env::var_os("NO_COLOR").is_none(),
        unicode: terminal,
    };
    match std::io::stdout().write_all(report::terminal(analysis, &style).as_bytes()) {
        // The reader had enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => {
            written.map_err(|error| Failure::ours(format!("the report could not be printed: {error}")))
        }
    }
}
