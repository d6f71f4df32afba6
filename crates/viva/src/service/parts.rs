//! What a process of the service is made of, opened from the settings.

use std::{path::PathBuf, sync::Arc, time::Duration};

use jobs::{Bus, BusSettings, Chance, MemoryAudio, Timings, UnknownKind, Worker, WorkerParts};
use storage::{BlobSettings, Blobs, S3Settings, Store};
use uuid::Uuid;

use super::Engines;
use crate::{
    clock::SystemClock,
    failure::Failure,
    settings::{self, BlobKind, Secret, Settings},
};

/// Bytes of a megabyte, as people count them.
const MB: u64 = 1_000_000;

/// Everything that is open.
pub(crate) struct Parts {
    /// The settings it was opened from.
    pub(crate) settings: Settings,
    /// The data folder.
    pub(crate) data: PathBuf,
    /// The records.
    pub(crate) store: Store,
    /// The bytes.
    pub(crate) blobs: Blobs,
    /// Sound that is nowhere else.
    pub(crate) memory: Arc<MemoryAudio>,
    /// What wakes other processes.
    pub(crate) bus: Option<Bus>,
    /// Who listens.
    pub(crate) engines: Arc<Engines>,
}

/// Which jobs a process does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// All, or only those of these kinds.
    All(Option<Vec<String>>),
    /// Only those whose sound is in this process's memory, since nobody else can.
    Held,
}

impl Parts {
    /// Opens everything. The database is brought up to date; what else is out of reach may come back later.
    pub(crate) async fn open(settings: Settings, data: PathBuf) -> Result<Self, Failure> {
        let model = settings.models.whisper.parse().map_err(Failure::input)?;
        let engines = Engines::new(speech::store::Store::from_env()?, model);
        let database = settings.database.settings(&data);
        let store = Store::open(&database, Arc::new(SystemClock))
            .await
            .map_err(|error| {
                Failure::ours(format!(
                    "the database cannot be used: {error}. `viva doctor` looks closer"
                ))
            })?;
        let blobs = Blobs::open(&blob_settings(&settings.blobs, &data))
            .map_err(|error| Failure::ours(format!("recordings cannot be kept: {error}")))?;
        let bus = match bus_settings(&settings.bus) {
            Some(bus) => Some(
                Bus::open(&bus)
                    .await
                    .map_err(|error| Failure::ours(error.to_string()))?,
            ),
            None => None,
        };
        let held = usize::try_from(u64::from(settings.limits.memory_audio_mb) * MB).unwrap_or(usize::MAX);
        Ok(Self {
            memory: Arc::new(MemoryAudio::new(Uuid::new_v4().to_string(), held)),
            settings,
            data,
            store,
            blobs,
            bus,
            engines: Arc::new(engines),
        })
    }

    /// A worker over these parts.
    pub(crate) fn worker(&self, work: Work) -> Result<Worker, Failure> {
        if let (Work::All(_), Some(what)) = (&work, self.engines.lacking()) {
            tracing::warn!("{what}");
        }
        let (only, held_only) = match work {
            Work::All(only) => (only, false),
            Work::Held => (None, true),
        };
        let cores = match self.settings.workers.cores {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            cores => usize::try_from(cores).unwrap_or(1),
        };
        let parts = WorkerParts {
            store: self.store.clone(),
            blobs: self.blobs.clone(),
            engines: self.engines.clone(),
            memory: self.memory.clone(),
            bus: self.bus.clone(),
            only,
            held_only,
            cores,
            limits: self.recording_limits(),
            timings: Timings {
                lease: self.lease(),
                renew: self.lease() / 3,
                grace: self.patience(),
                ..Timings::default()
            },
            chance: Chance::random(),
        };
        Worker::new(parts).map_err(|error: UnknownKind| Failure::input(error.to_string()))
    }

    /// How long a worker has a job without a sign of life.
    fn lease(&self) -> Duration {
        Duration::from_secs(self.settings.workers.lease_seconds.into())
    }

    /// How long what runs may take to finish.
    pub(crate) fn patience(&self) -> Duration {
        Duration::from_secs(self.settings.server.stop_seconds.into())
    }

    /// How much of a recording is taken in.
    fn recording_limits(&self) -> audio::Limits {
        audio::Limits {
            max_minutes: self.settings.limits.recording_minutes.into(),
            max_bytes: self.media_bytes(),
        }
    }

    /// Bytes of one recording.
    pub(crate) fn media_bytes(&self) -> u64 {
        u64::from(self.settings.limits.upload_mb) * MB
    }
}

/// As `storage` takes it.
pub(crate) fn blob_settings(blobs: &settings::Blobs, data: &std::path::Path) -> BlobSettings {
    match blobs.kind {
        BlobKind::Folder => BlobSettings::Folder(blobs.folder.clone().unwrap_or_else(|| data.join("blobs"))),
        // The settings made sure that all of it is there.
        BlobKind::S3 => BlobSettings::S3(S3Settings {
            endpoint: blobs.endpoint.clone(),
            bucket: blobs.bucket.clone().unwrap_or_default(),
            region: blobs.region.clone(),
            key: blobs.access_key.clone().unwrap_or_default(),
            secret: blobs
                .secret_key
                .as_ref()
                .map(Secret::reveal)
                .unwrap_or_default()
                .to_owned(),
            allow_http: blobs.allow_http,
        }),
    }
}

/// As `jobs` takes it.
pub(crate) fn bus_settings(bus: &settings::Bus) -> Option<BusSettings> {
    bus.url.as_ref().map(|url| BusSettings {
        url: url.reveal().to_owned(),
        prefix: bus.prefix.clone(),
    })
}
