//! The form that an attempt comes in.

use axum::extract::{Multipart, multipart::Field};
use bytes::{Bytes, BytesMut};
use domain::{CefrLevel, Language};
use tokio::sync::OwnedSemaphorePermit;

use super::sentence::language;
use crate::{
    App, Problem,
    extract::coming,
    limits::{ATTEMPT_BYTES, SENTENCE_CHARS},
    media::known,
};

/// An attempt as it came.
pub(super) struct Attempted {
    /// The recording.
    pub(super) sound: Bytes,
    /// What the sender says it is.
    pub(super) content_type: String,
    /// The language of the sentence.
    pub(super) language: Language,
    /// Its level.
    pub(super) level: Option<CefrLevel>,
    /// Its meaning in the curated set.
    pub(super) sentence: Option<String>,
    /// What was to be read.
    pub(super) expected: String,
    /// What it means.
    pub(super) translation: Option<String>,
    /// Room that the recording takes in memory while this is here.
    _room: Option<OwnedSemaphorePermit>,
}

#[derive(Default)]
struct Parts {
    sound: Option<(Bytes, String)>,
    language: Option<String>,
    level: Option<String>,
    sentence: Option<String>,
    expected: Option<String>,
    translation: Option<String>,
    room: Option<OwnedSemaphorePermit>,
}

/// Reads the whole form.
pub(super) async fn read(app: &App, mut form: Multipart) -> Result<Attempted, Problem> {
    let mut parts = Parts::default();
    while let Some(field) = coming(form.next_field()).await? {
        let name = field.name().unwrap_or_default().to_owned();
        match name.as_str() {
            "file" => {
                let content_type = known(field.content_type()).to_owned();
                parts.sound = Some((sound(app, field, &mut parts.room).await?, content_type));
            }
            "language" => parts.language = text(field, &name).await?,
            "level" => parts.level = text(field, &name).await?,
            "sentence" => parts.sentence = text(field, &name).await?,
            "expected" => parts.expected = text(field, &name).await?,
            "translation" => parts.translation = text(field, &name).await?,
            _ => {}
        }
    }
    checked(parts)
}

/// The sentence is one of the set, named by its id, or the caller's own.
fn checked(parts: Parts) -> Result<Attempted, Problem> {
    let missing = |field: &str, what: &str| Problem::field(field, format!("the form needs {what}"));
    let code = parts
        .language
        .ok_or_else(|| missing("language", "the language of the sentence"))?;
    let language = language(&code)?;
    let (sound, content_type) = parts.sound.ok_or_else(|| missing("file", "the recording"))?;
    if sound.is_empty() {
        return Err(Problem::field("file", "the recording is empty"));
    }
    let curated =
        match &parts.sentence {
            None => None,
            Some(id) => Some(coach::practice::sentence(id, language).ok_or_else(|| {
                Problem::field("sentence", format!("there is no sentence {id} in {language}"))
            })?),
        };
    let level = match &parts.level {
        None => curated.map(|sentence| sentence.level),
        Some(level) => Some(
            serde_json::from_value(serde_json::Value::String(level.clone()))
                .map_err(|_| Problem::field("level", "one of A1, A2, B1, B2, C1 and C2"))?,
        ),
    };
    let expected = curated
        .map(|sentence| sentence.text.clone())
        .or(parts.expected)
        .ok_or_else(|| {
            missing(
                "expected",
                "the sentence that was read, or the id of one as sentence",
            )
        })?;
    Ok(Attempted {
        sound,
        content_type,
        language,
        level,
        sentence: parts.sentence,
        expected,
        translation: parts.translation,
        _room: parts.room,
    })
}

/// The recording, as far as there is room for it.
async fn sound(
    app: &App,
    mut field: Field<'_>,
    room: &mut Option<OwnedSemaphorePermit>,
) -> Result<Bytes, Problem> {
    let mut whole = BytesMut::new();
    while let Some(chunk) = coming(field.chunk()).await? {
        if whole.len() + chunk.len() > ATTEMPT_BYTES {
            let limit = ATTEMPT_BYTES / 1_000_000;
            return Err(Problem::too_large(format!(
                "A sentence read aloud may have {limit} MB. Send the sentence alone, or compressed."
            )));
        }
        let more = app.room_in_memory(chunk.len())?;
        match room {
            Some(room) => room.merge(more),
            None => *room = Some(more),
        }
        whole.extend_from_slice(&chunk);
    }
    Ok(whole.freeze())
}

/// A short text; `None` when it is empty.
async fn text(mut field: Field<'_>, name: &str) -> Result<Option<String>, Problem> {
    let mut bytes = Vec::new();
    let long = || Problem::field(name, format!("at most {SENTENCE_CHARS} characters"));
    while let Some(chunk) = coming(field.chunk()).await? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > 4 * SENTENCE_CHARS {
            return Err(long());
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| Problem::field(name, "not a text in UTF-8"))?;
    if text.chars().count() > SENTENCE_CHARS {
        return Err(long());
    }
    if text.contains('\0') {
        return Err(Problem::field(name, "has a zero character in it"));
    }
    let text = text.trim();
    Ok((!text.is_empty()).then(|| text.to_owned()))
}
