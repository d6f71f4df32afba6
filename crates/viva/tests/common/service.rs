//! A server of our own for a test: the real command, in a folder that goes with it.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    time::Duration,
};

use serde_json::{Value, json};

use super::viva;

/// How often something is looked at that will come, and how many times at most: two minutes.
const LOOK: Duration = Duration::from_millis(100);
const LOOKS: usize = 1200;

/// A running `viva serve`.
pub struct Service {
    child: Child,
    out: BufReader<ChildStdout>,
    log: PathBuf,
    /// Where it is.
    pub address: String,
}

impl Service {
    /// Starts one that keeps its data in `folder`, and waits until it has said where it is.
    pub fn start(folder: &Path, arguments: &[&str], variables: &[(&str, String)]) -> Self {
        Self::start_by(viva(), folder, arguments, variables)
    }

    /// The same, where no file may become larger than `kilobytes`: as on a disk that is full by then.
    pub fn start_on_a_full_disk(
        folder: &Path,
        kilobytes: u64,
        arguments: &[&str],
        variables: &[(&str, String)],
    ) -> Self {
        let mut command = Command::new("bash");
        // Without the trap the system would end the process in place of refusing the write.
        let limited = r#"trap "" XFSZ; ulimit -f "$1"; shift; exec "$@""#;
        command
            .args(["-c", limited, "limited", &kilobytes.to_string()])
            .arg(viva().get_program());
        Self::start_by(command, folder, arguments, variables)
    }

    fn start_by(command: Command, folder: &Path, arguments: &[&str], variables: &[(&str, String)]) -> Self {
        let log = folder.join(format!("log-{}", uuid::Uuid::new_v4()));
        let anywhere: &[&str] = if arguments.contains(&"--addr") {
            &[]
        } else {
            &["--addr", "127.0.0.1:0"]
        };
        let mut child = clean(command)
            .arg("serve")
            .args(anywhere)
            .arg("--data")
            .arg(folder.join("data"))
            .args(arguments)
            .envs(variables.iter().map(|(name, value)| (*name, value)))
            .stdout(Stdio::piped())
            .stderr(fs::File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Vivavoce is at ").map(str::to_owned);
        let address = address
            .unwrap_or_else(|| panic!("it did not start: {line}\n{}", fs::read_to_string(&log).unwrap()));
        Self {
            child,
            out,
            log,
            address,
        }
    }

    /// The token that makes the first account, as the server has printed it.
    pub fn setup_token(&mut self) -> String {
        let mut lines = String::new();
        for _ in 0..3 {
            self.out.read_line(&mut lines).unwrap();
        }
        let link = lines.lines().find_map(|line| line.trim().split_once("/setup#"));
        link.unwrap_or_else(|| panic!("no link in {lines}")).1.to_owned()
    }

    /// What it has logged so far.
    pub fn logged(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// Tells it to stop, and gives how it ended and what else it has printed.
    pub fn stop(mut self) -> (ExitStatus, String) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        let status = self.child.wait().unwrap();
        let mut rest = String::new();
        std::io::Read::read_to_string(&mut self.out, &mut rest).unwrap();
        (status, rest)
    }

    /// Ends it at once, as a power cut does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks without a token.
    pub fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.ask("POST", path, None, Some(body))
    }

    /// Asks with a token.
    pub fn get(&self, path: &str, token: &str) -> (u16, Value) {
        self.ask("GET", path, Some(token), None)
    }

    /// Asks.
    pub fn ask(&self, method: &str, path: &str, token: Option<&str>, body: Option<&Value>) -> (u16, Value) {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(30)))
            .build()
            .new_agent();
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.address));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let mut answer = match body {
            Some(body) => {
                let request = request.header("content-type", "application/json");
                agent.run(request.body(body.to_string()).unwrap()).unwrap()
            }
            None => agent.run(request.body(()).unwrap()).unwrap(),
        };
        let status = answer.status().as_u16();
        (status, answer.body_mut().read_json().unwrap_or_default())
    }

    /// Makes the first account and gives its access token.
    pub fn set_up(&mut self, email: &str) -> String {
        let token = self.setup_token();
        let (status, answer) = self.post("/v1/auth/setup", &owner(&token, email));
        assert_eq!(status, 201, "{answer}");
        answer["access_token"].as_str().unwrap().to_owned()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _ended_already = self.child.wait();
    }
}

/// The password of everybody in the tests.
pub const PASSWORD: &str = "a long way to Tipperary";

/// What makes the first account.
pub fn owner(token: &str, email: &str) -> Value {
    json!({"token": token, "email": email, "name": "Ada", "password": PASSWORD, "org": "Home"})
}

/// The command without what this person has set for themselves.
pub fn clean(mut command: Command) -> Command {
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("VIVAVOCE_")) {
            command.env_remove(name);
        }
    }
    command
}

/// Looks until there is something.
pub fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..LOOKS {
        if let Some(found) = look() {
            return found;
        }
        std::thread::sleep(LOOK);
    }
    panic!("waited too long for {what}");
}
