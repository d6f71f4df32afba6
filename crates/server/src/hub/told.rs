//! One event, put into words once for all who listen.

use axum::extract::ws::Utf8Bytes;
use storage::{
    SessionId,
    records::{Channel, Event},
};

/// One event, put into words once for all who listen.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its number within the session.
    pub seq: i64,
    /// On which channel.
    pub channel: Channel,
    /// What happened, as JSON.
    pub data: String,
    /// The whole message of a socket: topic, number, time and what happened.
    pub message: Utf8Bytes,
}

impl From<Event> for Told {
    fn from(event: Event) -> Self {
        let data = event.payload.to_string();
        let topic = topic(event.session_id, event.channel);
        let at = event.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
        let message = format!(
            r#"{{"topic":"{topic}","seq":{},"at":"{at}","data":{data}}}"#,
            event.seq
        );
        Self {
            seq: event.seq,
            channel: event.channel,
            data,
            message: message.into(),
        }
    }
}

/// The name of a channel of a session: `session:{id}:tokens`.
pub(crate) fn topic(session: SessionId, channel: Channel) -> String {
    format!("session:{session}:{channel}")
}

/// Reads the name of a channel of a session.
pub(crate) fn parse_topic(text: &str) -> Option<(SessionId, Channel)> {
    let (session, channel) = text.strip_prefix("session:")?.split_once(':')?;
    let channel = *Channel::ALL.iter().find(|known| known.as_str() == channel)?;
    Some((session.parse().ok()?, channel))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::{Value, json};
    use storage::OrgId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_message_is_json_with_the_event_inside() {
        let session = SessionId(Uuid::from_u128(7));
        let told = Told::from(Event {
            session_id: session,
            seq: 3,
            org_id: OrgId(Uuid::nil()),
            channel: Channel::Score,
            payload: json!({"type": "drills", "count": 4}),
            at: DateTime::UNIX_EPOCH,
        });
        let message: Value = serde_json::from_str(&told.message).unwrap();
        assert_eq!(
            message,
            json!({
                "topic": "session:00000000-0000-0000-0000-000000000007:score", "seq": 3,
                "at": "1970-01-01T00:00:00.000Z", "data": {"type": "drills", "count": 4}
            })
        );
        assert_eq!(
            parse_topic(message["topic"].as_str().unwrap()),
            Some((session, Channel::Score))
        );
    }

    #[test]
    fn other_names_are_no_topics() {
        for wrong in [
            "",
            "session",
            "session:1:tokens",
            "org:1:tokens",
            "session:00000000-0000-0000-0000-000000000007:all",
        ] {
            assert_eq!(parse_topic(wrong), None, "{wrong}");
        }
    }
}
