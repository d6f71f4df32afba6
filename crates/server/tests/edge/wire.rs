//! HTTP as it goes over the wire, for requests that no good client sends: cut off, endless, malformed.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::common::{Answer, House, Person};

/// How long an answer may take that should be there at once.
const SOON: Duration = Duration::from_secs(10);

/// One connection.
pub(crate) struct Wire {
    stream: TcpStream,
    read: Vec<u8>,
}

/// The head of a request, up to and with the empty line.
pub(crate) fn head(who: Option<&Person>, method: &str, path: &str, headers: &[(&str, &str)]) -> String {
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n");
    if let Some(Person { token, org, .. }) = who {
        head.push_str(&format!(
            "authorization: Bearer {token}\r\nvivavoce-org: {org}\r\n"
        ));
    }
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head + "\r\n"
}

impl Wire {
    pub(crate) async fn open(house: &House) -> Self {
        Self {
            stream: TcpStream::connect(house.address).await.unwrap(),
            read: Vec::new(),
        }
    }

    /// Sends bytes as they are.
    pub(crate) async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.stream.write_all(bytes.as_ref()).await.unwrap();
    }

    /// Sends a chunk of a body whose length was not told. Whoever refused the body need not read it.
    pub(crate) async fn chunk(&mut self, bytes: &[u8]) {
        let size = format!("{:x}\r\n", bytes.len());
        for part in [size.as_bytes(), bytes, b"\r\n"] {
            if self.stream.write_all(part).await.is_err() {
                return;
            }
        }
    }

    /// The answer, as soon as it is there.
    pub(crate) async fn answer(&mut self) -> Answer {
        timeout(SOON, self.read_answer())
            .await
            .expect("an answer, though the request has not ended")
    }

    /// The answer, however long it takes.
    pub(crate) async fn read_answer(&mut self) -> Answer {
        let head = loop {
            if let Some(end) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break self.read.drain(..end + 4).collect::<Vec<u8>>();
            }
            assert!(self.more().await, "it hung up without an answer");
        };
        let head = String::from_utf8(head).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap();
        let mut headers = HeaderMap::new();
        for line in lines.filter(|line| !line.is_empty()) {
            let (name, value) = line.split_once(':').unwrap();
            let name: HeaderName = name.parse().unwrap();
            headers.append(name, HeaderValue::from_str(value.trim()).unwrap());
        }
        let length = headers.get("content-length");
        let length = length.map_or(0, |length| length.to_str().unwrap().parse().unwrap());
        while self.read.len() < length {
            assert!(self.more().await, "it hung up in the middle of its answer");
        }
        Answer {
            status: status.parse::<StatusCode>().unwrap(),
            headers,
            body: Bytes::from(self.read.drain(..length).collect::<Vec<u8>>()),
        }
    }

    /// Reads a little more; `false` when there will be no more.
    async fn more(&mut self) -> bool {
        let mut some = [0; 4096];
        let count = self.stream.read(&mut some).await.unwrap_or(0);
        self.read.extend_from_slice(&some[..count]);
        count > 0
    }
}
