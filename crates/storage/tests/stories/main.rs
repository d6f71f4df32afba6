//! What is kept, as stories that run on SQLite and on PostgreSQL alike. Run through `scripts/servers/with.sh`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

/// Runs each story on a fresh database of either engine.
macro_rules! on_both {
    ($($story:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $story() {
                    super::$story(&storage::testing::Fresh::sqlite().await).await;
                }
            )+
        }
        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $story() {
                    super::$story(&storage::testing::Fresh::postgres().await).await;
                }
            )+
        }
    };
}

mod blobs;
mod erasure;
mod events;
mod isolation;
mod metrics;
mod pages;
mod queue;
mod results;
mod row_level_security;
mod samples;
mod sessions;
