//! What stories keep: a session with something of everything in it.

use domain::{
    Band, Comparison, CriterionScore, Drill, DrillKind, Fluency, Goal, Intensity, Interval, Language,
    MediaFormat, Notice, Outcome, Pause, Phrase, Pitch, PitchSummary, Prosody, RubricRef, Score, ScoreCard,
    Span, SpeechRate, SteadyStretch, Timing, Transcript, Utterance, Vocabulary, Voice, Waveform, Word,
};
use serde_json::json;
use storage::{
    AttemptResult, BlobKey, MediaFacts, NewAttempt, NewJob, NewMedia, NewProject, NewSession, NewUpload,
    OrgId, OrgTx, SessionId, UserId,
    records::{Channel, MediaState, Project, ReportFormat, Session, SessionKind, SessionState},
    testing::Fresh,
};
use uuid::Uuid;

/// Numbers that use every bit, the same each time, from 0 to 1.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

pub(crate) fn new_session(owner: UserId) -> NewSession {
    NewSession {
        project: None,
        owner,
        kind: SessionKind::Talk,
        title: "The opening of my talk".to_owned(),
        language: Some("en".to_owned()),
        reference_text: None,
        rubric: "public-speaking".to_owned(),
        store_audio: true,
        mask_transcript: false,
        erase_at: None,
    }
}

/// Makes a session and commits it.
pub(crate) async fn session(fresh: &Fresh, org: OrgId, owner: UserId) -> Session {
    let tx = fresh.store.write(org).await.unwrap();
    let session = tx.sessions().create(new_session(owner)).await.unwrap();
    tx.commit().await.unwrap();
    session
}

pub(crate) fn new_job(kind: &str, subject: Uuid, key: &str) -> NewJob {
    NewJob {
        kind: kind.to_owned(),
        subject,
        run: 1,
        stage: 0,
        max_tries: 3,
        input: json!({ "of": key }),
        unique_key: key.to_owned(),
        held_by: None,
        run_at: None,
    }
}

/// `seconds` of speech, measured every ten milliseconds.
pub(crate) fn prosody(seconds: usize) -> Prosody {
    let mut numbers = Numbers(seconds as u64);
    let f0_hz = (0..seconds * 100)
        .map(|frame| (frame % 7 != 0).then(|| 80.0 + 200.0 * numbers.next()))
        .collect();
    let db = (0..seconds * 100).map(|_| 40.0 + 40.0 * numbers.next()).collect();
    let span = |numbers: &mut Numbers| {
        let start = numbers.next() * seconds as f64;
        Span::new(start, start + numbers.next())
    };
    Prosody {
        pitch: Pitch {
            start: 0.020_312_5 + numbers.next() / 1e3,
            step: 0.01,
            floor_hz: 75.0,
            ceiling_hz: 512.3 + numbers.next(),
            f0_hz,
        },
        pitch_summary: Some(PitchSummary {
            median_hz: 180.0 * numbers.next(),
            mean_hz: 180.0 * numbers.next(),
            low_hz: 90.0 * numbers.next(),
            high_hz: 270.0 * numbers.next(),
            range_semitones: 19.0 * numbers.next(),
            sd_semitones: numbers.next() / 3.0,
            voiced_share: numbers.next(),
        }),
        intensity: Intensity {
            start: 0.032 + numbers.next() / 1e3,
            step: 0.01,
            db,
        },
        loudness_variation_db: Some(numbers.next() * 1e-7),
        voice: Voice::default(),
        pauses: (0..40)
            .map(|_| Pause {
                span: span(&mut numbers),
            })
            .collect(),
        rate: SpeechRate {
            nuclei: (0..300).map(|_| numbers.next() * seconds as f64).collect(),
            phonation_seconds: numbers.next() * 1e3,
            speech_rate: Some(4.0 * numbers.next()),
            articulation_rate: None,
        },
        phrases: (0..20)
            .map(|_| Phrase {
                span: span(&mut numbers),
                declination: Some(-numbers.next()),
                final_movement: None,
                range_semitones: Some(numbers.next()),
                mean_db: 60.0 * numbers.next(),
            })
            .collect(),
        steady: vec![SteadyStretch {
            span: span(&mut numbers),
            f0_sd_semitones: numbers.next(),
            intensity_sd_db: numbers.next(),
            spectral_change_db: numbers.next(),
        }],
    }
}

pub(crate) fn transcript() -> Transcript {
    let mut numbers = Numbers(3);
    let words: Vec<_> = ["So,", "um,", "thank", "you."]
        .iter()
        .zip(0..)
        .map(|(text, at)| Word {
            text: (*text).to_owned(),
            span: Span::new(
                f64::from(at) + numbers.next() / 2.0,
                f64::from(at) + 0.5 + numbers.next() / 2.0,
            ),
            timing: Timing::Measured,
            confidence: numbers.next(),
            fit: Some(-numbers.next()),
            doubtful: false,
            phones: Vec::new(),
        })
        .collect();
    let span = Span::new(words[0].span.start, words[3].span.end);
    Transcript {
        language: Language::ENGLISH,
        language_probability: Some(numbers.next()),
        words,
        utterances: vec![Utterance {
            span,
            first_word: 0,
            end_word: 4,
        }],
        speech: vec![span],
    }
}

pub(crate) fn fluency() -> Fluency {
    Fluency {
        word_count: 3,
        syllable_count: 4,
        speaking_seconds: 3.3 / 7.0,
        words_per_minute: Some(1000.0 / 7.0),
        syllables_per_minute: None,
        by_minute: Vec::new(),
        pauses: Vec::new(),
        filled_pauses: Vec::new(),
        filled_pauses_per_minute: Some(0.1 + 0.2),
        mean_length_of_run: None,
        phonation_share: Some(2.0 / 3.0),
        findings: Vec::new(),
        looked_for: Vec::new(),
        vocabulary: Vocabulary::default(),
    }
}

pub(crate) fn score_card(version: u32, value: f64) -> ScoreCard {
    let outcome = Outcome::Scored(Score {
        value,
        interval: Interval {
            low: value - 10.0 / 3.0,
            high: value + 10.0 / 3.0,
            level: 0.8,
        },
        band: Band {
            name: "Strong".to_owned(),
            descriptor: "Holds attention.".to_owned(),
        },
    });
    ScoreCard {
        rubric: RubricRef {
            name: "public-speaking".to_owned(),
            version,
        },
        title: "Public speaking".to_owned(),
        models: Vec::new(),
        overall: outcome.clone(),
        criteria: vec![CriterionScore {
            key: "pace".to_owned(),
            title: "Pace".to_owned(),
            weight: 1.0 / 3.0,
            outcome,
            evidence: Vec::new(),
            left_out: Vec::new(),
        }],
    }
}

pub(crate) fn drill(title: &str) -> Drill {
    Drill {
        kind: DrillKind::Pacing,
        criterion: "pace".to_owned(),
        title: title.to_owned(),
        why: "You spoke fast.".to_owned(),
        text: Some("So, | thank you.".to_owned()),
        steps: vec!["Say it slower.".to_owned()],
        goals: vec![Goal {
            measure: "words_per_minute".to_owned(),
            comparison: Comparison::AtMost,
            target: 150.0,
            now: 1000.0 / 6.0,
            text: "Below 150 words a minute".to_owned(),
        }],
        moments: vec![Span::new(0.1, 0.7)],
    }
}

pub(crate) fn facts() -> MediaFacts {
    MediaFacts {
        format: MediaFormat {
            container: "wav".to_owned(),
            codec: "pcm_s16le".to_owned(),
            sample_rate: 16_000,
            channels: 1,
        },
        notices: vec![Notice {
            key: "clipped".to_owned(),
            text: "The recording is clipped.".to_owned(),
        }],
    }
}

pub(crate) fn waveform() -> Waveform {
    Waveform {
        step: 0.1 + 0.2,
        low: vec![-0.1, -1.0 / 3.0],
        high: vec![0.7, 2.0 / 3.0],
    }
}

/// One of everything that an org can have.
pub(crate) struct House {
    pub(crate) project: Project,
    pub(crate) session: SessionId,
    pub(crate) owner: UserId,
    pub(crate) media: Uuid,
    pub(crate) upload: Uuid,
    pub(crate) drill: Uuid,
    pub(crate) report: Uuid,
    pub(crate) attempt: Uuid,
    pub(crate) job: Uuid,
}

/// Fills an org with one of everything.
pub(crate) async fn house(fresh: &Fresh, org: OrgId, owner: UserId) -> House {
    let tx = fresh.store.write(org).await.unwrap();
    let project = NewProject {
        owner,
        name: "Conference".to_owned(),
        description: String::new(),
    };
    let project = tx.projects().create(project).await.unwrap();
    let mut new = new_session(owner);
    new.project = Some(project.id);
    new.erase_at = Some(tx.now());
    let session = tx.sessions().create(new).await.unwrap().id;
    let media = media(&tx, session).await;
    let upload = NewUpload {
        session,
        user: owner,
        name: "talk.wav".to_owned(),
        content_type: "audio/wav".to_owned(),
        total: None,
        expires_at: tx.now(),
    };
    let upload = tx.uploads().create(upload).await.unwrap().id;
    findings(&tx, session).await;
    tx.consents().give(owner, session, "I agree.").await.unwrap();
    let (report, _) = tx
        .reports()
        .request(session, owner, ReportFormat::Pdf)
        .await
        .unwrap();
    let attempt = attempt(&tx, owner).await;
    let job = tx
        .jobs()
        .enqueue(new_job("ingest", session.0, "one of everything"))
        .await
        .unwrap()
        .unwrap();
    let drill = tx.drills().list(session).await.unwrap()[0].id;
    tx.sessions()
        .advance(session, &[SessionState::Created], SessionState::Done)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    House {
        project,
        session,
        owner,
        media,
        upload,
        drill,
        report: report.id,
        attempt,
        job,
    }
}

pub(crate) async fn media(tx: &OrgTx, session: SessionId) -> Uuid {
    let id = tx.new_id();
    let media = NewMedia {
        id,
        session,
        state: MediaState::Stored,
        blob: Some(BlobKey::media(tx.org(), id).to_string()),
        name: "talk.wav".to_owned(),
        content_type: "audio/wav".to_owned(),
        bytes: 32_044,
        sha256: Some(vec![7; 32]),
    };
    tx.media().put(media).await.unwrap();
    tx.media()
        .describe(session, 1.0, &facts(), &waveform())
        .await
        .unwrap();
    id
}

async fn findings(tx: &OrgTx, session: SessionId) {
    let heard = json!({ "words": ["so"], "at": 0.1 + 0.2 });
    tx.transcripts()
        .set_heard(session, "en", 4, &heard)
        .await
        .unwrap();
    tx.transcripts()
        .write(session, &transcript(), None)
        .await
        .unwrap();
    tx.prosody().write(session, &prosody(70)).await.unwrap();
    tx.fluency().write(session, &fluency()).await.unwrap();
    tx.scores().write(session, &score_card(1, 70.0)).await.unwrap();
    tx.drills().replace(session, &[drill("Slower")]).await.unwrap();
    let news = vec![(Channel::State, json!({ "state": "done" }))];
    tx.events().append(session, news).await.unwrap();
}

async fn attempt(tx: &OrgTx, user: UserId) -> Uuid {
    let id = tx.new_id();
    let new = NewAttempt {
        id,
        user,
        language: "es".to_owned(),
        level: Some("A1".to_owned()),
        sentence_id: Some("es-a1-01".to_owned()),
        expected: "Hola.".to_owned(),
        translation: Some("Hello.".to_owned()),
        blob: Some(BlobKey::attempt(tx.org(), id).to_string()),
        content_type: "audio/wav".to_owned(),
    };
    tx.attempts().create(new).await.unwrap();
    let result = AttemptResult {
        transcription: "Ola.".to_owned(),
        accuracy: 100.0 / 3.0,
        correct: false,
        document: json!([{ "expected": "hola", "heard": "ola" }]),
    };
    tx.attempts().finish(id, &result).await.unwrap();
    id
}
