//! The report for printing, set by typst. Data reaches the template as JSON through a virtual file, so no text of a
//! recording is ever read as markup. The same analysis gives the same bytes: no clock, no system fonts, no network.

mod page;
mod sheet;
mod world;

use domain::Analysis;
use typst::foundations::Smart;
use typst_layout::PagedDocument;

use crate::{Error, Interface, Result};

/// The sheet is drawn for this many seconds from the start; a longer recording says so on the page.
pub const PDF_SHEET_SECONDS: f64 = 300.0;

/// How the PDF is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PdfOptions {
    /// The language of headings and labels.
    pub language: Interface,
}

/// The PDF, on A4. Words in scripts for which the built-in fonts have no letters are drawn as boxes.
///
/// # Errors
/// [`Error::Pdf`] when the page cannot be set, which is a defect of ours.
pub fn pdf(analysis: &Analysis, options: &PdfOptions) -> Result<Vec<u8>> {
    let data = serde_json::to_vec(&page::data(analysis, options.language))?;
    let world = world::ReportWorld::new(data)?;
    let document = typst::compile::<PagedDocument>(&world)
        .output
        .map_err(|errors| first(&errors))?;
    let creator = Smart::Custom(Some(format!("Vivavoce {}", analysis.vivavoce)));
    let options = typst_pdf::PdfOptions {
        creator,
        ..typst_pdf::PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| first(&errors));
    // Nothing of one person's report stays in memory for the next.
    typst::comemo::evict(0);
    bytes
}

fn first(errors: &[typst::diag::SourceDiagnostic]) -> Error {
    Error::Pdf(
        errors
            .first()
            .map_or_else(|| "unknown".to_owned(), |error| error.message.to_string()),
    )
}
