//! A fresh database on the PostgreSQL server of the tests.

use std::{path::Path, process::Command};

/// A database that is gone when it is dropped.
pub struct Fresh {
    /// Where it is, for the settings.
    pub url: String,
    server: String,
    name: String,
}

/// A server's address that `scripts/servers/with.sh` has set.
pub fn variable(name: &str) -> String {
    let variable = format!("VIVAVOCE_TEST_{name}");
    std::env::var(&variable).unwrap_or_else(|_| {
        panic!("{variable} is not set: run the tests with scripts/servers/with.sh (see docs/testing.md)")
    })
}

impl Fresh {
    /// Makes one.
    pub fn make() -> Self {
        let server = variable("POSTGRES");
        let name = format!("test_{}", uuid::Uuid::new_v4().simple());
        psql(&server, &format!("CREATE DATABASE {name}"));
        let (host, _) = server.rsplit_once('/').unwrap();
        Self {
            url: format!("{host}/{name}"),
            server,
            name,
        }
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        psql(&self.server, &format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

fn psql(server: &str, statement: &str) {
    let program = Path::new(&variable("PG_BIN")).join("psql");
    let output = Command::new(program)
        .args(["--quiet", "--no-psqlrc", "--command", statement, server])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
