//! What the tests of the queue share: a house with a fresh database and a folder for blobs, and engines for it.
//!
//! [`Recorded`] stands in for the engines: it says the words that are known to be in the fixture, at their known times,
//! and fails, hangs and panics when a test wants it to. It is here for what the queue does with engines, never for what
//! engines hear; the real ones work on real recordings in the tests of `viva`.
#![allow(
    dead_code,
    clippy::panic,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "every test file uses its own part, and stops at the first thing that is not as it should be"
)]

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use bytes::Bytes;
use chrono::TimeDelta;
use domain::{
    Basis, Language, ModelVersion, Pronunciation, ScoredWord, ScoredWordState, Span, Timing, Transcript,
    Utterance, Word,
};
use jobs::{Chance, Engines, Lane, MemoryAudio, Timings, Worker, WorkerParts};
use speech::{Error, Heard, HeardWindow, HeardWord, TranscribeOptions, Window};
use storage::{
    BlobKey, BlobSettings, Blobs, Claim, NewAttempt, NewMedia, NewSession, OrgId, SessionId, Store, UserId,
    records::{Event, Job, MediaState, Session, SessionKind, SessionState},
    testing::Fresh,
};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// The clock of a test runs this many times faster than time, so that waiting between tries takes no time.
const FASTER: i32 = 10;

/// How long anything may take before a test gives it up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Words of the fixture that the engines say, with a name to mask; and when they are said, seconds.
const WORDS: [(&str, f64, f64); 10] = [
    ("he", 0.21, 0.33),
    ("was", 0.33, 0.56),
    ("not", 0.56, 1.06),
    ("an", 1.13, 1.3),
    ("ill", 1.3, 1.48),
    ("disposed", 1.48, 2.11),
    ("young", 2.11, 2.33),
    ("man", 2.33, 2.5),
    ("named", 2.5, 2.6),
    ("Dashwood.", 2.6, 2.74),
];

/// The word that masking has to take out.
pub(crate) const NAME: &str = "Dashwood";

/// The bytes of the fixture.
pub(crate) fn fixture() -> Bytes {
    let name = "fixtures/librivox/sense_and_sensibility_01_austen_64kb-0880.wav";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name);
    std::fs::read(file).unwrap().into()
}

/// What the engines do beside saying their words.
#[derive(Default)]
pub(crate) struct Recorded {
    /// So many calls of the recogniser fail.
    pub(crate) fail: AtomicUsize,
    /// So many calls of it panic.
    pub(crate) panic: AtomicUsize,
    /// So many calls of it go on until they are told to stop, or until `release`.
    pub(crate) hang: AtomicUsize,
    /// Lets calls that hang end well.
    pub(crate) release: CancellationToken,
    /// Calls of the recogniser.
    pub(crate) calls: AtomicUsize,
    /// Calls that were told to stop.
    pub(crate) stopped: AtomicUsize,
    /// Nobody speaks.
    pub(crate) silent: bool,
    /// Each call of the recogniser takes so long.
    pub(crate) slow: Duration,
}

fn one_less(counter: &AtomicUsize) -> bool {
    counter
        .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1))
        .is_ok()
}

struct Watch<'a>(&'a AtomicUsize, bool);

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if self.1 {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
}

impl Engines for Recorded {
    fn speech(&self, _samples: &[f32]) -> Result<Vec<Span>, Error> {
        Ok(if self.silent {
            vec![]
        } else {
            vec![Span::new(0.2, 2.75)]
        })
    }

    fn transcribe(
        &self,
        _lane: Lane,
        _samples: &[f32],
        speech: &[Span],
        _options: &TranscribeOptions,
        heard: &mut dyn FnMut(&HeardWord, f64),
    ) -> Result<Heard, Error> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        let words = WORDS.map(|(text, start, end)| HeardWord {
            text: text.to_owned(),
            confidence: 0.9,
            rough: Span::new(start, end),
        });
        for (index, word) in words.iter().enumerate() {
            heard(word, (index + 1) as f64 / words.len() as f64);
        }
        std::thread::sleep(self.slow);
        if one_less(&self.fail) {
            return Err(Error::Engine {
                engine: "recorded",
                reason: "it was told to fail".to_owned(),
            });
        }
        assert!(!one_less(&self.panic), "it was told to panic");
        if one_less(&self.hang) {
            let mut watch = Watch(&self.stopped, true);
            let began = Instant::now();
            while !self.release.is_cancelled() {
                // A test that has failed would else wait for this thread for ever, and never say why.
                assert!(began.elapsed() < 2 * PATIENCE, "nobody stopped it");
                std::thread::sleep(Duration::from_millis(5));
                heard(&words[0], 1.0);
            }
            watch.1 = false;
        }
        let window = Window {
            stretches: speech.to_vec(),
        };
        Ok(Heard {
            language: Language::ENGLISH,
            language_probability: None,
            windows: vec![HeardWindow {
                window,
                words: words.to_vec(),
            }],
        })
    }

    fn align(
        &self,
        _lane: Lane,
        _samples: &[f32],
        speech: &[Span],
        heard: &Heard,
        done: &mut dyn FnMut(f64),
    ) -> Result<Transcript, Error> {
        done(1.0);
        let words: Vec<Word> = heard
            .windows
            .iter()
            .flat_map(|window| &window.words)
            .map(|word| Word {
                text: word.text.clone(),
                span: word.rough,
                timing: Timing::Measured,
                confidence: word.confidence,
                fit: None,
                doubtful: false,
                phones: vec![],
            })
            .collect();
        let span = Span::new(words[0].span.start, words[words.len() - 1].span.end);
        Ok(Transcript {
            language: heard.language,
            language_probability: None,
            utterances: vec![Utterance {
                span,
                first_word: 0,
                end_word: words.len(),
            }],
            words,
            speech: speech.to_vec(),
        })
    }

    fn pronounce(&self, _samples: &[f32], _speech: &[Span], _words: &[&str]) -> Result<Pronunciation, Error> {
        Ok(Pronunciation {
            scorer: ModelVersion {
                role: "pronunciation".into(),
                name: "recorded".into(),
                version: "1".into(),
            },
            not_scored: None,
            whole: None,
            basis: None,
            words: vec![],
        })
    }

    fn pronounce_talk(
        &self,
        _samples: &[f32],
        heard: &Transcript,
        _done: &mut dyn FnMut(f64),
    ) -> Result<Pronunciation, Error> {
        let words = heard.words.iter().map(|word| ScoredWord {
            text: word.text.clone(),
            span: Some(word.span),
            score: None,
            state: ScoredWordState::Good,
            guessed: false,
            phones: Vec::new(),
        });
        Ok(Pronunciation {
            basis: Some(Basis::default()),
            words: words.collect(),
            ..self.pronounce(&[], &[], &[])?
        })
    }

    fn versions(&self) -> Result<Vec<ModelVersion>, Error> {
        Ok(vec![ModelVersion {
            role: "words".into(),
            name: "recorded".into(),
            version: "1".into(),
        }])
    }
}

/// A database, a folder for blobs, an org and a person, and a clock that runs.
pub(crate) struct House {
    pub(crate) fresh: Fresh,
    pub(crate) store: Store,
    pub(crate) blobs: Blobs,
    pub(crate) org: OrgId,
    pub(crate) user: UserId,
    ticking: JoinHandle<()>,
}

/// A worker that runs beside the test.
pub(crate) struct Running {
    pub(crate) shutdown: CancellationToken,
    pub(crate) memory: Arc<MemoryAudio>,
    task: JoinHandle<()>,
}

impl Running {
    /// Tells it to end, and waits until it has.
    pub(crate) async fn end(self) {
        self.shutdown.cancel();
        self.task.await.unwrap();
    }

    /// Ends it as a machine does that loses power.
    pub(crate) async fn kill(self) {
        self.task.abort();
        let _cancelled = self.task.await;
    }
}

/// In a hurry.
pub(crate) fn timings() -> Timings {
    Timings {
        lease: Duration::from_secs(8),
        renew: Duration::from_millis(150),
        poll: Duration::from_millis(20),
        poll_with_bus: Duration::from_millis(20),
        grace: Duration::from_millis(500),
        sweep: Duration::from_millis(50),
        silence: Duration::from_secs(10),
        ..Timings::default()
    }
}

impl House {
    pub(crate) async fn new(fresh: Fresh) -> Self {
        let (org, user) = (fresh.org("School").await, fresh.user("learner@example.org").await);
        let blobs = Blobs::open(&BlobSettings::Folder(fresh.folder.join("blobs"))).unwrap();
        let clock = fresh.clock.clone();
        let ticking = tokio::spawn(async move {
            loop {
                tokio::time::sleep(Duration::from_millis(10)).await;
                clock.advance(TimeDelta::milliseconds(10) * FASTER);
            }
        });
        Self {
            store: fresh.store.clone(),
            blobs,
            org,
            user,
            fresh,
            ticking,
        }
    }

    /// A worker of a new process.
    pub(crate) fn worker(&self, engines: Arc<dyn Engines>) -> Running {
        self.start(self.parts(engines))
    }

    pub(crate) fn parts(&self, engines: Arc<dyn Engines>) -> WorkerParts {
        WorkerParts {
            store: self.store.clone(),
            blobs: self.blobs.clone(),
            engines,
            memory: Arc::new(MemoryAudio::new(Uuid::new_v4().to_string(), 16 << 20)),
            bus: None,
            only: None,
            held_only: false,
            cores: 2,
            limits: audio::Limits::default(),
            timings: timings(),
            chance: Chance::new(|| 0.5),
        }
    }

    pub(crate) fn start(&self, parts: WorkerParts) -> Running {
        let (memory, shutdown) = (parts.memory.clone(), CancellationToken::new());
        let worker = Worker::new(parts).unwrap();
        let task = tokio::spawn(worker.run(shutdown.clone()));
        Running {
            shutdown,
            memory,
            task,
        }
    }

    /// A session that waits for its recording.
    pub(crate) async fn session(&self, org: OrgId, change: impl FnOnce(&mut NewSession)) -> SessionId {
        let mut new = NewSession {
            project: None,
            owner: self.user,
            kind: SessionKind::Talk,
            title: "A talk".to_owned(),
            language: Some("en".to_owned()),
            reference_text: Some("He was not an ill-disposed young man.".to_owned()),
            rubric: "public-speaking".to_owned(),
            store_audio: true,
            mask_transcript: false,
            erase_at: None,
        };
        change(&mut new);
        let tx = self.store.write(org).await.unwrap();
        let session = tx.sessions().create(new).await.unwrap();
        tx.commit().await.unwrap();
        session.id
    }

    /// A sentence of the fixture, read aloud and not yet kept.
    pub(crate) fn attempt(&self, id: Uuid) -> NewAttempt {
        NewAttempt {
            id,
            user: self.user,
            language: "en".to_owned(),
            level: Some("B1".to_owned()),
            sentence_id: None,
            expected: "He was not an ill disposed young man.".to_owned(),
            translation: None,
            blob: None,
            content_type: "audio/wav".to_owned(),
        }
    }

    /// Gives a session its recording, as an upload does.
    pub(crate) async fn stored(&self, org: OrgId, session: SessionId, bytes: Bytes) -> BlobKey {
        let id = Uuid::now_v7();
        let key = BlobKey::media(org, id);
        self.blobs.put(&key, bytes.clone()).await.unwrap();
        self.put(
            org,
            session,
            id,
            MediaState::Stored,
            Some(key.as_str().to_owned()),
            &bytes,
        )
        .await;
        key
    }

    /// The same for a session whose sound is kept nowhere but in memory.
    pub(crate) async fn in_memory(&self, memory: &MemoryAudio, session: SessionId, bytes: Bytes) {
        memory
            .put(self.org, session.0, bytes.clone(), self.store.clock().now())
            .unwrap();
        self.put(
            self.org,
            session,
            Uuid::now_v7(),
            MediaState::InMemory,
            None,
            &bytes,
        )
        .await;
    }

    async fn put(
        &self,
        org: OrgId,
        session: SessionId,
        id: Uuid,
        state: MediaState,
        blob: Option<String>,
        bytes: &Bytes,
    ) {
        let media = NewMedia {
            id,
            session,
            state,
            blob,
            name: "talk.wav".to_owned(),
            content_type: "audio/wav".to_owned(),
            bytes: bytes.len() as i64,
            sha256: None,
        };
        let tx = self.store.write(org).await.unwrap();
        tx.media().put(media).await.unwrap();
        tx.sessions()
            .advance(session, &[SessionState::Created], SessionState::Ready)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// Has a session processed.
    pub(crate) async fn process(&self, org: OrgId, session: SessionId, memory: &MemoryAudio) {
        let tx = self.store.write(org).await.unwrap();
        jobs::start::session(&tx, session, memory).await.unwrap().unwrap();
        tx.commit().await.unwrap();
    }

    /// A session with the fixture as its recording, being processed.
    pub(crate) async fn processed(&self, org: OrgId) -> SessionId {
        let session = self.session(org, |_| {}).await;
        self.stored(org, session, fixture()).await;
        self.process(org, session, &MemoryAudio::new("nobody", 0)).await;
        session
    }

    /// The next job of these kinds is claimed so many times by workers that are never heard of again.
    pub(crate) async fn lose(&self, kinds: &[&str], times: usize) {
        for _ in 0..times {
            until("the lease is over", || async {
                let tx = self.store.system().await.unwrap();
                let claim = Claim {
                    kinds,
                    process: "doomed",
                    worker: "doomed",
                    lease: Duration::from_millis(100),
                    held_only: false,
                };
                let claimed = tx.queue().claim(&claim).await.unwrap();
                tx.commit().await.unwrap();
                claimed.is_some()
            })
            .await;
        }
    }

    pub(crate) async fn find(&self, org: OrgId, session: SessionId) -> Option<Session> {
        self.store
            .read(org)
            .await
            .unwrap()
            .sessions()
            .find(session)
            .await
            .unwrap()
    }

    /// Waits until a session is in `state`.
    pub(crate) async fn until(&self, org: OrgId, session: SessionId, state: SessionState) -> Session {
        let wait = async {
            loop {
                let now = self.find(org, session).await.unwrap();
                if now.state == state {
                    return now;
                }
                let ended = matches!(now.state, SessionState::Done | SessionState::Failed);
                assert!(
                    !ended,
                    "{:?}: {:?}, jobs {:?}",
                    now.state,
                    now.failure,
                    self.jobs(org, session.0).await
                );
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        match tokio::time::timeout(PATIENCE, wait).await {
            Ok(session) => session,
            Err(_) => panic!("not {state} in time: {:?}", self.jobs(org, session.0).await),
        }
    }

    /// Jobs of a session, report or attempt.
    pub(crate) async fn jobs(&self, org: OrgId, subject: Uuid) -> Vec<Job> {
        self.store
            .read(org)
            .await
            .unwrap()
            .jobs()
            .of_subject(subject)
            .await
            .unwrap()
    }

    /// The job of one kind among them.
    pub(crate) async fn job(&self, org: OrgId, subject: Uuid, kind: &str) -> Job {
        let jobs = self.jobs(org, subject).await;
        jobs.into_iter().rfind(|job| job.kind == kind).unwrap()
    }

    pub(crate) async fn events(&self, org: OrgId, session: SessionId) -> Vec<Event> {
        let tx = self.store.read(org).await.unwrap();
        tx.events().after(session, 0, None, 1000).await.unwrap()
    }

    /// Every file of the house, the database with it.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        fn walk(folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, found);
                } else {
                    found.push((path.clone(), std::fs::read(&path).unwrap()));
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.fresh.folder, &mut found);
        found
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.ticking.abort();
    }
}

/// Waits until `done` says so.
pub(crate) async fn until<F: Future<Output = bool>>(what: &str, done: impl Fn() -> F) {
    let wait = async {
        while !done().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    assert!(
        tokio::time::timeout(PATIENCE, wait).await.is_ok(),
        "in time: {what}"
    );
}

/// Each story on both engines.
#[allow(unused_macros, reason = "not every test binary has stories for both engines")]
macro_rules! on_both {
    ($($story:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $story() {
                super::$story(crate::common::House::new(storage::testing::Fresh::sqlite().await).await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $story() {
                super::$story(crate::common::House::new(storage::testing::Fresh::postgres().await).await).await;
            })+
        }
    };
}
#[allow(unused_imports, reason = "as above")]
pub(crate) use on_both;
