//! `score`: the session by its rubric, each score with its interval and the models behind it.
//!
//! Twice: resampling starts from one seed, so the same scores are written over themselves.

use std::time::Duration;

use coach::{FluencyRules, Rubric};
use domain::{ModelVersion, ScoreCard};
use storage::{OrgTx, records::Session};

use super::drill;
use crate::{
    AtOnce, Kind, Of,
    events::{CriterionEvent, ScoreEvent, Told},
    failure::Failure,
    heard::HeardDocument,
    stop::blocking,
    task::Task,
};

pub(crate) const KIND: Kind = Kind {
    name: "score",
    subject: "fluency.done",
    of: Of::Session,
    stage: 50,
    tries: 4,
    timeout: Duration::from_secs(15 * 60),
    at_once: AtOnce::Cores,
};

/// Resampling for the intervals always starts here, so that the same recording gets the same scores.
const SEED: u64 = 1;

pub(crate) async fn run(task: &Task) -> Result<(), Failure> {
    let session = task.session().await?;
    let tx = task.parts.store.read(task.org()).await?;
    let card = card(tx, &session).await?;
    let (tx, session) = task.begin().await?;
    tx.scores().write(session.id, &card).await?;
    task.follow(&tx, drill::KIND, false).await?;
    task.finish_step(tx, vec![scored(&card)]).await
}

/// Scores `session` from what is stored of it.
pub(crate) async fn card(tx: OrgTx, session: &Session) -> Result<ScoreCard, Failure> {
    let rubric = Rubric::builtin(&session.rubric).ok_or_else(|| unknown(&session.rubric))?;
    let transcript = tx.transcripts().find(session.id).await?;
    let prosody = tx.prosody().find(session.id).await?;
    let fluency = tx.fluency().find(session.id).await?;
    let heard = tx.transcripts().heard::<HeardDocument>(session.id).await?;
    drop(tx);
    let (Some(transcript), Some(prosody), Some(fluency)) = (transcript, prosody, fluency) else {
        return Err(Failure::Void);
    };
    let models = models(heard);
    blocking(move || {
        Ok(coach::score(
            &rubric,
            &transcript,
            &prosody,
            &fluency,
            models,
            SEED,
        ))
    })
    .await
}

fn unknown(rubric: &str) -> Failure {
    let known: Vec<_> = Rubric::names().collect();
    Failure::Input(format!(
        "there is no rubric “{rubric}”: choose one of {}",
        known.join(", ")
    ))
}

/// The models and rules behind a score: those that listened when the words were heard, and ours.
fn models(heard: Option<HeardDocument>) -> Vec<ModelVersion> {
    let mut models = heard.map(|heard| heard.models).unwrap_or_default();
    models.push(ModelVersion {
        role: "prosody".to_owned(),
        name: "vivavoce-prosody".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    });
    models.push(FluencyRules::version());
    models
}

/// What listeners are told of it.
pub(crate) fn scored(card: &ScoreCard) -> Told {
    let criteria = card.criteria.iter().map(|criterion| CriterionEvent {
        key: criterion.key.clone(),
        outcome: criterion.outcome.clone(),
    });
    ScoreEvent::Scored {
        rubric: card.rubric.clone(),
        overall: card.overall.clone(),
        criteria: criteria.collect(),
    }
    .told()
}
