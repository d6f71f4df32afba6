//! Hashing again what is there.

use std::fs;

use speech::store::Verdict;

use crate::help::{NAME, home, large_bytes, write_model};

#[test]
fn right_wrong_cut_and_missing_files_are_told_apart() {
    let home = home("");
    let verdicts = || -> Vec<Verdict> {
        home.store
            .verify(&[NAME], &mut |_| {})
            .unwrap()
            .into_iter()
            .map(|file| file.verdict)
            .collect()
    };
    assert_eq!(verdicts(), [Verdict::Missing, Verdict::Missing]);
    write_model(&home.store.folder(NAME), &large_bytes());
    assert_eq!(verdicts(), [Verdict::Right, Verdict::Right]);
    fs::write(home.large(), vec![0; 700_000]).unwrap();
    assert!(matches!(&verdicts()[1], Verdict::Wrong { reason } if reason.contains("sha256")));
    fs::write(home.large(), b"short").unwrap();
    assert!(
        matches!(&verdicts()[1], Verdict::Wrong { reason } if reason.contains("5 bytes, expected 700000"))
    );
}
