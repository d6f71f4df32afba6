//! Key pairs that sign access tokens. They change by themselves: each signs for a while, is published before that, and
//! verifies until the last token that it signed is too old.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, jwk::Jwk};
use storage::{Store, records::SigningKey};

use super::{AccountsError, seal::Sealer};

/// How long a key signs.
const SIGNS: TimeDelta = TimeDelta::days(30);

/// How long before it signs a key is published: longer than anybody keeps the published keys.
const PUBLISHED_BEFORE: TimeDelta = TimeDelta::days(1);

/// How long after it signed its last token a key still verifies: longer than a token lives, which is an hour at most.
const VERIFIES_AFTER: TimeDelta = TimeDelta::hours(2);

/// After how long a process looks again which keys there are.
const LOOK_AGAIN: TimeDelta = TimeDelta::minutes(5);

/// After how long it looks again because of a token whose key it does not know. Not at once: anyone can send such tokens.
const LOOK_AGAIN_FOR_UNKNOWN: TimeDelta = TimeDelta::seconds(10);

/// What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410).
const PKCS8_HEAD: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// One key pair.
pub(super) struct Key {
    pub(super) kid: String,
    pub(super) private: EncodingKey,
    pub(super) public: DecodingKey,
    jwk: serde_json::Value,
    signs_from: DateTime<Utc>,
    signs_until: DateTime<Utc>,
    verifies_until: DateTime<Utc>,
}

/// The keys as they were when this process last looked.
struct Ring {
    keys: Vec<Arc<Key>>,
    looked_at: DateTime<Utc>,
}

/// The key pairs, kept in the database and remembered here.
pub(super) struct Keys {
    store: Store,
    sealer: Sealer,
    ring: RwLock<Arc<Ring>>,
    looking: tokio::sync::Mutex<()>,
}

impl Keys {
    /// Finds the keys, and makes the first when there is none.
    pub(super) async fn open(store: Store, sealer: Sealer) -> Result<Self, AccountsError> {
        let ring = look(&store, &sealer).await?;
        Ok(Self {
            store,
            sealer,
            ring: RwLock::new(Arc::new(ring)),
            looking: tokio::sync::Mutex::default(),
        })
    }

    /// The key that signs now.
    pub(super) async fn signing(&self) -> Result<Arc<Key>, AccountsError> {
        let now = self.store.clock().now();
        let newest = |ring: &Ring| {
            let lasts = |key: &&Arc<Key>| now < key.signs_until;
            let signs = |key: &&Arc<Key>| key.signs_from <= now && lasts(key);
            let found = ring.keys.iter().rev().find(signs);
            // After the clock was set back all may begin later: one that signs early does no harm, none keeps everybody out.
            found.or_else(|| ring.keys.iter().find(lasts)).cloned()
        };
        if let Some(key) = newest(&*self.not_older_than(LOOK_AGAIN).await?) {
            return Ok(key);
        }
        newest(&*self.not_older_than(TimeDelta::zero()).await?).ok_or(AccountsError::NoKey)
    }

    /// The key with this id, if it still verifies.
    pub(super) async fn verifying(&self, kid: &str) -> Result<Option<Arc<Key>>, AccountsError> {
        let now = self.store.clock().now();
        let known = |ring: &Ring| {
            let verifies = |key: &&Arc<Key>| key.kid == kid && now < key.verifies_until;
            ring.keys.iter().find(verifies).cloned()
        };
        if let Some(key) = known(&*self.not_older_than(LOOK_AGAIN).await?) {
            return Ok(Some(key));
        }
        Ok(known(&*self.not_older_than(LOOK_AGAIN_FOR_UNKNOWN).await?))
    }

    /// The public halves, as a JWK set (RFC 7517).
    pub(super) async fn published(&self) -> Result<serde_json::Value, AccountsError> {
        let now = self.store.clock().now();
        let ring = self.not_older_than(LOOK_AGAIN).await?;
        let keys: Vec<_> = ring
            .keys
            .iter()
            .filter(|key| now < key.verifies_until)
            .map(|key| key.jwk.clone())
            .collect();
        Ok(serde_json::json!({ "keys": keys }))
    }

    /// The keys as this process knows them, looked up again when that was longer ago.
    async fn not_older_than(&self, age: TimeDelta) -> Result<Arc<Ring>, AccountsError> {
        let young = |ring: &Ring| {
            let now = self.store.clock().now();
            (ring.looked_at..ring.looked_at + age).contains(&now)
        };
        let ring = self.remembered();
        if young(&ring) {
            return Ok(ring);
        }
        let _one_looks_for_all = self.looking.lock().await;
        let ring = self.remembered();
        if young(&ring) {
            return Ok(ring);
        }
        let ring = Arc::new(look(&self.store, &self.sealer).await?);
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&ring);
        Ok(ring)
    }

    fn remembered(&self) -> Arc<Ring> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Finds the keys; makes the next one when it is time to publish it.
async fn look(store: &Store, sealer: &Sealer) -> Result<Ring, AccountsError> {
    let tx = store.read_accounts(None).await?;
    let (mut rows, now) = (tx.signing_keys().live().await?, tx.now());
    drop(tx);
    if next_from(&rows, now).is_some() {
        let tx = store.accounts(None).await?;
        tx.signing_keys().lock().await?;
        // Another process may have made it while this one waited for the lock.
        rows = tx.signing_keys().live().await?;
        if let Some(from) = next_from(&rows, tx.now()) {
            let row = make(sealer, from)?;
            tx.signing_keys().add(row.clone()).await?;
            rows.push(row);
        }
        tx.commit().await?;
    }
    let keys = rows.into_iter().map(|row| open(sealer, row).map(Arc::new));
    Ok(Ring {
        keys: keys.collect::<Result<_, _>>()?,
        looked_at: now,
    })
}

/// From when a next key has to sign, if it has to be made now. The first one signs at once.
fn next_from(rows: &[SigningKey], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let last = rows.iter().map(|row| row.retires_at).max();
    match last {
        Some(retires) if retires - PUBLISHED_BEFORE > now => None,
        Some(retires) => Some(retires.max(now)),
        None => Some(now),
    }
}

fn make(sealer: &Sealer, from: DateTime<Utc>) -> Result<SigningKey, AccountsError> {
    let mut pkcs8 = PKCS8_HEAD.to_vec();
    pkcs8.extend(rand::random::<[u8; 32]>());
    let kid = uuid::Uuid::new_v4().simple().to_string();
    let mut jwk = Jwk::from_encoding_key(&EncodingKey::from_ed_der(&pkcs8), Algorithm::EdDSA)?;
    jwk.common.key_id = Some(kid.clone());
    jwk.common.public_key_use = Some(jsonwebtoken::jwk::PublicKeyUse::Signature);
    Ok(SigningKey {
        private_key: sealer.seal(&purpose(&kid), &pkcs8),
        public_jwk: serde_json::to_value(&jwk).map_err(|_| AccountsError::NoKey)?,
        kid,
        created_at: from,
        retires_at: from + SIGNS,
        expires_at: from + SIGNS + VERIFIES_AFTER,
    })
}

fn open(sealer: &Sealer, row: SigningKey) -> Result<Key, AccountsError> {
    let jwk: Jwk = serde_json::from_value(row.public_jwk.clone()).map_err(|_| AccountsError::NoKey)?;
    Ok(Key {
        private: EncodingKey::from_ed_der(&sealer.open(&purpose(&row.kid), &row.private_key)?),
        public: DecodingKey::from_jwk(&jwk)?,
        kid: row.kid,
        jwk: row.public_jwk,
        signs_from: row.created_at,
        signs_until: row.retires_at,
        verifies_until: row.expires_at,
    })
}

fn purpose(kid: &str) -> String {
    format!("signing key {kid}")
}
