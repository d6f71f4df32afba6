//! Writes the tests' sample analysis in every format into a folder: `cargo run --example sample_report -- DIR`.

#[path = "../tests/common/mod.rs"]
mod common;

use std::{error::Error, fs, path::Path};

use report::{HtmlOptions, TerminalStyle};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("say which folder to write into")?;
    let folder = Path::new(&folder);
    for (name, analysis) in [
        ("sample", common::sample()),
        ("silent", common::silent()),
        ("estimated", common::estimated()),
        ("hour", common::long(3600.0)),
    ] {
        let style = TerminalStyle {
            width: 96,
            colour: true,
            unicode: true,
        };
        fs::write(
            folder.join(format!("{name}.txt")),
            report::terminal(&analysis, &style),
        )?;
        fs::write(folder.join(format!("{name}.json")), report::json(&analysis)?)?;
        fs::write(
            folder.join(format!("{name}.csv")),
            report::csv::tracks(&analysis)?,
        )?;
        fs::write(
            folder.join(format!("{name}.html")),
            report::html(&analysis, &HtmlOptions::default()),
        )?;
        #[cfg(feature = "pdf")]
        fs::write(
            folder.join(format!("{name}.pdf")),
            report::pdf(&analysis, &report::PdfOptions::default())?,
        )?;
    }
    Ok(())
}
