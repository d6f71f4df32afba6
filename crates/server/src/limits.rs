//! Every limit of the API, in one place. Past a limit there is a clear answer, never a slow death.

use std::time::Duration;

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

/// How long an answer may take, where it is not a stream or an upload.
pub const ANSWER: Duration = Duration::from_secs(30);

/// Characters of an `X-Request-ID` or `Idempotency-Key`.
pub const KEY_CHARS: usize = 128;

/// Characters of what a device calls itself that are kept.
pub const DEVICE_CHARS: usize = 200;
