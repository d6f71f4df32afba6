//! The page, held by the binary: what `npm run build` made of `web/`. Without it, the program is built without a page.

use rust_embed::RustEmbed;
use server::PageFile;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/dist"]
#[allow_missing = true]
struct Files;

/// A file of the page.
pub(super) fn file(path: &str) -> Option<PageFile> {
    let file = Files::get(path)?;
    Some(PageFile {
        sha256: file.metadata.sha256_hash(),
        media_type: file.metadata.mimetype().to_owned(),
        bytes: file.data,
    })
}
