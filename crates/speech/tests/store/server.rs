//! A hub on this machine: a few lines of HTTP, and the ways in which a server can let one down.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use crate::help::{LARGE, SMALL_BYTES, large_bytes};

/// How the server behaves.
#[derive(Clone)]
pub(crate) struct Manners {
    /// Answers `Range` with 206.
    pub(crate) ranges: bool,
    /// Closes the connection after this many bytes of a body, for the first so many answers with a large body.
    pub(crate) drop_after: Option<(usize, usize)>,
    /// Answers all with this status.
    pub(crate) status: Option<u16>,
    /// What the large file holds.
    pub(crate) large: Vec<u8>,
    /// Says in `Content-Range` that the answer begins at 0, whatever was asked.
    pub(crate) lies: bool,
    /// Sleeps before each chunk of 20 000 bytes.
    pub(crate) slow: Option<Duration>,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            ranges: true,
            drop_after: None,
            status: None,
            large: large_bytes(),
            lies: false,
            slow: None,
        }
    }
}

/// A hub at an address, and what it was asked.
pub(crate) struct Hub {
    pub(crate) address: String,
    /// One line a request: path, and the range where there was one.
    pub(crate) asked: Arc<Mutex<Vec<String>>>,
}

/// The source that a hub stands for in a manifest.
pub(crate) const SOURCE: &str = "{ kind = \"hub\", repo = \"them/tiny-model\", revision = \"main\" }";

/// Starts a hub; it ends with the test's process.
pub(crate) fn start(manners: Manners) -> Hub {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    let large_answers = Arc::new(AtomicUsize::new(0));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (manners, log, large_answers) =
                (manners.clone(), Arc::clone(&log), Arc::clone(&large_answers));
            thread::spawn(move || answer(stream, &manners, &log, &large_answers));
        }
    });
    Hub { address, asked }
}

fn answer(stream: TcpStream, manners: &Manners, log: &Mutex<Vec<String>>, large_answers: &AtomicUsize) {
    let mut lines = BufReader::new(stream.try_clone().unwrap())
        .lines()
        .map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let path = first.split(' ').nth(1).unwrap().to_owned();
    let headers: HashMap<String, String> = lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| {
            line.split_once(": ")
                .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        })
        .collect();
    let range = headers.get("range").map(String::as_str);
    log.lock()
        .unwrap()
        .push(format!("{path} {}", range.unwrap_or("")).trim().to_owned());
    let prefix = "/them/tiny-model/resolve/main/";
    let body = match path.strip_prefix(prefix) {
        Some("config.json") => SMALL_BYTES,
        Some(LARGE) => &manners.large,
        _ => return send(stream, "404 Not Found", "", b"no such page", manners, None),
    };
    if let Some(status) = manners.status {
        return send(
            stream,
            &format!("{status} Because"),
            "",
            b"<html>sorry</html>",
            manners,
            None,
        );
    }
    let cut = manners
        .drop_after
        .filter(|(_, times)| body.len() > 1000 && large_answers.fetch_add(1, Ordering::SeqCst) < *times);
    let start = range.and_then(|range| {
        range
            .strip_prefix("bytes=")?
            .strip_suffix('-')?
            .parse::<usize>()
            .ok()
    });
    match start.filter(|_| manners.ranges) {
        Some(start) if start < body.len() => {
            let told = if manners.lies { 0 } else { start };
            let header = format!(
                "Content-Range: bytes {told}-{}/{}\r\n",
                body.len() - 1,
                body.len()
            );
            send(
                stream,
                "206 Partial Content",
                &header,
                &body[start..],
                manners,
                cut,
            );
        }
        Some(_) => send(stream, "416 Range Not Satisfiable", "", b"", manners, None),
        None => send(stream, "200 OK", "", body, manners, cut),
    }
}

fn send(
    mut stream: TcpStream,
    status: &str,
    header: &str,
    body: &[u8],
    manners: &Manners,
    cut: Option<(usize, usize)>,
) {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{header}\r\n");
    let sent = &body[..cut.map_or(length, |(bytes, _)| bytes.min(length))];
    // The other side may hang up, as one that was killed does.
    let _ = stream.write_all(head.as_bytes());
    for chunk in sent.chunks(20_000) {
        if let Some(pause) = manners.slow {
            thread::sleep(pause);
        }
        if stream.write_all(chunk).is_err() {
            return;
        }
    }
}
