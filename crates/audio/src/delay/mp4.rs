//! Edit lists of mp4 (ISO/IEC 14496-12, 8.6.6): which part of a track is the sound. Symphonia reads but does not give them.

use std::{
    collections::HashMap,
    io::{Read, Seek, SeekFrom},
};

/// Boxes that are looked at, at most; a fragmented hour has some thousands.
const MAX_BOXES: usize = 100_000;

/// What an mp4 says beside what Symphonia tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Layout {
    /// The major brand, such as `M4A `.
    pub(crate) brand: [u8; 4],
    /// By track.
    pub(crate) edits: HashMap<u32, Edit>,
    /// Codecs of sound tracks, such as `mp4a`.
    pub(crate) codecs: Vec<String>,
    /// No box reaches past the end of the file.
    pub(crate) whole: bool,
}

/// The first part of a track that is to be heard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Edit {
    /// Seconds before it.
    pub(crate) lead: f64,
    /// Its length in seconds; `None` to the track's end.
    pub(crate) length: Option<f64>,
}

/// One track while it is read. An edit list's numbers need time scales that may come after it.
#[derive(Default)]
struct Track {
    id: u32,
    scale: u32,
    sound: bool,
    /// Length in the movie's scale and start in the track's, of each entry that is not a gap.
    entries: Vec<(u64, u64)>,
    codec: Option<String>,
}

impl Layout {
    /// Reads as much as there is.
    pub(crate) fn read(source: &mut (impl Read + Seek)) -> Self {
        let mut reader = Reader {
            source,
            boxes: 0,
            layout: Self::default(),
            movie_scale: 0,
            tracks: Vec::new(),
        };
        let end = reader.source.seek(SeekFrom::End(0)).unwrap_or(0);
        // A damaged or cut file ends the walk; what was found until then is good.
        let whole = reader.children(0, end).is_some();
        let Reader {
            mut layout,
            movie_scale,
            tracks,
            ..
        } = reader;
        layout.whole = whole;
        for track in tracks {
            if let Some(edit) = track.edit(movie_scale) {
                layout.edits.insert(track.id, edit);
            }
            layout.codecs.extend(track.codec.filter(|_| track.sound));
        }
        layout
    }
}

impl Track {
    fn edit(&self, movie_scale: u32) -> Option<Edit> {
        let &(length, start) = self.entries.first()?;
        if self.scale == 0 {
            return None;
        }
        // Several parts would have to be cut together; heard is everything from the first one on.
        let known = self.entries.len() == 1 && length > 0 && movie_scale > 0;
        Some(Edit {
            lead: start as f64 / f64::from(self.scale),
            length: known.then(|| length as f64 / f64::from(movie_scale)),
        })
    }
}

struct Reader<'a, S> {
    source: &'a mut S,
    boxes: usize,
    layout: Layout,
    movie_scale: u32,
    tracks: Vec<Track>,
}

impl<S: Read + Seek> Reader<'_, S> {
    /// Walks the boxes in `start..end`.
    fn children(&mut self, mut start: u64, end: u64) -> Option<()> {
        while start.checked_add(8)? <= end && self.boxes < MAX_BOXES {
            self.boxes += 1;
            let (kind, body, next) = self.header(start, end)?;
            match &kind {
                b"ftyp" => self.layout.brand = self.bytes(body)?,
                b"trak" => {
                    self.tracks.push(Track::default());
                    self.children(body, next)?;
                }
                b"moov" | b"mdia" | b"minf" | b"stbl" | b"edts" => self.children(body, next)?,
                b"mvhd" => self.movie_scale = self.time_scale(body)?,
                b"mdhd" => self.track()?.scale = self.time_scale(body)?,
                b"tkhd" => self.track()?.id = self.track_id(body)?,
                b"hdlr" => self.track()?.sound = self.bytes(body + 8)? == *b"soun",
                b"elst" => self.track()?.entries = self.entries(body)?,
                b"stsd" => {
                    let codec: [u8; 4] = self.bytes(body + 12)?;
                    self.track()?.codec = Some(String::from_utf8_lossy(&codec).trim().to_owned());
                }
                _ => {}
            }
            start = next;
        }
        Some(())
    }

    /// Kind of the box at `start`, where its body begins, and where it ends.
    fn header(&mut self, start: u64, end: u64) -> Option<([u8; 4], u64, u64)> {
        let size = u64::from(u32::from_be_bytes(self.bytes(start)?));
        let kind = self.bytes(start + 4)?;
        let (body, size) = match size {
            0 => (start + 8, end - start),
            1 => (start + 16, u64::from_be_bytes(self.bytes(start + 8)?)),
            _ => (start + 8, size),
        };
        let next = start.checked_add(size)?;
        (body <= next && next <= end).then_some((kind, body, next))
    }

    fn track(&mut self) -> Option<&mut Track> {
        self.tracks.last_mut()
    }

    /// Units a second, in `mvhd` and `mdhd`: after two times, whose size the version says.
    fn time_scale(&mut self, body: u64) -> Option<u32> {
        let [version] = self.bytes(body)?;
        Some(u32::from_be_bytes(
            self.bytes(body + if version == 1 { 20 } else { 12 })?,
        ))
    }

    fn track_id(&mut self, body: u64) -> Option<u32> {
        let [version] = self.bytes(body)?;
        Some(u32::from_be_bytes(
            self.bytes(body + if version == 1 { 20 } else { 12 })?,
        ))
    }

    /// Entries of an edit list; a gap (start −1) is left out, and at most a few matter.
    fn entries(&mut self, body: u64) -> Option<Vec<(u64, u64)>> {
        let [version] = self.bytes(body)?;
        let count = u32::from_be_bytes(self.bytes(body + 4)?).min(16);
        let mut entries = Vec::new();
        for index in 0..u64::from(count) {
            let (length, start) = if version == 1 {
                let at = body + 8 + index * 20;
                (
                    u64::from_be_bytes(self.bytes(at)?),
                    i64::from_be_bytes(self.bytes(at + 8)?),
                )
            } else {
                let at = body + 8 + index * 12;
                (
                    u32::from_be_bytes(self.bytes(at)?).into(),
                    i32::from_be_bytes(self.bytes(at + 4)?).into(),
                )
            };
            entries.extend(u64::try_from(start).ok().map(|start| (length, start)));
        }
        Some(entries)
    }

    fn bytes<const N: usize>(&mut self, at: u64) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        self.source.seek(SeekFrom::Start(at)).ok()?;
        self.source.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{Edit, Layout};

    fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
        [&(body.len() as u32 + 8).to_be_bytes(), kind.as_slice(), body].concat()
    }

    fn movie(entries: &[[u32; 3]]) -> Vec<u8> {
        let mvhd = boxed(b"mvhd", &[[0; 12].as_slice(), &1_000u32.to_be_bytes()].concat());
        let tkhd = boxed(b"tkhd", &[[0; 12].as_slice(), &7u32.to_be_bytes()].concat());
        let mdhd = boxed(b"mdhd", &[[0; 12].as_slice(), &48_000u32.to_be_bytes()].concat());
        let list = entries
            .iter()
            .flatten()
            .flat_map(|number| number.to_be_bytes())
            .collect::<Vec<_>>();
        let elst = boxed(
            b"elst",
            &[&[0; 4], (entries.len() as u32).to_be_bytes().as_slice(), &list].concat(),
        );
        let trak = boxed(
            b"trak",
            &[tkhd, boxed(b"edts", &elst), boxed(b"mdia", &mdhd)].concat(),
        );
        [
            boxed(b"ftyp", b"M4A \0\0\0\0"),
            boxed(b"moov", &[mvhd, trak].concat()),
        ]
        .concat()
    }

    #[test]
    fn an_edit_says_where_the_sound_starts_and_how_long_it_is() {
        let layout = Layout::read(&mut Cursor::new(movie(&[[2_500, 1_024, 0x10000]])));
        assert_eq!(&layout.brand, b"M4A ");
        assert_eq!(
            layout.edits[&7],
            Edit {
                lead: 1_024.0 / 48_000.0,
                length: Some(2.5)
            }
        );
    }

    #[test]
    fn a_gap_before_the_sound_is_left_out() {
        let layout = Layout::read(&mut Cursor::new(movie(&[
            [100, u32::MAX, 0x10000],
            [0, 480, 0x10000],
        ])));
        assert_eq!(
            layout.edits[&7],
            Edit {
                lead: 0.01,
                length: None
            }
        );
    }

    #[test]
    fn a_cut_file_gives_nothing_and_does_not_fail() {
        let movie = movie(&[[2_500, 1_024, 0x10000]]);
        for end in 0..movie.len() - 1 {
            assert!(Layout::read(&mut Cursor::new(&movie[..end])).edits.is_empty());
        }
    }
}
