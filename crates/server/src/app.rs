//! Everything that a request needs, put together once by the binary.

use std::{ops::Deref, sync::Arc};

use jobs::MemoryAudio;
use storage::{Blobs, OrgId, Store, UserId};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::task::TaskTracker;
use uuid::Uuid;

use crate::{
    Hub, Monitoring, Page, Problem, SentenceModel,
    accounts::Accounts,
    limits::{COMING_IN_MEMORY, Limits},
    permissions::Permissions,
    rate::Limiter,
    slots::{Slot, Slots},
};

/// What the outside may know of this server, and what it needs to know of the outside.
#[derive(Clone, Debug)]
pub struct PublicSettings {
    /// Address under which people reach this server, without a slash at the end; stands in mails and tokens.
    pub address: String,
    /// Origins of other pages that may use the API from a browser. The server's own page needs none.
    pub allowed_origins: Vec<String>,
    /// How many proxies of ours stand in front: that many addresses at the end of `X-Forwarded-For` are believed.
    pub trusted_proxies: u8,
    /// Whether anyone may make an account; without, people come by invitation.
    pub open_registration: bool,
}

/// The parts of an [`App`].
pub struct AppParts {
    /// The records.
    pub store: Store,
    /// Recordings and reports.
    pub blobs: Blobs,
    /// Recordings that are in memory and nowhere else; the workers of this process have the same ones.
    pub memory: Arc<MemoryAudio>,
    /// News of sessions.
    pub hub: Hub,
    /// What the outside may know.
    pub public: PublicSettings,
    /// What proves who somebody is.
    pub accounts: Accounts,
    /// Who may do what.
    pub permissions: Permissions,
    /// Counts what is asked.
    pub limiter: Arc<dyn Limiter>,
    /// The language model that makes sentences to read aloud; without one, they come from the curated set.
    pub sentences: Option<SentenceModel>,
    /// How much of everything is allowed.
    pub limits: Limits,
    /// What is measured of the server itself.
    pub monitoring: Monitoring,
    /// The page that people use.
    pub page: Page,
}

/// Places of which this server has only so many.
struct Places {
    streams: Slots<UserId>,
    uploads: Slots<OrgId>,
    /// Uploads of which a piece comes just now: one each.
    pieces: Slots<Uuid>,
    /// Bytes of recordings that come in, for orgs that store none.
    memory: Arc<Semaphore>,
    /// Open sockets, which outlive the connections that they came by.
    sockets: TaskTracker,
}

/// Everything that a request needs. Cheap to clone; every handler gets one.
#[derive(Clone)]
pub struct App(Arc<(AppParts, Places)>);

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: AppParts) -> Self {
        let Limits {
            streams,
            streams_per_account,
            uploads_per_org,
            ..
        } = parts.limits;
        let places = Places {
            streams: Slots::new(streams_per_account, streams),
            uploads: Slots::new(uploads_per_org, usize::MAX),
            pieces: Slots::new(1, usize::MAX),
            memory: Arc::new(Semaphore::new(COMING_IN_MEMORY)),
            sockets: TaskTracker::new(),
        };
        Self(Arc::new((parts, places)))
    }

    /// Places for live streams.
    pub(crate) fn streams(&self) -> &Slots<UserId> {
        &self.0.1.streams
    }

    /// Open sockets.
    pub(crate) fn sockets(&self) -> &TaskTracker {
        &self.0.1.sockets
    }

    /// A place for a recording of `org` to come in.
    pub(crate) fn place_for_upload(&self, org: OrgId) -> Result<Slot<OrgId>, Problem> {
        self.0.1.uploads.take(org).map_err(|_| Problem::too_many(5))
    }

    /// The only place for a piece of `upload`.
    pub(crate) fn place_for_piece(&self, upload: Uuid) -> Result<Slot<Uuid>, Problem> {
        self.0.1.pieces.take(upload).map_err(|_| {
            Problem::conflict("A piece of this recording is coming just now. Wait for it.").retry_after(1)
        })
    }

    /// Room for so many more bytes of a recording that comes in, for an org that stores none.
    pub(crate) fn room_in_memory(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Problem> {
        let full = || {
            Problem::unavailable(
                "This org's recordings are not stored, and the server's memory for such recordings is full. Try again in a few minutes.",
            )
            .retry_after(60)
        };
        let bytes = u32::try_from(bytes).map_err(|_| full())?;
        self.0
            .1
            .memory
            .clone()
            .try_acquire_many_owned(bytes)
            .map_err(|_| full())
    }
}

impl Deref for App {
    type Target = AppParts;

    fn deref(&self) -> &AppParts {
        &self.0.0
    }
}
