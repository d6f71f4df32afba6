//! Who is signed in where: refresh tokens in a file that only this person may read.
//!
//! A refresh token works once; the server answers with the next, and takes a second use for theft. So the file is
//! locked from reading a token to having written the next: two commands at once cannot use the same. That the next can
//! be written is made sure of before the old one is used, so that a full disk costs nothing. What remains is an answer
//! that is lost on its way: then the person signs in again.

use std::{
    collections::BTreeMap,
    env,
    fs::{self, File},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{failure::Failure, settings::Secret};

/// The file's name in the folder for settings of programs.
const FILE: &str = "credentials.json";

/// A sign-in on one server.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    /// Who.
    pub(crate) email: String,
    /// What the next access token is had for.
    pub(crate) refresh_token: Secret,
}

#[derive(Serialize, Deserialize)]
struct StoredLogin {
    email: String,
    refresh_token: String,
}

#[derive(Default, Serialize, Deserialize)]
struct Stored {
    /// The server that was signed in to last.
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<String>,
    servers: BTreeMap<String, StoredLogin>,
}

/// The file, locked: nobody else of this person reads or writes it meanwhile.
pub(crate) struct Credentials {
    path: PathBuf,
    stored: Stored,
    next: Option<tempfile::NamedTempFile>,
    _lock: File,
}

impl Credentials {
    /// Opens and locks the file of this person; waits while another command has it.
    pub(crate) fn open() -> Result<Self, Failure> {
        let set = |name| {
            env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let folder = set("XDG_CONFIG_HOME")
            .or_else(|| set("HOME").map(|home| home.join(".config")))
            .ok_or_else(|| Failure::input("there is no folder for sign-ins: set HOME or XDG_CONFIG_HOME"))?;
        Self::open_in(&folder.join("vivavoce"))
    }

    fn open_in(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(FILE);
        let fault = |error: std::io::Error| fault(&path, &error);
        private_folder(folder).map_err(fault)?;
        let lock = File::create(folder.join("credentials.lock")).map_err(fault)?;
        lock.lock().map_err(fault)?;
        let stored = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| {
                Failure::ours(format!(
                    "{} is damaged: remove it and sign in again with viva login",
                    path.display()
                ))
            })?,
            Err(error) if error.kind() == ErrorKind::NotFound => Stored::default(),
            Err(error) => return Err(fault(error)),
        };
        Ok(Self {
            path,
            stored,
            next: None,
            _lock: lock,
        })
    }

    /// The sign-in on this server.
    pub(crate) fn get(&self, server: &str) -> Option<Login> {
        let stored = self.stored.servers.get(server)?;
        Some(Login {
            email: stored.email.clone(),
            refresh_token: Secret::new(&stored.refresh_token),
        })
    }

    /// The server that was signed in to last.
    pub(crate) fn latest(&self) -> Option<&str> {
        self.stored.latest.as_deref()
    }

    /// Makes sure that a new sign-in can be kept, before it is asked for.
    pub(crate) fn prepare(&mut self) -> Result<(), Failure> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let prepare = || {
            // Made with mode 0600.
            let mut next = tempfile::NamedTempFile::with_prefix_in(".credentials-", folder)?;
            // As long as what comes, so that the disk has room for it.
            next.write_all(&vec![b' '; ROOM])?;
            next.as_file().sync_all()?;
            Ok(next)
        };
        self.next = Some(prepare().map_err(|error| fault(&self.path, &error))?);
        Ok(())
    }

    /// Keeps the sign-in, in place of an older one on the same server.
    pub(crate) fn put(mut self, server: &str, login: &Login) -> Result<(), Failure> {
        let stored = StoredLogin {
            email: login.email.clone(),
            refresh_token: login.refresh_token.reveal().to_owned(),
        };
        self.stored.servers.insert(server.to_owned(), stored);
        self.stored.latest = Some(server.to_owned());
        self.write()
    }

    /// Forgets the sign-in.
    pub(crate) fn remove(mut self, server: &str) -> Result<(), Failure> {
        self.stored.servers.remove(server);
        if self.stored.latest.as_deref() == Some(server) {
            self.stored.latest = self.stored.servers.keys().next().cloned();
        }
        self.write()
    }

    fn write(&mut self) -> Result<(), Failure> {
        if self.next.is_none() {
            self.prepare()?;
        }
        let text = serde_json::to_vec_pretty(&self.stored).map_err(|error| Failure::Ours(error.into()))?;
        let Some(mut next) = self.next.take() else {
            return Ok(());
        };
        let mut write = || {
            use std::io::Seek;
            next.rewind()?;
            next.write_all(&text)?;
            let end = next.stream_position()?;
            next.as_file().set_len(end)?;
            next.as_file().sync_all()
        };
        write()
            .and_then(|()| next.persist(&self.path).map(drop).map_err(|error| error.error))
            .map_err(|error| fault(&self.path, &error))
    }
}

/// Room that is kept for the file before a token is used.
const ROOM: usize = 16 * 1024;

fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn fault(path: &Path, error: &std::io::Error) -> Failure {
    Failure::ours(format!(
        "the file of sign-ins, {}, cannot be used ({error}): free some space, or see who owns it",
        path.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::{Credentials, FILE, Login};
    use crate::settings::Secret;

    fn login(token: &str) -> Login {
        Login {
            email: "ada@example.org".to_owned(),
            refresh_token: Secret::new(token),
        }
    }

    #[test]
    fn sign_ins_are_kept_for_each_server() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Credentials::open_in(folder.path()).unwrap();
        assert!(open().latest().is_none());
        open().put("http://a", &login("one")).unwrap();
        open().put("http://b", &login("two")).unwrap();
        open().put("http://a", &login("three")).unwrap();
        assert_eq!(open().latest(), Some("http://a"));
        assert_eq!(open().get("http://a").unwrap().refresh_token.reveal(), "three");
        open().remove("http://a").unwrap();
        assert!(open().get("http://a").is_none());
        assert_eq!(open().get("http://b").unwrap().refresh_token.reveal(), "two");
        assert_eq!(open().latest(), Some("http://b"));
    }

    #[cfg(unix)]
    #[test]
    fn only_this_person_may_read_them() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("vivavoce");
        Credentials::open_in(&folder)
            .unwrap()
            .put("http://a", &login("one"))
            .unwrap();
        let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder.join(FILE)), 0o600);
        assert_eq!(mode(&folder), 0o700);
    }

    #[test]
    fn one_command_at_a_time_has_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let first = Credentials::open_in(folder.path()).unwrap();
        let path = folder.path().to_owned();
        let second =
            std::thread::spawn(move || Credentials::open_in(&path).unwrap().get("http://a").unwrap());
        std::thread::sleep(std::time::Duration::from_millis(50));
        first.put("http://a", &login("fresh")).unwrap();
        assert_eq!(second.join().unwrap().refresh_token.reveal(), "fresh");
    }

    #[test]
    fn a_damaged_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), b"{").unwrap();
        assert!(Credentials::open_in(folder.path()).is_err());
    }
}
