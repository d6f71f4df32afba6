//! Which container a file is, by its first bytes. Names lie; and a search for the start of an mp3 finds one in any text.

/// Bytes that are looked at.
pub(crate) const SNIFFED_BYTES: usize = 16;

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sniffed {
    /// A container that is decoded here.
    Container(Container),
    /// Sound in a container that is not decoded here.
    Unsupported(&'static str),
    /// Something else, with its name where it is known.
    NotAudio(Option<&'static str>),
}

/// Containers that are decoded here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    Wav,
    Aiff,
    Flac,
    /// MPEG audio frames, perhaps after an ID3 tag.
    Mpeg,
    /// AAC frames.
    Adts,
    Ogg,
    Matroska,
    Mp4,
}

/// Says what a file is that starts with `bytes` (at most [`SNIFFED_BYTES`] of them are needed).
pub(crate) fn sniff(bytes: &[u8]) -> Sniffed {
    use Container as C;
    let at = |offset: usize, magic: &[u8]| bytes.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    if let Some(container) = match bytes {
        _ if at(0, b"RIFF") && at(8, b"WAVE") => Some(C::Wav),
        _ if at(0, b"FORM") && (at(8, b"AIFF") || at(8, b"AIFC")) => Some(C::Aiff),
        _ if at(0, b"fLaC") => Some(C::Flac),
        _ if at(0, b"OggS") => Some(C::Ogg),
        _ if at(0, b"\x1a\x45\xdf\xa3") => Some(C::Matroska),
        _ if at(4, b"ftyp") => Some(C::Mp4),
        _ if at(0, b"ID3") => Some(C::Mpeg),
        // Twelve sync bits, then the layer: 0 is AAC's, 3 to 1 are those of mp1 to mp3.
        [0xff, second, ..] if second & 0xf6 == 0xf0 => Some(C::Adts),
        [0xff, second, ..] if second & 0xe6 == 0xe2 => Some(C::Mpeg),
        _ => None,
    } {
        return Sniffed::Container(container);
    }
    match bytes {
        _ if at(0, b"RF64") || at(0, b"BW64") => Sniffed::Unsupported("a 64-bit wav (RF64)"),
        _ if at(0, b"RIFF") => Sniffed::Unsupported("an AVI or another RIFF file"),
        _ if at(0, b"caff") => Sniffed::Unsupported("a Core Audio file"),
        _ if at(0, b"#!AMR") => Sniffed::Unsupported("AMR sound"),
        _ if at(0, b"\x30\x26\xb2\x75") => Sniffed::Unsupported("Windows Media sound"),
        _ if at(0, b"FLV") => Sniffed::Unsupported("a Flash video"),
        _ if at(0, b".snd") => Sniffed::Unsupported("an au file"),
        _ if at(0, b"MThd") => Sniffed::NotAudio(Some("MIDI notes")),
        _ if at(0, b"%PDF") => Sniffed::NotAudio(Some("a PDF")),
        _ if at(0, b"PK") => Sniffed::NotAudio(Some("a zip archive or an office document")),
        _ if at(0, b"\x89PNG") || at(0, b"\xff\xd8") || at(0, b"GIF8") => {
            Sniffed::NotAudio(Some("a picture"))
        }
        _ if is_text(bytes) => Sniffed::NotAudio(Some("text")),
        _ => Sniffed::NotAudio(None),
    }
}

fn is_text(bytes: &[u8]) -> bool {
    let printable = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0x20..=0x7e | 0x80..);
    !bytes.is_empty() && bytes.iter().all(printable)
}

#[cfg(test)]
mod tests {
    use super::{Container, Sniffed, sniff};

    #[test]
    fn containers_are_known_by_their_first_bytes() {
        assert_eq!(sniff(b"RIFF\0\0\0\0WAVEfmt "), Sniffed::Container(Container::Wav));
        assert_eq!(sniff(b"\0\0\0\x1cftypM4A "), Sniffed::Container(Container::Mp4));
        assert_eq!(sniff(b"\xff\xfb\x90\x64"), Sniffed::Container(Container::Mpeg));
        assert_eq!(sniff(b"\xff\xf1\x50\x80"), Sniffed::Container(Container::Adts));
    }

    #[test]
    fn other_things_are_called_by_their_name() {
        assert_eq!(sniff(b"Dear all, hello"), Sniffed::NotAudio(Some("text")));
        assert_eq!(sniff("Grüße".as_bytes()), Sniffed::NotAudio(Some("text")));
        assert_eq!(
            sniff(b"\xff\xd8\xff\xe0\0\x10JFIF"),
            Sniffed::NotAudio(Some("a picture"))
        );
        assert_eq!(sniff(b"#!AMR\n"), Sniffed::Unsupported("AMR sound"));
        assert_eq!(sniff(&[0; 16]), Sniffed::NotAudio(None));
        assert_eq!(sniff(&[]), Sniffed::NotAudio(None));
    }
}
