//! A small model to fetch, and what happens while it is fetched.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use speech::store::{Error, PullOptions, Step, Store};
use tempfile::TempDir;

/// The artefact's name.
pub(crate) const NAME: &str = "tiny-model";

/// The path of its larger file.
pub(crate) const LARGE: &str = "onnx/model.onnx";

/// What its small file holds.
pub(crate) const SMALL_BYTES: &[u8] = b"{\"layers\": 4}";

/// What its larger file holds: 700 000 bytes that do not repeat.
pub(crate) fn large_bytes() -> Vec<u8> {
    (0..175_000_u32)
        .flat_map(|index| index.wrapping_mul(2_654_435_761).to_le_bytes())
        .collect()
}

/// A store in a folder that goes away.
pub(crate) struct Home {
    pub(crate) folder: TempDir,
    pub(crate) store: Store,
}

/// A store that knows the small model, with these sources (TOML, as in the manifest).
pub(crate) fn home(sources: &str) -> Home {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::with_manifest(folder.path(), manifest(sources).parse().unwrap());
    Home { folder, store }
}

/// The manifest of the small model.
pub(crate) fn manifest(sources: &str) -> String {
    let file = |path: &str, bytes: &[u8]| {
        let sha256: String = Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!(
            "{{ path = {path:?}, size = {}, sha256 = \"{sha256}\" }}",
            bytes.len()
        )
    };
    format!(
        "[[artefact]]\nname = {NAME:?}\ntitle = \"Tiny\"\nused_for = \"tests\"\nlicence = \"MIT\"\n\
         files = [{}, {}]\nsources = [{sources}]\n",
        file("config.json", SMALL_BYTES),
        file(LARGE, &large_bytes())
    )
}

/// Writes the model's files below `folder`, as a hub lays them out.
pub(crate) fn write_model(folder: &Path, large: &[u8]) {
    fs::create_dir_all(folder.join("onnx")).unwrap();
    fs::write(folder.join("config.json"), SMALL_BYTES).unwrap();
    fs::write(folder.join(LARGE), large).unwrap();
}

impl Home {
    /// Where the larger file is, or would be.
    pub(crate) fn large(&self) -> PathBuf {
        self.store.folder(NAME).join(LARGE)
    }

    /// Where the larger file grows.
    pub(crate) fn part(&self) -> PathBuf {
        self.store.folder(NAME).join(format!("{LARGE}.part"))
    }

    /// Pulls the model and returns what was told on the way, byte counts left out.
    pub(crate) fn pull(&self, options: &PullOptions) -> (Result<(), Error>, Vec<String>) {
        let mut told = Vec::new();
        let pulled = self.store.pull(&[NAME], options, &mut |event| match event.step {
            Step::Bytes { done, total, .. } => assert!(done <= total, "{done} of {total}"),
            Step::Failed { source, reason } => told.push(format!("failed: {source}: {reason}")),
            Step::Trying { .. } => told.push("trying".to_owned()),
            Step::Fetched { source } => told.push(format!("fetched: {source}")),
            step => told.push(format!("{step:?}").to_lowercase()),
        });
        (pulled, told)
    }

    /// Asserts that all is in place and nothing else is left beside the lock.
    pub(crate) fn assert_whole(&self) {
        let folder = self.store.require(NAME).unwrap();
        assert_eq!(fs::read(folder.join("config.json")).unwrap(), SMALL_BYTES);
        assert!(
            fs::read(folder.join(LARGE)).unwrap() == large_bytes(),
            "the larger file is not the right one"
        );
        assert_eq!(files(&folder), ["config.json", "onnx/model.onnx"]);
        let work = self.folder.path().join("models/.pull");
        assert_eq!(files(&work), [format!("{NAME}.lock")]);
    }
}

/// All files below a folder, sorted, relative to it.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    fn walk(folder: &Path, root: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, found);
            } else {
                found.push(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort();
    found
}

/// Options that take the model from a folder first.
pub(crate) fn from(folder: &Path) -> PullOptions {
    PullOptions {
        from: Some(folder.to_owned()),
        ..PullOptions::default()
    }
}
