//! Models that come from a folder on this machine, and disks that refuse.

use std::{fs, path::Path};

use speech::store::{Error, PullOptions, Store};

use crate::help::{LARGE, NAME, from, home, large_bytes, write_model};

const HUB: &str = "{ kind = \"hub\", repo = \"them/tiny-model\", revision = \"main\" }";

fn nowhere() -> PullOptions {
    PullOptions {
        hub: "http://127.0.0.1:1".to_owned(),
        ..PullOptions::default()
    }
}

#[test]
fn a_folder_may_be_a_store_a_hub_or_the_model_itself() {
    for layout in ["tiny-model", "models/tiny-model", "them/tiny-model", ""] {
        let (home, given) = (home(HUB), tempfile::tempdir().unwrap());
        write_model(&given.path().join(layout), &large_bytes());
        let (pulled, told) = home.pull(&from(given.path()));
        pulled.unwrap();
        assert_eq!(told.len(), 2, "{layout:?}: {told:?}");
        home.assert_whole();
    }
}

#[test]
fn the_manifest_may_name_a_folder() {
    let given = tempfile::tempdir().unwrap();
    write_model(given.path(), &large_bytes());
    let home = home(&format!("{{ kind = \"local\", folder = {:?} }}", given.path()));
    home.pull(&nowhere()).0.unwrap();
    home.assert_whole();
}

#[test]
fn a_folder_that_lacks_a_file_or_is_not_there_says_so() {
    let given = tempfile::tempdir().unwrap();
    let error = home("").pull(&from(given.path())).0.unwrap_err().to_string();
    assert!(
        error.contains("it has neither tiny-model/config.json nor the package"),
        "{error}"
    );
    write_model(given.path(), b"cut short");
    let error = home("").pull(&from(given.path())).0.unwrap_err().to_string();
    assert!(
        error.contains("onnx/model.onnx has 9 bytes there, expected 700000"),
        "{error}"
    );
    let error = home("")
        .pull(&from(Path::new("/no/such/folder")))
        .0
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("folder /no/such/folder: there is no such folder"),
        "{error}"
    );
}

#[test]
fn a_damaged_file_is_mended_by_pulling_again() {
    let (home, given) = (home(""), tempfile::tempdir().unwrap());
    write_model(given.path(), &large_bytes());
    home.pull(&from(given.path())).0.unwrap();
    let mut damaged = large_bytes();
    damaged[699_999] ^= 1;
    fs::write(home.large(), damaged).unwrap();
    home.store.require(NAME).expect("a quick look cannot see this");
    home.pull(&from(given.path())).0.unwrap();
    home.assert_whole();
}

#[test]
fn a_damaged_file_stays_until_there_is_a_better_one() {
    let (home, given) = (home(""), tempfile::tempdir().unwrap());
    write_model(given.path(), &vec![3; 700_000]);
    write_model(&home.store.folder(NAME), &vec![4; 700_000]);
    let error = home.pull(&from(given.path())).0.unwrap_err().to_string();
    assert!(error.contains(LARGE), "{error}");
    assert_eq!(fs::read(home.large()).unwrap(), vec![4; 700_000]);
    assert!(!home.part().exists());
}

#[test]
fn a_home_that_is_a_file_is_an_error_of_the_disk() {
    let (file, given) = (
        tempfile::NamedTempFile::new().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    write_model(given.path(), &large_bytes());
    let store = Store::with_manifest(file.path(), crate::help::manifest("").parse().unwrap());
    let error = store.pull(&[NAME], &from(given.path()), &mut |_| {}).unwrap_err();
    assert!(matches!(error, Error::Disk { .. }), "{error}");
}

#[test]
fn what_is_missing_and_what_is_unknown_says_what_to_run() {
    let home = home("");
    let error = home.store.require(NAME).unwrap_err().to_string();
    assert!(error.contains("run `viva models pull tiny-model`"), "{error}");
    let error = home.store.require("whisper-gigantic").unwrap_err().to_string();
    assert!(
        error.contains("\"whisper-gigantic\"") && error.contains("there are: tiny-model"),
        "{error}"
    );
    assert_eq!(home.store.missing(&[NAME]).unwrap()[0].name, NAME);
}

#[test]
fn the_users_own_manifest_adds_models_and_cannot_replace_ours() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("models.toml"), crate::help::manifest("")).unwrap();
    assert!(Store::open(home.path()).unwrap().artefact(NAME).is_ok());
    let ours = crate::help::manifest("").replace(NAME, "whisper-base");
    fs::write(home.path().join("models.toml"), ours).unwrap();
    let error = Store::open(home.path()).unwrap_err().to_string();
    assert!(
        error.contains("models.toml") && error.contains("whisper-base stands there twice"),
        "{error}"
    );
}
