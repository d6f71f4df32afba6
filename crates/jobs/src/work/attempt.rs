//! `attempt`: a sentence was read aloud. Hears it, finds its times where the language has a phone model, holds it against
//! the sentence, and scores the sounds of English.
//!
//! Twice: an attempt that has its result is left as it is.

use std::time::Duration;

use audio::Limits;
use coach::AssessedAttempt;
use domain::{Language, Pronunciation, Transcript, WordState};
use storage::{
    AttemptResult,
    records::{Attempt, AttemptState},
};

use super::{
    decode,
    hear::{self, hear, language},
};
use crate::{
    AtOnce, Kind, Lane, Of,
    failure::Failure,
    stop::{blocking, leave_if},
    task::Task,
};

pub(crate) const KIND: Kind = Kind {
    name: "attempt",
    subject: "practice.attempt",
    of: Of::Attempt,
    // Somebody waits for it.
    stage: 100,
    tries: 4,
    timeout: Duration::from_secs(5 * 60),
    at_once: AtOnce::One,
};

/// Longest attempt, minutes: one sentence.
const ATTEMPT_MINUTES: f64 = 2.0;

/// What the recording is called in messages: nobody gave it a name.
const NAME: &str = "the recording";

pub(crate) async fn run(task: &Task) -> Result<(), Failure> {
    let tx = task.parts.store.read(task.org()).await?;
    let attempt = wanted(tx.attempts().find(task.job.subject_id).await?)?;
    drop(tx);
    let limits = Limits {
        max_minutes: ATTEMPT_MINUTES,
        ..task.parts.limits
    };
    let bytes = match &attempt.blob {
        Some(key) => decode::stored(task, Some(key), &limits, NAME).await?,
        None => decode::in_memory(task)?,
    };
    let sound = decode::decoded(bytes, NAME.to_owned(), limits).await?;
    let spoken = language(Some(&attempt.language))?;
    let inner = task.clone();
    let expected = attempt.expected.clone();
    let (transcript, pronunciation) = blocking(move || {
        let (engines, clock) = (&*inner.parts.engines, inner.parts.store.clock());
        let began = clock.now();
        let hearing = hear(
            engines,
            Lane::Attempts,
            &sound.samples,
            spoken,
            NAME,
            &inner.stop,
            &mut |_, _| {},
        )?;
        hear::measured("words", clock, began, sound.samples.len());
        let mut going_on = |_| leave_if(&inner.stop);
        let speech = &hearing.speech;
        let transcript = engines.align(
            Lane::Attempts,
            &sound.samples,
            speech,
            &hearing.heard,
            &mut going_on,
        )?;
        if spoken != Some(Language::ENGLISH) {
            return Ok((transcript, None));
        }
        leave_if(&inner.stop);
        let words: Vec<&str> = expected.split_whitespace().collect();
        let pronunciation = engines.pronounce(&sound.samples, speech, &words)?;
        Ok((transcript, Some(pronunciation)))
    })
    .await?;
    write(task, &attempt, &transcript, pronunciation).await?;
    task.parts.memory.forget(attempt.id);
    Ok(())
}

async fn write(
    task: &Task,
    attempt: &Attempt,
    transcript: &Transcript,
    pronunciation: Option<Pronunciation>,
) -> Result<(), Failure> {
    let mut assessed = coach::practice::assess(&attempt.expected, transcript);
    let tx = task.parts.store.write(task.org()).await?;
    if tx.orgs().get().await?.is_some_and(|org| org.mask_transcripts) {
        mask(&mut assessed, transcript);
    }
    let result = AttemptResult {
        transcription: assessed.heard.clone(),
        accuracy: assessed.accuracy,
        correct: assessed.correct,
        document: AssessedAttempt {
            attempt: assessed,
            pronunciation,
        },
    };
    wanted(tx.attempts().find(attempt.id).await?)?;
    tx.attempts().finish(attempt.id, &result).await?;
    task.finish(tx).await
}

/// Masks what was said beside the sentence. Words of the sentence itself stay: they stand there anyway.
fn mask(assessed: &mut domain::Attempt, transcript: &Transcript) {
    let mut masked = coach::mask(transcript);
    let words = &transcript.words;
    for said in assessed
        .words
        .iter()
        .filter(|word| word.state == WordState::Right)
    {
        let Some(heard) = &said.heard else { continue };
        for index in heard.index..heard.index + heard.text.split_whitespace().count() {
            if let (Some(open), Some(shown)) = (words.get(index), masked.words.get_mut(index)) {
                shown.text.clone_from(&open.text);
            }
        }
    }
    for said in assessed
        .words
        .iter_mut()
        .filter(|word| word.state != WordState::Right)
    {
        let Some(heard) = &mut said.heard else { continue };
        let count = heard.text.split_whitespace().count();
        let shown = masked.words.iter().skip(heard.index).take(count);
        heard.text = shown.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    }
    assessed.heard = masked.text();
}

fn wanted(attempt: Option<Attempt>) -> Result<Attempt, Failure> {
    attempt
        .filter(|attempt| attempt.state == AttemptState::Queued)
        .ok_or(Failure::Void)
}
