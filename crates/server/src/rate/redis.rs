//! A [`Limiter`] in Redis, for several servers that count together. Redis runs the same algorithm as
//! [`MemoryLimiter`], as a script, by its own clock.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::Clock;
use futures::future::BoxFuture;
use redis::{
    Client, Script,
    aio::{ConnectionManager, ConnectionManagerConfig},
};
use tokio::{sync::OnceCell, time::Instant};

use super::{Limiter, MemoryLimiter, Quota};

/// How long Redis may take: a request waits for it.
const PATIENCE: Duration = Duration::from_millis(250);

/// After a failure, Redis is left alone for this long.
const REST: Duration = Duration::from_secs(5);

/// A key holds the time at which all of its quota is back, in microseconds of Redis' own clock.
const SCRIPT: &str = r"
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local share = tonumber(ARGV[1])
local per = tonumber(ARGV[2])
local full = tonumber(redis.call('GET', KEYS[1]) or now)
if full < now or full > now + per then full = now end
full = full + share
local wait = full - now - per
if wait > 0 then return math.ceil(wait) end
redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
return 0
";

/// Counts in Redis; while that does not answer, in the memory of this process.
pub struct RedisLimiter {
    client: Client,
    connection: OnceCell<ConnectionManager>,
    script: Script,
    memory: MemoryLimiter,
    resting_until: Mutex<Option<Instant>>,
    down: AtomicBool,
}

impl RedisLimiter {
    /// Does not connect yet. `clock` is for the time without Redis.
    ///
    /// # Errors
    /// A sentence, when the address cannot be one of Redis.
    pub fn open(url: &str, clock: Arc<dyn Clock>) -> Result<Self, String> {
        let client = Client::open(url)
            .map_err(|_| "the address of Redis is none: write it as redis://host:6379".to_owned())?;
        Ok(Self {
            client,
            connection: OnceCell::new(),
            script: Script::new(SCRIPT),
            memory: MemoryLimiter::new(clock),
            resting_until: Mutex::new(None),
            down: AtomicBool::new(false),
        })
    }

    /// Whether Redis answers.
    ///
    /// # Errors
    /// A sentence, when it does not.
    pub async fn ping(&self) -> Result<(), String> {
        let ask = async {
            let mut connection = self.connection().await?;
            let ping = redis::cmd("PING");
            ping.query_async::<String>(&mut connection)
                .await
                .map_err(in_words)
        };
        let answer = tokio::time::timeout(PATIENCE * 8, ask).await;
        answer.map_err(too_slow).flatten().map(drop)
    }

    async fn wait(&self, key: &str, quota: Quota) -> Result<Result<(), Duration>, String> {
        let now = Instant::now();
        let resting = *self.resting_until.lock().unwrap_or_else(PoisonError::into_inner);
        if resting.is_some_and(|until| now < until) {
            return Err("it did not answer a moment ago".into());
        }
        let answer = tokio::time::timeout(PATIENCE, self.count(key, quota)).await;
        let answer = answer.map_err(too_slow).flatten();
        if answer.is_err() {
            *self.resting_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(now + REST);
        }
        answer.map(|micros| {
            if micros == 0 {
                Ok(())
            } else {
                Err(Duration::from_micros(micros))
            }
        })
    }

    async fn count(&self, key: &str, quota: Quota) -> Result<u64, String> {
        let mut connection = self.connection().await?;
        let per = u64::try_from(quota.per.as_micros()).unwrap_or(u64::MAX);
        self.script
            .key(format!("vivavoce:rate:{key}"))
            .arg(per / u64::from(quota.burst.max(1)))
            .arg(per)
            .invoke_async::<u64>(&mut connection)
            .await
            .map_err(in_words)
    }

    async fn connection(&self) -> Result<ConnectionManager, String> {
        let connect = || async {
            let config = ConnectionManagerConfig::new()
                .set_number_of_retries(1)
                .set_connection_timeout(Some(PATIENCE))
                .set_response_timeout(Some(PATIENCE));
            ConnectionManager::new_with_config(self.client.clone(), config)
                .await
                .map_err(in_words)
        };
        self.connection.get_or_try_init(connect).await.cloned()
    }
}

impl Limiter for RedisLimiter {
    fn check<'a>(&'a self, key: &'a str, quota: Quota) -> BoxFuture<'a, Result<(), Duration>> {
        Box::pin(async move {
            match self.wait(key, quota).await {
                Ok(answer) => {
                    if self.down.swap(false, Ordering::Relaxed) {
                        tracing::info!("Redis answers again: rates are counted there");
                    }
                    answer
                }
                Err(error) => {
                    if !self.down.swap(true, Ordering::Relaxed) {
                        tracing::warn!(%error, "Redis does not answer: rates are counted in memory meanwhile");
                    }
                    self.memory.check(key, quota).await
                }
            }
        })
    }
}

/// The kind of the error only: its details may hold the address, and with it a password.
fn in_words(error: redis::RedisError) -> String {
    error.category().to_owned()
}

fn too_slow(_: tokio::time::error::Elapsed) -> String {
    "it takes too long".to_owned()
}

#[cfg(test)]
mod tests {
    use domain::ManualClock;

    use super::*;

    const QUOTA: Quota = Quota {
        burst: 3,
        per: Duration::from_secs(30),
    };

    #[tokio::test]
    async fn without_redis_memory_counts() {
        // Port 1 of this machine: nothing answers there.
        let limiter = RedisLimiter::open("redis://127.0.0.1:1", Arc::new(ManualClock::default())).unwrap();
        for _ in 0..3 {
            assert_eq!(limiter.check("a", QUOTA).await, Ok(()));
        }
        assert_eq!(limiter.check("a", QUOTA).await, Err(Duration::from_secs(10)));
        assert_eq!(limiter.check("b", QUOTA).await, Ok(()));
        assert!(limiter.ping().await.is_err());
    }

    #[test]
    fn an_address_that_is_none_is_told_without_its_password() {
        let clock = Arc::new(ManualClock::default());
        let error = RedisLimiter::open("http://:secret@example", clock).err().unwrap();
        assert!(!error.contains("secret"), "{error}");
    }
}
