//! Servers of one test alone, which it can stop and start: what happens while one is away?

use std::{
    fs::{self, Permissions},
    net::TcpListener,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use serde_json::json;
use tempfile::TempDir;

use super::{postgres::variable, service::wait_for};

/// Debian's `nobody`: PostgreSQL refuses to run as root.
const NOBODY: u32 = 65_534;

/// A program that serves from a folder of its own, and dies with the test.
struct Program {
    folder: TempDir,
    command: Vec<String>,
    as_nobody: bool,
    child: Option<Child>,
}

impl Program {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o711)).unwrap();
        Self {
            folder,
            command: Vec::new(),
            as_nobody: false,
            child: None,
        }
    }

    /// A folder for its data.
    fn data(&self) -> PathBuf {
        let data = self.folder.path().join("data");
        if !data.exists() {
            fs::create_dir(&data).unwrap();
            if self.as_nobody {
                chown(&data, Some(NOBODY), Some(NOBODY)).unwrap();
            }
        }
        data
    }

    fn run(&self, command: &[String]) -> Command {
        let mut run = Command::new("setpriv");
        run.args(["--pdeathsig", "KILL"]);
        if self.as_nobody {
            let nobody = NOBODY.to_string();
            run.args(["--reuid", &nobody, "--regid", &nobody, "--clear-groups"]);
        }
        run.arg("--")
            .args(command)
            .current_dir("/")
            .env("HOME", self.folder.path())
            .stdin(Stdio::null());
        run
    }

    fn start(&mut self) {
        assert!(self.child.is_none(), "it runs already");
        let log = fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.log())
            .unwrap();
        let child = self
            .run(&self.command)
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        self.child = Some(child);
    }

    /// Stops it with a signal, and waits until it is gone.
    fn stop(&mut self, signal: &str) {
        if let Some(mut child) = self.child.take() {
            let sent = Command::new("kill")
                .args([signal, &child.id().to_string()])
                .status();
            assert!(sent.unwrap().success());
            child.wait().unwrap();
        }
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _gone_already = child.kill();
            let _gone_already = child.wait();
        }
    }
}

/// Ports in a row that nobody uses, below those that the system hands out and those of `scripts/servers/with.sh`: what
/// listens there finds them free again when it is started anew.
fn ports(count: u16) -> Vec<u16> {
    for _ in 0..100 {
        let first = 10_000 + (uuid::Uuid::new_v4().as_u128() % 1_900) as u16;
        let ports: Vec<u16> = (first..first + count).collect();
        let taken: Result<Vec<_>, _> = ports
            .iter()
            .map(|port| TcpListener::bind(("127.0.0.1", *port)))
            .collect();
        if taken.is_ok() {
            return ports;
        }
    }
    panic!("there are no {count} free ports in a row");
}

/// An address for a server that is started more than once: tokens count at the address that they were given at.
pub fn address() -> String {
    format!("127.0.0.1:{}", ports(1)[0])
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// A bus.
pub struct Nats {
    program: Program,
    /// Where it is.
    pub url: String,
}

impl Nats {
    /// Not yet running.
    pub fn new() -> Self {
        let mut program = Program::new();
        let port = ports(1)[0].to_string();
        let data = program.data();
        let nats = variable("NATS_BIN");
        program.command = texts(&[
            &nats,
            "-js",
            "-a",
            "127.0.0.1",
            "-p",
            &port,
            "-sd",
            data.to_str().unwrap(),
        ]);
        Self {
            program,
            url: format!("nats://127.0.0.1:{port}"),
        }
    }

    pub fn start(&mut self) {
        self.program.start();
    }

    pub fn stop(&mut self) {
        self.program.stop("-KILL");
    }
}

/// A collector of traces, which writes down what it is sent.
pub struct Collector {
    program: Program,
    /// Where it takes OTLP over HTTP.
    pub endpoint: String,
}

impl Collector {
    /// Running.
    pub fn new() -> Self {
        let mut program = Program::new();
        let (ports, data) = (ports(2), program.data());
        let at = |port: usize| format!("127.0.0.1:{}", ports[port]);
        program.command = texts(&[
            &variable("ROTEL"),
            "start",
            "--otlp-http-endpoint",
            &at(0),
            "--otlp-grpc-endpoint",
            &at(1),
            "--exporter",
            "blackhole",
            "--debug-log",
            "traces",
            "--debug-log-verbosity",
            "detailed",
            "--disable-batching",
            "--pid-file",
            data.join("pid").to_str().unwrap(),
        ]);
        program.start();
        let address = at(0);
        wait_for("the collector", || std::net::TcpStream::connect(&address).ok());
        Self {
            program,
            endpoint: format!("http://{address}"),
        }
    }

    /// What it was sent so far, as it writes it down.
    pub fn collected(&self) -> String {
        fs::read_to_string(self.program.log()).unwrap()
    }
}

/// PostgreSQL, with an empty database.
pub struct Postgres {
    program: Program,
    bin: PathBuf,
    /// Where the database is.
    pub url: String,
}

impl Postgres {
    /// Set up and running.
    pub fn new() -> Self {
        let mut program = Program::new();
        program.as_nobody = fs::metadata("/proc/self").unwrap().uid() == 0;
        let (bin, port) = (PathBuf::from(variable("PG_BIN")), ports(1)[0].to_string());
        let data = program.data();
        let (path, of) = (data.to_str().unwrap(), |name| {
            bin.join(name).to_str().unwrap().to_owned()
        });
        let init = texts(&[
            &of("initdb"),
            "-D",
            path,
            "-U",
            "postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "--no-instructions",
        ]);
        let done = program.run(&init).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        program.command = texts(&[
            &of("postgres"),
            "-D",
            path,
            "-p",
            &port,
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
        ]);
        let mut postgres = Self {
            program,
            bin,
            url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
        };
        postgres.start();
        postgres
    }

    /// Starts it, and waits until it answers.
    pub fn start(&mut self) {
        self.program.start();
        wait_for("PostgreSQL", || {
            let asked = Command::new(self.bin.join("psql"))
                .args(["--quiet", "--no-psqlrc", "--command", "SELECT 1", &self.url])
                .output();
            asked.unwrap().status.success().then_some(())
        });
    }

    /// Stops it as a crash does: nobody is told, and it recovers when it is started.
    pub fn stop(&mut self) {
        self.program.stop("-QUIT");
    }
}

/// An S3 store, with a bucket.
pub struct S3 {
    program: Program,
    ports: Vec<u16>,
    endpoint: String,
}

const BUCKET: &str = "bucket";

impl S3 {
    /// Running.
    pub fn new() -> Self {
        let mut program = Program::new();
        let data = program.data();
        // Whoever gives no key may do everything too: that is how the test makes the bucket.
        let identities = json!({"identities": [
            {"name": "viva", "credentials": [{"accessKey": "key", "secretKey": "secret"}], "actions": ["Admin"]},
            {"name": "anonymous", "actions": ["Admin"]},
        ]});
        let config = data.join("s3.json");
        fs::write(&config, identities.to_string()).unwrap();
        let ports = ports(8);
        let mut command = texts(&[
            &variable("WEED_BIN"),
            "server",
            "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1",
            "-master.peers=none",
            "-master.telemetry=false",
            "-master.volumeSizeLimitMB=64",
            "-volume.max=20",
            "-filer",
            "-s3",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            "-s3.iam=false",
        ]);
        command.push(format!("-dir={}", data.display()));
        command.push(format!("-s3.config={}", config.display()));
        for (name, port) in ["master", "volume", "filer", "s3"].iter().zip(ports.chunks(2)) {
            command.push(format!("-{name}.port={}", port[0]));
            command.push(format!("-{name}.port.grpc={}", port[1]));
        }
        program.command = command;
        let mut s3 = Self {
            program,
            endpoint: format!("http://127.0.0.1:{}", ports[6]),
            ports,
        };
        s3.start();
        s3
    }

    /// How to reach it, for the settings.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        vec![
            ("VIVAVOCE_BLOBS__KIND", "s3".to_owned()),
            ("VIVAVOCE_BLOBS__ENDPOINT", self.endpoint.clone()),
            ("VIVAVOCE_BLOBS__ALLOW_HTTP", "true".to_owned()),
            ("VIVAVOCE_BLOBS__BUCKET", BUCKET.to_owned()),
            ("VIVAVOCE_BLOBS__ACCESS_KEY", "key".to_owned()),
            ("VIVAVOCE_BLOBS__SECRET_KEY", "secret".to_owned()),
        ]
    }

    /// Starts it, and waits until it takes and gives an object: it takes buckets before it has room for objects.
    pub fn start(&mut self) {
        self.program.start();
        let bucket = format!("{}/{BUCKET}", self.endpoint);
        let object = format!("{bucket}/ready");
        wait_for("S3", || {
            // On a later start the bucket is there.
            let _there_already = ureq::put(&bucket).send_empty();
            ureq::put(&object).send("ready").ok()?;
            let mut back = ureq::get(&object).call().ok()?;
            (back.body_mut().read_to_string().ok()? == "ready").then_some(())
        });
    }

    pub fn stop(&mut self) {
        self.program.stop("-KILL");
    }
}

impl Drop for S3 {
    /// Removes the sockets that it leaves behind beside its folder.
    fn drop(&mut self) {
        self.stop();
        for entry in fs::read_dir("/tmp").into_iter().flatten().flatten() {
            let name = entry.file_name();
            let ends = |port| {
                name.to_str()
                    .is_some_and(|name| name.ends_with(&format!("-{port}.sock")))
            };
            if name.to_str().is_some_and(|name| name.starts_with("seaweedfs-")) && self.ports.iter().any(ends)
            {
                let _gone_already = fs::remove_file(entry.path());
            }
        }
    }
}

/// Files below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}
