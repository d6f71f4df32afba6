//! Puts the stored parts of a session together to the one document that reports are made of.

use domain::{ANALYSIS_VERSION, Analysis, DISCLAIMER};
use storage::{OrgTx, Result, records::Session};

/// Everything about `session` but its sounds, which are many and have a place of their own; `None` while any part of it is
/// not there yet.
///
/// # Errors
/// [`storage::Error`].
pub async fn analysis(tx: &OrgTx, session: &Session) -> Result<Option<Analysis>> {
    let id = session.id;
    let Some(media) = tx.media().of(id).await? else {
        return Ok(None);
    };
    let (Some(facts), Some(seconds)) = (media.decoded()?, media.seconds) else {
        return Ok(None);
    };
    let waveform = media.drawn()?.unwrap_or_default();
    let transcript = tx.transcripts().find(id).await?;
    let prosody = tx.prosody().find(id).await?;
    let fluency = tx.fluency().find(id).await?;
    let scores = tx.scores().latest(id, &session.rubric).await?;
    let (Some(transcript), Some(prosody), Some(fluency), Some(scores)) =
        (transcript, prosody, fluency, scores)
    else {
        return Ok(None);
    };
    let drills = tx.drills().list(id).await?;
    let mut notices = facts.notices;
    notices.extend(coach::notices(&transcript));
    let reading = session.reference_text.as_deref();
    Ok(Some(Analysis {
        version: ANALYSIS_VERSION,
        vivavoce: env!("CARGO_PKG_VERSION").to_owned(),
        disclaimer: DISCLAIMER.to_owned(),
        recording: domain::Recording {
            name: media.name,
            seconds,
            format: facts.format,
        },
        models: scores.card.models.clone(),
        reading: reading.map(|text| coach::compare_reading(&transcript, text)),
        pronunciation: None,
        prosody,
        fluency,
        scores: scores.card,
        drills: drills.into_iter().map(|stored| stored.drill).collect(),
        notices,
        waveform,
        transcript,
    }))
}
