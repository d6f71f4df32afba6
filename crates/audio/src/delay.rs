//! What a codec and a container put around the sound, and how much of it.
//!
//! An encoder needs a run-up, so the decoded sound starts late by its *lead*; and it works in whole packets, so the last
//! one is longer than what was recorded. Both are written down in a different place in every container:
//!
//! | container | lead | end |
//! |---|---|---|
//! | mp3 | LAME's tag, which Symphonia applies packet by packet | same |
//! | mp3 without it | [`MP3_LEAD`] | not known |
//! | ogg | Opus: pre-skip in its header. Vorbis: none | last page's position, which Symphonia applies |
//! | webm, mkv | Opus: pre-skip. AAC: [`AAC_LEAD`] | `DiscardPadding` of the last block ([`matroska`]) |
//! | mp4, m4a | edit list ([`mp4`]); without one AAC: [`AAC_LEAD`], Opus: pre-skip | edit list, and the last packet's duration |
//! | AAC frames alone | [`AAC_LEAD`] | not known |
//! | wav, aiff, flac | none | exact |

pub(crate) mod matroska;
pub(crate) mod mp4;

use symphonia::core::codecs::audio::{
    AudioCodecParameters,
    well_known::{CODEC_ID_AAC, CODEC_ID_MP3, CODEC_ID_OPUS},
};

use crate::sniff::Container;

/// Frames that an AAC decoder gives before the first moment of the sound: its transform overlaps by one packet, and
/// ffmpeg and browsers add nothing to that. An encoder that adds more says so in an edit list.
const AAC_LEAD: u64 = 1_024;

/// Frames that an mp3 decoder gives before the first moment of the sound, where no LAME tag says so: the decoder's own
/// 529, and the 576 of LAME, which nearly every other encoder has as well.
const MP3_LEAD: u64 = 1_105;

/// Where Opus writes its pre-skip in its header, in frames of 48 kHz.
const OPUS_PRE_SKIP: std::ops::Range<usize> = 10..12;

/// What the container says about the sound's place in what is decoded.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Delay {
    /// What comes before the first moment.
    pub(crate) lead: Lead,
    /// Length of the sound after the lead in seconds, where the container says so.
    pub(crate) length: Option<f64>,
    /// What comes after the last moment, seconds.
    pub(crate) surplus: f64,
}

/// Sound before the first moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Lead {
    /// So many frames of the decoder's rate.
    Frames(u64),
    /// So many seconds.
    Seconds(f64),
}

impl Default for Lead {
    fn default() -> Self {
        Self::Frames(0)
    }
}

impl Lead {
    /// Frames to leave out at `rate` frames a second.
    pub(crate) fn frames(self, rate: u32) -> u64 {
        match self {
            Self::Frames(frames) => frames,
            Self::Seconds(seconds) => (seconds * f64::from(rate)).round() as u64,
        }
    }
}

/// What was read about the container beside what Symphonia reads.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    pub(crate) mp4: Option<mp4::Layout>,
    pub(crate) matroska: Option<matroska::Layout>,
}

impl Layout {
    /// Reads it; a file that is damaged gives what there is. Leaves `source` wherever it ended.
    pub(crate) fn read(source: &mut (impl std::io::Read + std::io::Seek), container: Container) -> Self {
        match container {
            Container::Mp4 => Self {
                mp4: Some(mp4::Layout::read(source)),
                ..Self::default()
            },
            Container::Matroska => Self {
                matroska: Some(matroska::Layout::read(source)),
                ..Self::default()
            },
            _ => Self::default(),
        }
    }

    /// Codecs of the sound tracks, as the container calls them.
    pub(crate) fn codecs(&self) -> &[String] {
        match (&self.mp4, &self.matroska) {
            (Some(mp4), _) => &mp4.codecs,
            (_, Some(matroska)) => &matroska.codecs,
            _ => &[],
        }
    }

    /// Whether the file ends before its container says it does.
    pub(crate) fn is_cut(&self) -> bool {
        self.mp4.as_ref().is_some_and(|mp4| !mp4.whole)
            || self.matroska.as_ref().is_some_and(|matroska| !matroska.whole)
    }

    /// The delay of the track with number `track` and Symphonia's `params`. `tagged` says whether the container gave
    /// Symphonia an encoder's delay.
    pub(crate) fn delay(&self, track: u32, params: &AudioCodecParameters, tagged: bool) -> Delay {
        let edit = self.mp4.as_ref().and_then(|mp4| mp4.edits.get(&track)).copied();
        let lead = match params.codec {
            _ if edit.is_some() => Lead::Seconds(edit.map_or(0.0, |edit| edit.lead)),
            CODEC_ID_OPUS => Lead::Seconds(f64::from(pre_skip(params, self.mp4.is_some())) / 48_000.0),
            CODEC_ID_AAC => Lead::Frames(AAC_LEAD),
            CODEC_ID_MP3 if !tagged => Lead::Frames(MP3_LEAD),
            _ => Lead::Frames(0),
        };
        let surplus = self.matroska.as_ref().map_or(0.0, |matroska| matroska.surplus);
        Delay {
            lead,
            length: edit.and_then(|edit| edit.length),
            surplus,
        }
    }
}

/// Opus's pre-skip; ogg and webm write it the other way round than mp4.
fn pre_skip(params: &AudioCodecParameters, big_endian: bool) -> u16 {
    let header = params.extra_data.as_deref().unwrap_or_default();
    let bytes = header
        .get(OPUS_PRE_SKIP)
        .and_then(|bytes| <[u8; 2]>::try_from(bytes).ok())
        .unwrap_or_default();
    if big_endian {
        u16::from_be_bytes(bytes)
    } else {
        u16::from_le_bytes(bytes)
    }
}

/// The parameters for a decoder that is to leave the lead alone. The decoder for Opus takes pre-skip off the first
/// packet only and reads mp4's the wrong way round; all of it is taken off here instead.
pub(crate) fn without_pre_skip(params: &AudioCodecParameters) -> AudioCodecParameters {
    let mut params = params.clone();
    if params.codec == CODEC_ID_OPUS
        && let Some(bytes) = params
            .extra_data
            .as_deref_mut()
            .and_then(|header| header.get_mut(OPUS_PRE_SKIP))
    {
        bytes.fill(0);
    }
    params
}
