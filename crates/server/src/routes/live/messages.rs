//! What a client and the server say to each other over a socket, besides events.

use serde::{Deserialize, Serialize};
use storage::{SessionId, records::Channel};

use crate::{Problem, hub::parse_topic};

/// What a client wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// Listen to a topic from after an event's number.
    Subscribe {
        topic: String,
        session: SessionId,
        channel: Channel,
        after: i64,
    },
    /// Stop listening.
    Unsubscribe { topic: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    subscribe: Option<String>,
    unsubscribe: Option<String>,
    #[serde(default)]
    after: i64,
}

impl Wish {
    /// Reads a message of a client.
    pub(super) fn read(text: &str) -> Result<Self, Refused> {
        let refuse = |topic: Option<String>, detail: &str| Refused::new(topic, &Problem::bad_request(detail));
        let sent: Sent = serde_json::from_str(text).map_err(|_| {
            refuse(None, r#"Send {"subscribe": "session:ID:tokens", "after": 0} or {"unsubscribe": "session:ID:tokens"}."#)
        })?;
        match (sent.subscribe, sent.unsubscribe) {
            (Some(topic), None) => match parse_topic(&topic) {
                Some((session, channel)) => Ok(Self::Subscribe {
                    topic,
                    session,
                    channel,
                    after: sent.after.max(0),
                }),
                None => Err(refuse(
                    Some(topic),
                    "A topic is session:ID:CHANNEL, with the channel tokens, metrics, score or state.",
                )),
            },
            (None, Some(topic)) => Ok(Self::Unsubscribe { topic }),
            _ => Err(refuse(None, "Either subscribe or unsubscribe.")),
        }
    }
}

/// The server says that a topic is heard from now on.
#[derive(Debug, Serialize)]
pub(super) struct Subscribed<'a> {
    pub(super) subscribed: &'a str,
    /// Number of the session's last event so far.
    pub(super) seq: i64,
}

/// The server says that a topic is no longer heard: as wished, or since there will be no more.
#[derive(Debug, Serialize)]
pub(super) struct Unsubscribed<'a> {
    pub(super) unsubscribed: &'a str,
}

/// The server says why it does not do what was asked.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Refused {
    refused: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    detail: String,
}

impl Refused {
    pub(super) fn new(topic: Option<String>, problem: &Problem) -> Self {
        Self {
            refused: topic,
            kind: format!("/problems/{}", problem.kind()),
            detail: problem.detail().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_read_and_everything_else_is_refused() {
        let topic = "session:00000000-0000-0000-0000-000000000007:tokens";
        let wish = Wish::read(&format!(r#"{{"subscribe": "{topic}", "after": 4}}"#)).unwrap();
        assert!(matches!(
            wish,
            Wish::Subscribe {
                channel: Channel::Tokens,
                after: 4,
                ..
            }
        ));
        let wish = Wish::read(&format!(r#"{{"unsubscribe": "{topic}"}}"#)).unwrap();
        assert_eq!(
            wish,
            Wish::Unsubscribe {
                topic: topic.to_owned()
            }
        );
        for wrong in [
            "",
            "[]",
            "{}",
            r#"{"subscribe": "all"}"#,
            r#"{"subscribe": 1}"#,
            r#"{"shutdown": true}"#,
        ] {
            assert!(Wish::read(wrong).is_err(), "{wrong}");
        }
    }
}
