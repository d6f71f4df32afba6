//! Server-sent events, as they come off the wire.

use std::io::{BufRead, BufReader, Read};

use serde_json::Value;

/// Bytes of one line at most: an event of ours is a few hundred.
const LINE: u64 = 1 << 20;

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Event {
    /// What a listener says to go on after it.
    pub(crate) id: Option<String>,
    /// What kind it is.
    pub(crate) name: String,
    /// What it says.
    pub(crate) data: Value,
}

/// Reads events until the stream ends.
pub(crate) struct Events<R> {
    reader: BufReader<R>,
}

impl<R: Read> Events<R> {
    /// Reads from the body of an answer.
    pub(crate) fn new(body: R) -> Self {
        Self {
            reader: BufReader::new(body),
        }
    }

    /// The next event; `None` when the stream has ended, whether the server ended it or the connection was lost. Words
    /// that keep the connection alive are passed over; so is an event that broke off.
    pub(crate) fn next(&mut self) -> std::io::Result<Option<Event>> {
        let mut event = Pieces::default();
        loop {
            let mut line = String::new();
            let read = self.reader.by_ref().take(LINE).read_line(&mut line)?;
            if read == 0 {
                return Ok(None);
            }
            if !line.ends_with('\n') {
                let why = if read as u64 == LINE {
                    "a line is too long"
                } else {
                    "the stream broke off"
                };
                return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, why));
            }
            let line = line.trim_end_matches(['\n', '\r']);
            if !line.is_empty() {
                event.add(line);
            } else if let Some(event) = event.finish() {
                return Ok(Some(event));
            } else {
                event = Pieces::default();
            }
        }
    }
}

#[derive(Default)]
struct Pieces {
    id: Option<String>,
    name: String,
    data: String,
}

impl Pieces {
    fn add(&mut self, line: &str) {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "id" => self.id = Some(value.to_owned()),
            "event" => value.clone_into(&mut self.name),
            "data" => {
                if !self.data.is_empty() {
                    self.data.push('\n');
                }
                self.data.push_str(value);
            }
            _ => {}
        }
    }

    fn finish(&mut self) -> Option<Event> {
        let pieces = std::mem::take(self);
        if pieces.data.is_empty() {
            return None;
        }
        Some(Event {
            id: pieces.id,
            name: pieces.name,
            data: serde_json::from_str(&pieces.data).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Event, Events};

    #[test]
    fn events_are_read_one_after_the_other() {
        let wire = b": hello\n\nid: 1\nevent: tokens\ndata: {\"words\":\ndata: [1]}\n\nretry: 10\n\nid:2\r\ndata:{}\r\n\r\n";
        let mut events = Events::new(wire.as_slice());
        let first = Event {
            id: Some("1".to_owned()),
            name: "tokens".to_owned(),
            data: json!({"words": [1]}),
        };
        assert_eq!(events.next().unwrap(), Some(first));
        let second = events.next().unwrap().unwrap();
        assert_eq!((second.id.as_deref(), second.name.as_str()), (Some("2"), ""));
        assert_eq!(events.next().unwrap(), None);
    }

    #[test]
    fn an_event_that_breaks_off_is_none() {
        let mut events = Events::new(b"id: 7\ndata: {}".as_slice());
        assert!(events.next().is_err());
        let mut events = Events::new(b"id: 7\ndata: {}\n".as_slice());
        assert_eq!(events.next().unwrap(), None);
    }
}
