//! What stories about recordings share: sound whose bytes can be recognised anywhere, files that lie about, and waiting.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    time::Duration,
};

use bytes::Bytes;
use serde_json::{Value, json};
use server::limits::Limits;
use sha2::{Digest, Sha256};

use crate::common::{House, Person, Wishes, blob_folder};

/// So many bytes of a recording are allowed in [`small`].
pub(crate) const LIMIT: usize = 1_000_000;

/// A server that takes small recordings alone.
pub(crate) fn small() -> Wishes {
    let limits = Limits {
        media_bytes: LIMIT as u64,
        ..Wishes::default().limits
    };
    Wishes {
        limits,
        ..Wishes::default()
    }
}

/// A second of white noise as a WAV file, the same every time: no eight bytes of it come twice, here or anywhere.
pub(crate) fn noise() -> Bytes {
    let mut file = crate::common::tone().to_vec();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    for pair in file[44..].chunks_exact_mut(2) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        pair.copy_from_slice(&state.to_le_bytes()[..2]);
    }
    file.into()
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Every file below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect()
}

/// Every run of 64 bytes of a recording's sound, to be looked for elsewhere.
pub(crate) fn runs(recording: &[u8]) -> HashSet<&[u8]> {
    recording[44..].windows(64).collect()
}

/// Whether any 64 bytes of the recording stand in `bytes`.
pub(crate) fn holds(runs: &HashSet<&[u8]>, bytes: &[u8]) -> bool {
    bytes.windows(64).any(|run| runs.contains(run))
}

/// That nothing came of a recording: not a byte in the file store, and the session waits for one.
pub(crate) async fn nothing_came(house: &House, who: &Person, session: &str) {
    eventually("what was begun is taken away", async || {
        files(&blob_folder(&house.fresh)).is_empty().then_some(())
    })
    .await;
    let session = house.get(who, &format!("/v1/sessions/{session}")).await.ok(200);
    assert_eq!(
        (&session["state"], &session["media"]),
        (&json!("created"), &Value::Null)
    );
}

/// Looks again and again, for half a minute, until there is something.
pub(crate) async fn eventually<T>(what: &str, look: impl AsyncFn() -> Option<T>) -> T {
    for _ in 0..600 {
        if let Some(found) = look().await {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("this did not come: {what}");
}

impl House {
    /// What the server answers to whether it is ready.
    pub(crate) async fn get_ready(&self) -> u16 {
        let request = http::Request::get(self.url("/readyz"));
        let answer = self.send(request.body(axum::body::Body::empty()).unwrap()).await;
        answer.status.as_u16()
    }
}
