//! Seals secrets before they are kept: a copy of the database alone opens nothing.

use std::{fs::OpenOptions, io, io::Write, path::Path};

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};

/// Bytes of the nonce of XChaCha20-Poly1305: long enough to be drawn at random every time.
const NONCE: usize = 24;

/// How sealed bytes begin, so that another way of sealing can follow one day.
const VERSION: u8 = 1;

/// A sealed secret cannot be opened.
#[derive(Debug, thiserror::Error)]
#[error(
    "the secret kept for {0} cannot be opened: it was sealed with another key, or changed. Is it the right secret key file?"
)]
pub struct Unsealable(String);

/// Seals and opens with one key, by XChaCha20-Poly1305.
///
/// What a secret is for is sealed in: a secret that was copied into another row does not open there.
#[derive(Clone)]
pub struct Sealer(XChaCha20Poly1305);

impl Sealer {
    /// Seals with this key.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(&(*key).into()))
    }

    /// Seals a secret that is for `purpose`.
    #[must_use]
    pub fn seal(&self, purpose: &str, secret: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        rand::fill(&mut nonce);
        let payload = Payload {
            msg: secret,
            aad: purpose.as_bytes(),
        };
        // Fails only for messages of 256 GiB.
        let sealed = self.0.encrypt(&XNonce::from(nonce), payload).unwrap_or_default();
        let mut bytes = vec![VERSION];
        bytes.extend(nonce);
        bytes.extend(sealed);
        bytes
    }

    /// Opens a secret that was sealed for `purpose`.
    ///
    /// # Errors
    /// [`Unsealable`] when it was sealed with another key or for another purpose, or was changed.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, Unsealable> {
        let open = || {
            let (nonce, msg) = sealed.strip_prefix(&[VERSION])?.split_first_chunk::<NONCE>()?;
            let payload = Payload {
                msg,
                aad: purpose.as_bytes(),
            };
            self.0.decrypt(&XNonce::from(*nonce), payload).ok()
        };
        open().ok_or_else(|| Unsealable(purpose.to_owned()))
    }
}

/// Reads the key from a file, which is made with a new key when it is not there; nobody else can read it then.
///
/// # Errors
/// When the file can neither be read nor made, or holds no key.
pub fn secret_file(path: &Path) -> io::Result<[u8; 32]> {
    match std::fs::read(path) {
        Ok(bytes) => bytes.try_into().map_err(|_| {
            let why = format!(
                "{} must hold 32 bytes. A new key cannot open what the old one sealed.",
                path.display()
            );
            io::Error::new(io::ErrorKind::InvalidData, why)
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(path),
        Err(error) => Err(error),
    }
}

/// The file appears under its name only when it is whole, and the first to make it wins.
fn make(path: &Path) -> io::Result<[u8; 32]> {
    let key: [u8; 32] = rand::random();
    let folder = path.parent().unwrap_or(Path::new("."));
    let draft = folder.join(format!(".secret-{}", uuid::Uuid::new_v4()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft)?;
    file.write_all(&key)?;
    file.sync_all()?;
    let linked = std::fs::hard_link(&draft, path);
    std::fs::remove_file(&draft)?;
    match linked {
        Ok(()) => Ok(key),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => secret_file(path),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::{Sealer, secret_file};

    #[test]
    fn what_was_sealed_opens_again_for_the_same_purpose_alone() {
        let sealer = Sealer::new(&[7; 32]);
        let sealed = sealer.seal("totp of a", b"secret");
        assert_eq!(sealer.open("totp of a", &sealed).unwrap(), b"secret");
        assert!(sealer.open("totp of b", &sealed).is_err());
        assert!(Sealer::new(&[8; 32]).open("totp of a", &sealed).is_err());
    }

    #[test]
    fn nothing_of_the_secret_shows_and_no_two_look_alike() {
        let sealer = Sealer::new(&[7; 32]);
        let one = sealer.seal("a", b"a long enough secret");
        assert!(!one.windows(6).any(|window| window == b"secret"));
        assert_ne!(one, sealer.seal("a", b"a long enough secret"));
    }

    #[test]
    fn a_changed_byte_or_a_cut_is_noticed() {
        let sealer = Sealer::new(&[7; 32]);
        let sealed = sealer.seal("a", b"secret");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(sealer.open("a", &changed).is_err(), "byte {at}");
            assert!(sealer.open("a", &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn the_key_file_is_made_once_and_nobody_else_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        let key = secret_file(&path).unwrap();
        assert_eq!(secret_file(&path).unwrap(), key);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "no draft is left"
        );
        std::fs::write(&path, b"short").unwrap();
        assert!(secret_file(&path).unwrap_err().to_string().contains("32 bytes"));
    }
}
