//! Opening a container: its reader, the sound track in it, and a decoder for that.

use std::sync::LazyLock;

use domain::MediaFormat;
use symphonia::core::{
    codecs::{
        CodecParameters,
        audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions},
        registry::CodecRegistry,
    },
    errors::Error as SymphoniaError,
    formats::{FormatOptions, FormatReader, Track, TrackType, probe::Hint},
    io::{MediaSourceStream, MediaSourceStreamOptions},
    meta::MetadataOptions,
};

use super::Job;
use crate::{Error, delay, open::Endless};

static CODECS: LazyLock<CodecRegistry> = LazyLock::new(|| {
    let mut codecs = CodecRegistry::new();
    symphonia::default::register_enabled_codecs(&mut codecs);
    codecs.register_audio_decoder::<symphonia_adapter_libopus::OpusDecoder>();
    codecs
});

/// A container with the track that is decoded.
pub(super) struct Opened<'a> {
    pub(super) reader: Box<dyn FormatReader + 'a>,
    pub(super) decoder: Box<dyn AudioDecoder>,
    pub(super) track: Track,
    pub(super) params: AudioCodecParameters,
}

impl<'a> Opened<'a> {
    pub(super) fn new(job: &Job<'a>) -> Result<Self, Error> {
        let stream = job
            .input
            .stream()
            .map_err(|error| Error::from_io(job.name, error))?;
        let stream = if job.layout.is_cut() {
            Box::new(Endless(stream))
        } else {
            stream
        };
        let stream = MediaSourceStream::new(stream, MediaSourceStreamOptions::default());
        let reader = symphonia::default::get_probe()
            .probe(
                &Hint::new(),
                stream,
                FormatOptions::default(),
                MetadataOptions::default(),
            )
            .map_err(|error| job.refused(error))?;
        let (track, params, decoder) = select(reader.as_ref(), job)?;
        Ok(Self {
            reader,
            decoder,
            track,
            params,
        })
    }

    /// After a stream that follows another one in the same file (chained ogg) has begun.
    pub(super) fn renew(&mut self, job: &Job<'_>) -> Result<(), Error> {
        (self.track, self.params, self.decoder) = select(self.reader.as_ref(), job)?;
        Ok(())
    }

    /// How the sound is stored; the rate and the channels are what the container claims.
    pub(super) fn format(&self, job: &Job<'_>) -> MediaFormat {
        MediaFormat {
            container: container_name(self.reader.as_ref(), job),
            codec: self.decoder.codec_info().short_name.to_owned(),
            sample_rate: self.params.sample_rate.unwrap_or(0),
            channels: self
                .params
                .channels
                .as_ref()
                .map_or(0, |channels| channels.count() as u16),
        }
    }
}

type Selected = (Track, AudioCodecParameters, Box<dyn AudioDecoder>);

/// The default sound track, or else the first that can be decoded.
fn select(reader: &dyn FormatReader, job: &Job<'_>) -> Result<Selected, Error> {
    let default = reader.default_track(TrackType::Audio).into_iter();
    let mut refusal = None;
    for track in default.chain(reader.tracks()) {
        let Some(CodecParameters::Audio(params)) = &track.codec_params else {
            continue;
        };
        let options = AudioDecoderOptions::default();
        match CODECS.make_audio_decoder(&delay::without_pre_skip(params), &options) {
            Ok(decoder) => return Ok((track.clone(), params.clone(), decoder)),
            Err(error) => refusal = refusal.or(Some(error)),
        }
    }
    let codec = job.layout.codecs().first();
    Err(match (codec, refusal) {
        (Some(codec), _) => job.unsupported(format!("{codec} sound")),
        (None, Some(error)) => job.unsupported(format!("a codec that is not known here ({error})")),
        (None, None) => Error::NoAudioTrack {
            name: job.name.to_owned(),
            container: container_name(reader, job),
        },
    })
}

fn container_name(reader: &dyn FormatReader, job: &Job<'_>) -> String {
    let layout = &job.layout;
    let name = match reader.format_info().short_name {
        "wave" => "wav",
        "matroska"
            if layout
                .matroska
                .as_ref()
                .is_some_and(|layout| layout.doc_type == "webm") =>
        {
            "webm"
        }
        "matroska" => "mkv",
        "isomp4" => match layout.mp4.as_ref().map(|layout| &layout.brand) {
            Some(b"M4A " | b"M4B ") => "m4a",
            Some(b"qt  ") => "mov",
            _ => "mp4",
        },
        other => other,
    };
    name.to_owned()
}

impl Job<'_> {
    /// What it means that Symphonia would not open the file.
    fn refused(&self, error: SymphoniaError) -> Error {
        match error {
            SymphoniaError::IoError(error) if error.raw_os_error().is_some() => {
                Error::from_io(self.name, error)
            }
            SymphoniaError::IoError(_) => self.damaged("it ends within its header"),
            SymphoniaError::Unsupported("isomp4: missing moov atom") => {
                self.damaged("its index is missing: the recording was not ended, or the copy was interrupted")
            }
            // It looked like a container, but there was none behind the first bytes.
            SymphoniaError::Unsupported(what) if what.starts_with("core (probe)") => {
                self.damaged("its header makes no sense")
            }
            SymphoniaError::Unsupported(what) => {
                self.unsupported(format!("a variant of its format ({what})"))
            }
            other => self.damaged(other.to_string()),
        }
    }
}
