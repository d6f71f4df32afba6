//! What senders say of their file, made harmless.

use axum::http::{HeaderMap, header};

use crate::limits::FILE_NAME_CHARS;

/// The type of what is sent, when nobody says.
const UNKNOWN: &str = "application/octet-stream";

/// Signs that are not seen themselves, and change how what stands around them is read: `gpj.exe` backwards looks like a
/// picture. Letters that are written from right to left need none of them.
fn misleads(sign: char) -> bool {
    matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{061c}' | '\u{feff}')
}

/// A file's name for showing: its last part, without what could not be shown, cut short.
pub(crate) fn file_name(given: Option<&str>) -> String {
    let last = given
        .unwrap_or_default()
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default();
    let shown: String = last
        .chars()
        .filter(|sign| !sign.is_control() && !misleads(*sign))
        .take(FILE_NAME_CHARS)
        .collect();
    let shown = shown.trim();
    if shown.is_empty() {
        "recording".to_owned()
    } else {
        shown.to_owned()
    }
}

/// What the sender says it is, when that is a type at all.
pub(crate) fn content_type(headers: &HeaderMap) -> String {
    let given = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    known(given).to_owned()
}

/// `given`, when it is a type at all.
pub(crate) fn known(given: Option<&str>) -> &str {
    let plain = |text: &&str| {
        text.len() <= 100
            && text.contains('/')
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"/.+-; =\"".contains(&byte))
    };
    given.filter(plain).unwrap_or(UNKNOWN)
}

/// As what a recording is played: sound or video, and never as a page.
pub(crate) fn playable(content_type: &str) -> &str {
    let kind = content_type.to_ascii_lowercase();
    if kind.starts_with("audio/") || kind.starts_with("video/") {
        content_type
    } else {
        UNKNOWN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_folders_and_what_cannot_be_shown() {
        assert_eq!(file_name(Some("../../etc/passwd")), "passwd");
        assert_eq!(file_name(Some(r"C:\talks\May.wav")), "May.wav");
        assert_eq!(file_name(Some("a\u{0}b\r\n.wav")), "ab.wav");
        assert_eq!(file_name(Some("evil\u{202e}vaw.exe")), "evilvaw.exe");
        assert_eq!(file_name(Some("שלום.wav")), "שלום.wav");
        assert_eq!(file_name(Some("x".repeat(900).as_str())).len(), FILE_NAME_CHARS);
        assert_eq!(file_name(Some("/")), "recording");
        assert_eq!(file_name(None), "recording");
    }

    #[test]
    fn a_recording_is_never_served_as_a_page() {
        assert_eq!(playable("audio/wav"), "audio/wav");
        assert_eq!(playable("text/html"), UNKNOWN);
        assert_eq!(playable("image/svg+xml"), UNKNOWN);
        assert_eq!(
            known(Some("audio/webm; codecs=\"opus\"")),
            "audio/webm; codecs=\"opus\""
        );
        assert_eq!(known(Some("audio/x\r\nSet-Cookie: a")), UNKNOWN);
        assert_eq!(known(Some("sound")), UNKNOWN);
    }
}
