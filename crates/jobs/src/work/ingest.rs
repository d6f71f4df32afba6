//! `ingest`: a recording came in. Decodes it within the limits and writes down what it is: length, format, what the
//! reader should know about the sound, and a drawing of it. Then words and voice can be looked at.
//!
//! Twice: the same facts of the same bytes are written over themselves, and what follows is queued once by its key.

use std::time::Duration;

use storage::MediaFacts;

use super::{asr, prosody};
use crate::{AtOnce, Kind, Of, failure::Failure, stop::blocking, task::Task};

pub(crate) const KIND: Kind = Kind {
    name: "ingest",
    subject: "media.ingest",
    of: Of::Session,
    stage: 10,
    tries: 5,
    timeout: Duration::from_secs(15 * 60),
    at_once: AtOnce::Cores,
};

/// Points of the waveform; enough to fill a wide screen at every zoom that a report offers.
const WAVEFORM_POINTS: usize = 4000;

pub(crate) async fn run(task: &Task) -> Result<(), Failure> {
    let session = task.session().await?;
    let sound = task.sound(&session).await?;
    let (facts, waveform, seconds) = blocking(move || {
        let facts = MediaFacts {
            format: sound.format.clone(),
            notices: audio::notices(&sound),
        };
        Ok((
            facts,
            audio::waveform(&sound.samples, WAVEFORM_POINTS),
            sound.seconds(),
        ))
    })
    .await?;
    let (tx, session) = task.begin().await?;
    tx.media()
        .describe(session.id, seconds, &facts, &waveform)
        .await?;
    task.follow(&tx, asr::KIND, true).await?;
    task.follow(&tx, prosody::KIND, true).await?;
    task.finish_step(tx, Vec::new()).await
}
