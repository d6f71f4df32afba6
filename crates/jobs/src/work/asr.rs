//! `asr`: finds who speaks when and hears the words, which leave for listeners as they come.
//!
//! Where the org masks transcripts, no word is written anywhere before it is masked: this job then finds the times as well
//! (masked words no longer fit their sound), writes the masked transcript, and `align` is not needed. Listeners get the
//! words at the end, masked, since a name may only be known by what follows it.
//!
//! Twice: what was heard is written over what was heard before, listeners are told to begin anew, and what follows is
//! queued once by its key.

use std::{sync::Arc, time::Duration};

use audio::Recording;
use domain::{Pronunciation, Transcript};
use speech::HeardWord;
use storage::records::Session;

use super::{
    align,
    hear::{self, Hearing, hear, language},
    join,
};
use crate::{
    AtOnce, Kind, Lane, Of,
    events::{Token, TokensEvent, Told},
    failure::Failure,
    heard::HeardDocument,
    outbox::Outbox,
    stop::{blocking, leave_if},
    task::Task,
};

pub(crate) const KIND: Kind = Kind {
    name: "asr",
    subject: "media.ready",
    of: Of::Session,
    stage: 20,
    tries: 4,
    timeout: Duration::from_secs(4 * 3600),
    at_once: AtOnce::One,
};

/// A masked transcript, and how its sounds were said.
type Masked = (Transcript, Option<Pronunciation>);

/// Words of one event.
const WORDS_AT_ONCE: usize = 500;

pub(crate) async fn run(task: &Task) -> Result<(), Failure> {
    let session = task.session().await?;
    let sound = task.sound(&session).await?;
    task.tell(vec![TokensEvent::Reset.told()]).await?;
    let outbox = Arc::new(Outbox::default());
    let work = listen(task.clone(), session.clone(), sound, outbox.clone());
    let (hearing, masked) = outbox.telling(task, words, work).await?;
    match masked {
        None => heard(task, &hearing).await,
        Some((transcript, sounds)) => heard_and_masked(task, &hearing, &transcript, sounds.as_ref()).await,
    }
}

/// Hears the words, and for a masked session their times too.
async fn listen(
    task: Task,
    session: Session,
    sound: Arc<Recording>,
    outbox: Arc<Outbox<Token>>,
) -> Result<(Hearing, Option<Masked>), Failure> {
    let tx = task.parts.store.read(task.org()).await?;
    let name = tx
        .media()
        .of(session.id)
        .await?
        .map_or_else(String::new, |media| media.name);
    drop(tx);
    let language = language(session.language.as_deref())?;
    blocking(move || {
        let (engines, clock, samples) = (&*task.parts.engines, task.parts.store.clock(), &sound.samples);
        let masks = session.mask_transcript;
        let mut each = |word: &HeardWord, done| outbox.add((!masks).then(|| token(word)), done);
        let began = clock.now();
        let hearing = hear(
            engines,
            Lane::Recordings,
            samples,
            language,
            &name,
            &task.stop,
            &mut each,
        )?;
        hear::measured("words", clock, began, samples.len());
        if !masks {
            return Ok((hearing, None));
        }
        let mut going_on = |_| leave_if(&task.stop);
        let aligned = engines.align(
            Lane::Recordings,
            samples,
            &hearing.speech,
            &hearing.heard,
            &mut going_on,
        )?;
        let mut sounds = align::sounds(engines, clock, samples, &aligned, &mut going_on)?;
        let masked = coach::mask(&aligned);
        if let Some(sounds) = &mut sounds {
            coach::mask_sounds(sounds, &masked);
        }
        Ok((hearing, Some((masked, sounds))))
    })
    .await
}

async fn heard(task: &Task, hearing: &Hearing) -> Result<(), Failure> {
    let words = hearing
        .heard
        .windows
        .iter()
        .map(|window| window.words.len())
        .sum();
    let document = HeardDocument::with_words(&hearing.heard, hearing.speech.clone(), hearing.models.clone());
    let (tx, session) = task.begin().await?;
    tx.transcripts()
        .set_heard(session.id, hearing.heard.language.code(), words, &document)
        .await?;
    task.follow(&tx, align::KIND, true).await?;
    task.finish_step(tx, Vec::new()).await
}

async fn heard_and_masked(
    task: &Task,
    hearing: &Hearing,
    masked: &Transcript,
    sounds: Option<&Pronunciation>,
) -> Result<(), Failure> {
    let document =
        HeardDocument::without_words(&hearing.heard, hearing.speech.clone(), hearing.models.clone());
    let events = masked_words(masked);
    let (tx, session) = task.begin().await?;
    tx.transcripts()
        .set_heard(session.id, masked.language.code(), masked.words.len(), &document)
        .await?;
    tx.transcripts().write(session.id, masked, sounds).await?;
    join::finish(task, tx, &session, events).await
}

/// All words, in events that are not too large to be sent.
fn masked_words(masked: &Transcript) -> Vec<Told> {
    let tokens: Vec<Token> = masked
        .words
        .iter()
        .map(|word| Token {
            text: word.text.clone(),
            start: word.span.start,
            end: word.span.end,
            confidence: word.confidence,
        })
        .collect();
    let mut told = 0;
    tokens
        .chunks(WORDS_AT_ONCE)
        .map(|some| {
            told += some.len();
            words(some.to_vec(), told as f64 / tokens.len() as f64)
        })
        .collect()
}

fn token(word: &HeardWord) -> Token {
    Token {
        text: word.text.clone(),
        start: word.rough.start,
        end: word.rough.end,
        confidence: word.confidence,
    }
}

fn words(words: Vec<Token>, done: f64) -> Told {
    TokensEvent::Words { words, done }.told()
}
