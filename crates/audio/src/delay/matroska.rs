//! What webm and mkv (RFC 9559) say about the end of the sound. Symphonia reads but does not give it.

use std::io::{BufReader, Read, Seek, SeekFrom};

/// Elements that are looked at, at most: a day of sound has that many blocks of 20 ms.
const MAX_ELEMENTS: usize = 4_000_000;

/// Longest text that is read (document type, codec).
const MAX_TEXT: u64 = 64;

const SEGMENT: u32 = 0x1853_8067;
const CLUSTER: u32 = 0x1f43_b675;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK_ENTRY: u32 = 0xae;
const EBML: u32 = 0x1a45_dfa3;
const DOC_TYPE: u32 = 0x4282;
const CODEC: u32 = 0x86;
const SIMPLE_BLOCK: u32 = 0xa3;
const BLOCK_GROUP: u32 = 0xa0;
const DISCARD_PADDING: u32 = 0x75a2;

/// What a webm says beside what Symphonia tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Layout {
    /// `webm` or `matroska`.
    pub(crate) doc_type: String,
    /// Seconds after the last moment, in the last block.
    pub(crate) surplus: f64,
    /// Codecs of sound tracks, such as `A_OPUS`.
    pub(crate) codecs: Vec<String>,
    /// The file ends where an element ends. A recording that a browser streams has no length, so its end says nothing
    /// else about whether all of it is there.
    pub(crate) whole: bool,
}

impl Layout {
    /// Reads as much as there is. Elements are walked flat, which works for lengths that are not known as well.
    pub(crate) fn read(source: &mut (impl Read + Seek)) -> Self {
        let mut layout = Self::default();
        let Ok(end) = source.seek(SeekFrom::End(0)) else {
            return layout;
        };
        if source.rewind().is_err() {
            return layout;
        }
        let mut reader = Reader {
            source: BufReader::new(source),
            position: 0,
            end,
        };
        for _ in 0..MAX_ELEMENTS {
            if reader.position == end {
                layout.whole = true;
                break;
            }
            let Some((element, size)) = reader.header() else {
                break;
            };
            let done = match element {
                EBML | SEGMENT | CLUSTER | TRACKS | TRACK_ENTRY => Some(()),
                // Within a group only the padding matters, and it is walked like everything else.
                BLOCK_GROUP | SIMPLE_BLOCK => {
                    layout.surplus = 0.0;
                    if element == BLOCK_GROUP {
                        Some(())
                    } else {
                        reader.skip(size)
                    }
                }
                DISCARD_PADDING => reader
                    .number(size)
                    .map(|padding| layout.surplus = padding.max(0) as f64 / 1e9),
                DOC_TYPE => reader.text(size).map(|text| layout.doc_type = text),
                CODEC => reader.text(size).map(|text| layout.codecs.push(text)),
                _ => reader.skip(size),
            };
            if done.is_none() {
                break;
            }
        }
        layout.codecs.retain(|codec| codec.starts_with("A_"));
        layout
    }
}

struct Reader<R> {
    source: R,
    position: u64,
    end: u64,
}

impl<R: Read + Seek> Reader<BufReader<R>> {
    /// An element's name and the size of its body (`u64::MAX` when it is not known).
    fn header(&mut self) -> Option<(u32, u64)> {
        let (name, length) = self.variable(4)?;
        let (size, size_length) = self.variable(8)?;
        let marker = 1 << (7 * size_length);
        let unknown = size == 2 * marker - 1;
        // A name keeps its length marker, a size does not.
        Some((
            u32::try_from(name).ok().filter(|_| length <= 4)?,
            if unknown { u64::MAX } else { size - marker },
        ))
    }

    /// A number whose first byte says how long it is, marker included.
    fn variable(&mut self, longest: u32) -> Option<(u64, u32)> {
        let first = self.byte()?;
        let length = first.leading_zeros() + 1;
        if length > longest {
            return None;
        }
        let mut value = u64::from(first);
        for _ in 1..length {
            value = value << 8 | u64::from(self.byte()?);
        }
        Some((value, length))
    }

    fn byte(&mut self) -> Option<u8> {
        let mut byte = [0];
        self.source.read_exact(&mut byte).ok()?;
        self.position += 1;
        Some(byte[0])
    }

    fn skip(&mut self, size: u64) -> Option<()> {
        let next = self.position.checked_add(size).filter(|&next| next <= self.end)?;
        self.source.seek_relative(i64::try_from(size).ok()?).ok()?;
        self.position = next;
        Some(())
    }

    fn number(&mut self, size: u64) -> Option<i64> {
        if size > 8 {
            return None;
        }
        let mut value = 0i64;
        for index in 0..size {
            let byte = self.byte()?;
            // The first byte carries the sign.
            value = if index == 0 {
                i64::from(byte as i8)
            } else {
                value << 8 | i64::from(byte)
            };
        }
        Some(value)
    }

    fn text(&mut self, size: u64) -> Option<String> {
        if size > MAX_TEXT {
            return self.skip(size).map(|()| String::new());
        }
        let bytes = (0..size).map(|_| self.byte()).collect::<Option<Vec<_>>>()?;
        Some(String::from_utf8_lossy(&bytes).trim_end_matches('\0').to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::Layout;

    fn element(name: &[u8], body: &[u8]) -> Vec<u8> {
        [name, &[0x80 | body.len() as u8], body].concat()
    }

    fn webm(last: &[u8]) -> Vec<u8> {
        let head = element(b"\x1a\x45\xdf\xa3", &element(b"\x42\x82", b"webm"));
        let entry = element(
            b"\xae",
            &[element(b"\x83", &[2]), element(b"\x86", b"A_OPUS")].concat(),
        );
        let tracks = element(b"\x16\x54\xae\x6b", &entry);
        // As a browser writes it: neither the segment nor the cluster has a size.
        let open = [
            head,
            b"\x18\x53\x80\x67\xff".to_vec(),
            tracks,
            b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff".to_vec(),
        ];
        [
            open.concat(),
            element(b"\xa3", &[0x81, 0, 0, 0x80, 1, 2, 3]),
            last.to_vec(),
        ]
        .concat()
    }

    #[test]
    fn padding_of_the_last_block_is_found() {
        let group = [
            element(b"\xa1", &[0x81, 0, 0, 0, 1]),
            element(b"\x75\xa2", &13_500_000i32.to_be_bytes()),
        ]
        .concat();
        let layout = Layout::read(&mut Cursor::new(webm(&element(b"\xa0", &group))));
        assert_eq!(
            (layout.doc_type.as_str(), layout.surplus, layout.whole),
            ("webm", 0.0135, true)
        );
        assert_eq!(layout.codecs, ["A_OPUS"]);
    }

    #[test]
    fn padding_of_an_earlier_block_does_not_count() {
        let group = element(b"\xa0", &element(b"\x75\xa2", &[100]));
        let layout = Layout::read(&mut Cursor::new(webm(
            &[group, element(b"\xa3", &[0x81, 0, 0, 0x80])].concat(),
        )));
        assert_eq!(layout.surplus, 0.0);
    }

    #[test]
    fn a_cut_block_is_noticed() {
        let file = webm(&[]);
        assert!(Layout::read(&mut Cursor::new(&file)).whole);
        assert!(!Layout::read(&mut Cursor::new(&file[..file.len() - 2])).whole);
    }
}
