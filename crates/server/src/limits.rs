//! Every limit of the API, in one place. Past a limit there is a clear answer, never a slow death.

use std::time::Duration;

use crate::rate::Quota;

/// Bytes of a request's body, where it is not a recording.
pub const BODY_BYTES: usize = 256 * 1024;

/// Bytes of a recording.
pub const MEDIA_BYTES: u64 = 500 * 1024 * 1024;

/// Characters of a name or title.
pub const NAME_CHARS: usize = 200;

/// Characters of a description, or of a text that is to be read.
pub const TEXT_CHARS: usize = 20_000;

/// Rows of one page of a list.
pub const PAGE_ROWS: u64 = 100;

/// Rows of one page when the caller does not say.
pub const PAGE_ROWS_DEFAULT: u64 = 25;

/// Orgs that one person may own.
pub const ORGS_OWNED: usize = 20;

/// Invitations of one org that wait to be accepted.
pub const INVITATIONS_OPEN: u64 = 500;

/// Pairs of a coach and a learner in one org.
pub const COACHINGS: u64 = 10_000;

/// How long an answer may take, where it is not a stream or an upload.
pub const ANSWER: Duration = Duration::from_secs(30);

/// Characters of an `X-Request-ID` or `Idempotency-Key`.
pub const KEY_CHARS: usize = 128;

/// Characters of what a device calls itself that are kept.
pub const DEVICE_CHARS: usize = 200;

/// Bytes of one piece that is stored of a recording that comes in pieces; so many of it are in memory.
pub const PIECE_BYTES: usize = 8 * 1024 * 1024;

/// Pieces of one recording.
pub const PIECES: i32 = 2000;

/// Bytes that all recordings together may take in memory while they come, for orgs that never store sound.
pub const COMING_IN_MEMORY: usize = 512 * 1024 * 1024;

/// How long a recording in pieces may take to come, from its first piece on.
pub const UPLOAD_KEPT: Duration = Duration::from_hours(24);

/// How long an upload may stand still between two chunks.
pub const UPLOAD_STALL: Duration = Duration::from_secs(30);

/// How long one request with a recording may take in all.
pub const UPLOAD_TIME: Duration = Duration::from_hours(1);

/// Recordings that one org may send at the same time, to one server.
pub const UPLOADS_PER_ORG: usize = 8;

/// How long an address works under which a recording can be sent straight to the file store.
pub const PRESIGNED: Duration = Duration::from_mins(15);

/// Characters of a file's name; the rest is cut off.
pub const FILE_NAME_CHARS: usize = 200;

/// Points of one track in one answer.
pub const METRIC_POINTS: usize = 10_000;

/// Points of one track when the caller does not say.
pub const METRIC_POINTS_DEFAULT: usize = 2_000;

/// Live streams (sockets and event streams) of one account, to one server.
pub const STREAMS_PER_ACCOUNT: usize = 20;

/// Live streams of one server.
pub const STREAMS: usize = 5_000;

/// Topics that one socket may listen to.
pub const SUBSCRIPTIONS: usize = 32;

/// Bytes of a message that a socket may send to the server.
pub const SOCKET_MESSAGE_BYTES: usize = 4 * 1024;

/// Bytes of a sentence read aloud: two minutes in the largest common format.
pub const ATTEMPT_BYTES: usize = 32 * 1024 * 1024;

/// Characters of a sentence to read aloud.
pub const SENTENCE_CHARS: usize = 500;

/// How long the answer to an attempt waits for it to be heard; after that, the attempt is asked for.
pub const ATTEMPT_WAIT: Duration = Duration::from_secs(20);

/// How long a live ticket works.
pub const LIVE_TICKET: Duration = Duration::from_mins(1);

/// A live stream shows at least this often that it is alive, and looks whether its listener may still listen.
pub const HEARTBEAT: Duration = Duration::from_secs(15);

/// A socket from which nothing, not even the answer to a ping, came for this long is closed.
pub const SOCKET_SILENCE: Duration = Duration::from_secs(60);

/// A socket that does not take a message for this long is too slow and is closed.
pub const SOCKET_STALL: Duration = Duration::from_secs(10);

/// How often sessions that somebody listens to are looked at for events of other processes.
pub const EVENTS_POLL: Duration = Duration::from_millis(100);

/// Events read at once.
pub const EVENTS_READ: u64 = 500;

/// How long the answer to a request with an `Idempotency-Key` is remembered.
pub const REMEMBERED: Duration = Duration::from_hours(24);

/// Bytes of an answer that is remembered.
pub const REMEMBERED_BYTES: usize = 1024 * 1024;

/// What the operator may set otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a recording.
    pub media_bytes: u64,
    /// Requests a minute from one address, signed in or not.
    pub per_address: u32,
    /// Requests a minute of one account.
    pub per_account: u32,
    /// Requests a minute for one org, by all of its members.
    pub per_org: u32,
    /// Sessions of one org that are being processed at the same time.
    pub queued_per_org: u64,
    /// Live streams of this server.
    pub streams: usize,
    /// Live streams of one account, to this server.
    pub streams_per_account: usize,
    /// Recordings that one org may send at the same time, to this server.
    pub uploads_per_org: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            media_bytes: MEDIA_BYTES,
            per_address: 600,
            per_account: 600,
            per_org: 6_000,
            queued_per_org: 200,
            streams: STREAMS,
            streams_per_account: STREAMS_PER_ACCOUNT,
            uploads_per_org: UPLOADS_PER_ORG,
        }
    }
}

impl Limits {
    /// The quota of an address.
    #[must_use]
    pub fn address(&self) -> Quota {
        a_minute(self.per_address)
    }

    /// The quota of an account.
    #[must_use]
    pub fn account(&self) -> Quota {
        a_minute(self.per_account)
    }

    /// The quota of an org.
    #[must_use]
    pub fn org(&self) -> Quota {
        a_minute(self.per_org)
    }
}

fn a_minute(requests: u32) -> Quota {
    Quota {
        burst: requests,
        per: Duration::from_mins(1),
    }
}
