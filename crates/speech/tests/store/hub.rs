//! Fetching from a hub that behaves, and from hubs that do not.

use std::fs;

use speech::store::PullOptions;

use crate::{
    help::{Home, LARGE, SMALL_BYTES, home, large_bytes},
    server::{self, Hub, Manners, SOURCE},
};

fn options(hub: &Hub) -> PullOptions {
    PullOptions {
        hub: hub.address.clone(),
        ..PullOptions::default()
    }
}

fn ranges(hub: &Hub) -> Vec<String> {
    let asked = hub.asked.lock().unwrap();
    asked
        .iter()
        .filter_map(|line| line.split_once(' '))
        .map(|(_, range)| range.to_owned())
        .collect()
}

/// Lays down the beginning of the larger file, as an interrupted pull leaves it.
fn begin(home: &Home, bytes: &[u8]) {
    fs::create_dir_all(home.part().parent().unwrap()).unwrap();
    fs::write(home.part(), bytes).unwrap();
}

#[test]
fn a_model_comes_whole_and_a_second_pull_asks_nothing() {
    let (home, hub) = (home(SOURCE), server::start(Manners::default()));
    let (pulled, told) = home.pull(&options(&hub));
    pulled.unwrap();
    assert_eq!(told, ["trying", "fetched: hub repository them/tiny-model"]);
    home.assert_whole();
    let asked = hub.asked.lock().unwrap().len();
    let (pulled, told) = home.pull(&options(&hub));
    pulled.unwrap();
    assert_eq!(told, ["here"]);
    assert_eq!(hub.asked.lock().unwrap().len(), asked);
}

#[test]
fn a_connection_that_drops_is_taken_up_where_it_broke_off() {
    let (home, hub) = (
        home(SOURCE),
        server::start(Manners {
            drop_after: Some((300_000, 2)),
            ..Manners::default()
        }),
    );
    home.pull(&options(&hub)).0.unwrap();
    home.assert_whole();
    assert_eq!(ranges(&hub), ["bytes=300000-", "bytes=600000-"]);
}

#[test]
fn a_pull_goes_on_where_an_interrupted_one_stopped() {
    let (home, hub) = (home(SOURCE), server::start(Manners::default()));
    begin(&home, &large_bytes()[..123_456]);
    home.pull(&options(&hub)).0.unwrap();
    home.assert_whole();
    assert_eq!(ranges(&hub), ["bytes=123456-"]);
}

#[test]
fn a_server_without_ranges_sends_all_again() {
    let manners = Manners {
        ranges: false,
        drop_after: Some((300_000, 1)),
        ..Manners::default()
    };
    let (home, hub) = (home(SOURCE), server::start(manners));
    home.pull(&options(&hub)).0.unwrap();
    home.assert_whole();
}

#[test]
fn a_server_that_sends_another_range_than_asked_is_not_believed() {
    let (home, hub) = (
        home(SOURCE),
        server::start(Manners {
            lies: true,
            ..Manners::default()
        }),
    );
    begin(&home, &large_bytes()[..1000]);
    home.pull(&options(&hub)).0.unwrap();
    home.assert_whole();
    assert_eq!(ranges(&hub), ["bytes=1000-"]);
}

#[test]
fn a_server_that_always_drops_without_ranges_is_given_up() {
    let manners = Manners {
        ranges: false,
        drop_after: Some((300_000, usize::MAX)),
        ..Manners::default()
    };
    let (home, hub) = (home(SOURCE), server::start(manners));
    let error = home.pull(&options(&hub)).0.unwrap_err().to_string();
    assert!(
        error.contains("onnx/model.onnx broke off after 300000 of 700000 bytes"),
        "{error}"
    );
    assert!(!home.large().exists());
}

#[test]
fn wrong_bytes_left_by_an_earlier_pull_are_thrown_away() {
    let (home, hub) = (home(SOURCE), server::start(Manners::default()));
    for bytes in [vec![7; 1000], vec![7; 700_000], vec![7; 900_000]] {
        begin(&home, &bytes);
        home.pull(&options(&hub)).0.unwrap();
        home.assert_whole();
        fs::remove_file(home.large()).unwrap();
    }
}

#[test]
fn a_wrong_hash_is_refused_by_name_and_its_bytes_are_deleted() {
    let mut large = large_bytes();
    large[5] ^= 1;
    let (home, hub) = (
        home(SOURCE),
        server::start(Manners {
            large,
            ..Manners::default()
        }),
    );
    let error = home.pull(&options(&hub)).0.unwrap_err().to_string();
    for part in [
        "tiny-model",
        "hub repository them/tiny-model",
        LARGE,
        "refused and deleted",
        "its sha256 is",
        "expected",
    ] {
        assert!(error.contains(part), "{part:?} is not in: {error}");
    }
    assert!(!home.large().exists() && !home.part().exists());
    assert_eq!(
        fs::read(home.store.folder("tiny-model").join("config.json")).unwrap(),
        SMALL_BYTES
    );
}

#[test]
fn a_page_of_another_size_is_refused() {
    for large in [b"<html>please log in</html>".to_vec(), vec![1; 800_000]] {
        let (home, hub) = (
            home(SOURCE),
            server::start(Manners {
                large,
                ..Manners::default()
            }),
        );
        assert!(home.pull(&options(&hub)).0.is_err());
        assert!(!home.large().exists());
    }
}

#[test]
fn a_refusing_server_is_quoted() {
    for status in [401, 404, 503] {
        let (home, hub) = (
            home(SOURCE),
            server::start(Manners {
                status: Some(status),
                ..Manners::default()
            }),
        );
        let error = home.pull(&options(&hub)).0.unwrap_err().to_string();
        assert!(
            error.contains(&status.to_string()) && error.contains("config.json"),
            "{error}"
        );
    }
}

#[test]
fn without_a_network_each_source_says_so() {
    let home = home(SOURCE);
    let options = PullOptions {
        hub: "http://127.0.0.1:1".to_owned(),
        ..PullOptions::default()
    };
    let error = home.pull(&options).0.unwrap_err().to_string();
    assert!(
        error.starts_with("tiny-model could not be fetched from any source:"),
        "{error}"
    );
    assert!(
        error.contains("hub repository them/tiny-model: http://127.0.0.1:1/"),
        "{error}"
    );
}

#[test]
fn the_next_source_brings_what_the_first_did_not() {
    let hub = server::start(Manners::default());
    let gone = "{ kind = \"hub\", repo = \"them/gone\", revision = \"main\" }";
    let home = home(&format!("{gone}, {SOURCE}"));
    let (pulled, told) = home.pull(&options(&hub));
    pulled.unwrap();
    assert!(
        told[1].starts_with("failed: hub repository them/gone"),
        "{told:?}"
    );
    assert_eq!(told[3], "fetched: hub repository them/tiny-model");
    home.assert_whole();
}
