//! `POST /v1/practice/attempts`: read a sentence aloud and hear how it went.

use std::time::Duration;

use axum::{Json, extract::State, http::StatusCode};
use storage::{
    BlobKey, NewAttempt, OrgId, Signal,
    records::{Attempt, AttemptState},
};
use tokio::{
    sync::broadcast::Receiver,
    time::{Instant, timeout_at},
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    body::AttemptBody,
    form::{self, Attempted},
};
use crate::{
    App, Problem,
    extract::{Form, Member, Reads},
    limits::ATTEMPT_WAIT,
    permissions::{Action, Resource},
};

/// How often the attempt is looked at, in case another process hears it.
const LOOK: Duration = Duration::from_millis(250);

/// A sentence read aloud.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only describes the form")]
pub(crate) struct AttemptForm {
    /// The recording.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
    /// The language of the sentence, such as `es`.
    language: String,
    /// Its meaning in the curated set; without it, `expected` is needed.
    sentence: Option<String>,
    /// What was to be read.
    expected: Option<String>,
    /// Its level, A1 to C2.
    level: Option<String>,
    /// What it means, for the history.
    translation: Option<String>,
}

/// Read a sentence aloud and hear how it went. The answer waits for it; when it takes long, it says that the attempt is
/// queued, and the attempt can be asked for.
#[utoipa::path(
    post, path = "/v1/practice/attempts", tag = "practice", operation_id = "createAttempt",
    request_body(content = AttemptForm, content_type = "multipart/form-data"),
    responses(
        (status = CREATED, description = "How it went.", body = AttemptBody),
        (status = ACCEPTED, description = "It is queued.", body = AttemptBody),
    )
)]
pub(crate) async fn create(
    State(app): State<App>,
    member: Member,
    Reads(reads): Reads,
    form: Form,
) -> Result<(StatusCode, Json<AttemptBody>), Problem> {
    member.may(&app, Action::AttemptCreate, &Resource::Org)?;
    let _place = app.place_for_upload(member.org)?;
    let attempted = form::read(&app, form.parts()?).await?;
    let signals = app.store.signals().listen();
    let id = keep(&app, &member, attempted).await?;
    let attempt = heard(&app, member.org, id, signals).await?;
    let status = match attempt.state {
        AttemptState::Queued => StatusCode::ACCEPTED,
        AttemptState::Done | AttemptState::Failed => StatusCode::CREATED,
    };
    Ok((status, Json(AttemptBody::of(attempt, reads)?)))
}

/// Keeps the attempt and its sound, and has it heard. When it cannot be kept, neither is the sound.
async fn keep(app: &App, member: &Member, attempted: Attempted) -> Result<Uuid, Problem> {
    let id = Uuid::now_v7();
    let tx = app.store.read(member.org).await?;
    let org = tx.orgs().get().await?;
    drop(tx);
    let store = org.is_some_and(|org| org.store_audio);
    let key = BlobKey::attempt(member.org, id);
    if store {
        app.blobs.put(&key, attempted.sound.clone()).await?;
    } else {
        let now = app.store.clock().now();
        app.memory
            .put(member.org, id, attempted.sound.clone(), now)
            .map_err(|full| Problem::unavailable(full.to_string()).retry_after(60))?;
    }
    let kept = try_keep(app, member, attempted, id, store.then_some(&key)).await;
    if kept.is_err() {
        app.memory.forget(id);
        if store && let Err(error) = app.blobs.delete(&key).await {
            tracing::warn!(%error, key = key.as_str(), "the sound of an attempt that was not taken stays behind");
        }
    }
    kept.map(|()| id)
}

async fn try_keep(
    app: &App,
    member: &Member,
    attempted: Attempted,
    id: Uuid,
    key: Option<&BlobKey>,
) -> Result<(), Problem> {
    let tx = app.store.write(member.org).await?;
    let new = NewAttempt {
        id,
        user: member.caller.user,
        language: attempted.language.code().to_owned(),
        level: attempted.level.map(|level| format!("{level:?}")),
        sentence_id: attempted.sentence,
        expected: attempted.expected,
        translation: attempted.translation,
        blob: key.map(|key| key.as_str().to_owned()),
        content_type: attempted.content_type,
    };
    tx.attempts().create(new).await?;
    let memory = key.is_none().then_some(&*app.memory);
    jobs::start::attempt(&tx, id, memory).await?;
    Ok(tx.commit().await?)
}

/// The attempt when it was heard, or as it is after a while.
async fn heard(app: &App, org: OrgId, id: Uuid, mut signals: Receiver<Signal>) -> Result<Attempt, Problem> {
    let until = Instant::now() + ATTEMPT_WAIT;
    loop {
        let tx = app.store.read(org).await?;
        let attempt = tx.attempts().find(id).await?;
        drop(tx);
        let attempt = attempt.ok_or_else(|| Problem::gone("The attempt was erased meanwhile."))?;
        if attempt.state != AttemptState::Queued || Instant::now() >= until {
            return Ok(attempt);
        }
        finished(&mut signals, id, until.min(Instant::now() + LOOK)).await;
    }
}

/// Waits for the signal, and not beyond `until`.
async fn finished(signals: &mut Receiver<Signal>, id: Uuid, until: Instant) {
    while let Ok(signal) = timeout_at(until, signals.recv()).await {
        match signal {
            Ok(Signal::Finished(finished)) if finished == id => return,
            Ok(_) => {}
            // Some were missed, or none will come: look again in a while.
            Err(_) => return tokio::time::sleep_until(until).await,
        }
    }
}
