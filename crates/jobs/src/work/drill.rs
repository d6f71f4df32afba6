//! `drill`: exercises from the weakest criteria. The last job of a session: with it, the session is done.
//!
//! Twice: the drills are written anew in place of the same drills.

use std::time::Duration;

use storage::records::SessionState;

use crate::{
    AtOnce, Kind, Of,
    events::{ScoreEvent, StateEvent},
    failure::Failure,
    stop::blocking,
    task::Task,
};

pub(crate) const KIND: Kind = Kind {
    name: "drill",
    subject: "drill.make",
    of: Of::Session,
    stage: 60,
    tries: 4,
    timeout: Duration::from_secs(5 * 60),
    at_once: AtOnce::Cores,
};

pub(crate) async fn run(task: &Task) -> Result<(), Failure> {
    let session = task.session().await?;
    let tx = task.parts.store.read(task.org()).await?;
    let transcript = tx.transcripts().find(session.id).await?;
    let prosody = tx.prosody().find(session.id).await?;
    let fluency = tx.fluency().find(session.id).await?;
    let scores = tx.scores().latest(session.id, &session.rubric).await?;
    drop(tx);
    let (Some(transcript), Some(prosody), Some(fluency), Some(scores)) =
        (transcript, prosody, fluency, scores)
    else {
        return Err(Failure::Void);
    };
    let drills = blocking(move || Ok(coach::drills(&scores.card, &transcript, &prosody, &fluency))).await?;
    let (tx, session) = task.begin().await?;
    tx.drills().replace(session.id, &drills).await?;
    tx.sessions()
        .advance(session.id, &[SessionState::Processing], SessionState::Done)
        .await?;
    let made = ScoreEvent::Drills { count: drills.len() }.told();
    let state = StateEvent::Session {
        state: SessionState::Done,
        run: session.run,
        failure: None,
    };
    tx.events()
        .append(session.id, vec![made, StateEvent::step(task.kind), state.told()])
        .await?;
    task.finish(tx).await
}
