//! The bytes of a recording, from the file store or from memory, and the sound in them.

use std::io::Cursor;

use audio::{Limits, Recording};
use bytes::Bytes;
use storage::{
    BlobKey,
    records::{Media, MediaState},
};

use crate::{
    failure::Failure,
    stop::blocking,
    task::{NO_SOUND, SOUND_LOST, Task},
};

/// Decodes a session's recording.
pub(crate) async fn media(task: &Task, media: &Media) -> Result<Recording, Failure> {
    let limits = task.parts.limits;
    let bytes = match media.state {
        MediaState::Stored => stored(task, media.blob.as_deref(), &limits, &media.name).await?,
        MediaState::InMemory => in_memory(task)?,
        MediaState::Gone => return Err(Failure::Input(NO_SOUND.to_owned())),
    };
    decoded(bytes, media.name.clone(), limits).await
}

/// What this process holds for the job's subject.
pub(crate) fn in_memory(task: &Task) -> Result<Bytes, Failure> {
    let held = task.parts.memory.get(task.job.subject_id);
    held.ok_or_else(|| Failure::Input(SOUND_LOST.to_owned()))
}

/// What is in the file store under `key`, which a row of ours names. `name` is for messages.
pub(crate) async fn stored(
    task: &Task,
    key: Option<&str>,
    limits: &Limits,
    name: &str,
) -> Result<Bytes, Failure> {
    let key = key.and_then(|key| BlobKey::stored(task.org(), key));
    let key = key.ok_or_else(|| Failure::Input(NO_SOUND.to_owned()))?;
    let most = limits.max_bytes.min(audio::PIPE_BYTES);
    if task.parts.blobs.size(&key).await?.is_some_and(|size| size > most) {
        return Err(audio::Error::TooLarge {
            name: name.to_owned(),
            limit: most,
        }
        .into());
    }
    let bytes = task.parts.blobs.get(&key, most).await?;
    bytes.ok_or_else(|| Failure::Input(NO_SOUND.to_owned()))
}

/// Decodes `bytes`, on a thread where that may take its time.
pub(crate) async fn decoded(bytes: Bytes, name: String, limits: Limits) -> Result<Recording, Failure> {
    blocking(move || Ok(audio::read(Cursor::new(bytes), &name, &limits)?)).await
}
