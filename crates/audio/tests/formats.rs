//! Every format gives the same sound at the same time, however it is stored.

#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first thing that is not as it should be"
)]

mod support;

use audio::Downmix;
use support::{lag, open, reference};

/// Most that a sound may come early or late, ms. The codecs themselves blur more than this.
const MAX_LAG_MS: f64 = 0.05;

/// Encoded fixtures: container, codec, the least likeness to the truth (of what the codec leaves), and how much longer
/// than the truth they may be, ms. An mp3 without LAME's tag and bare AAC frames do not say where the sound ends.
const ENCODED: [(&str, &str, &str, f64, f64); 15] = [
    ("speech.flac", "flac", "flac", 0.999, 0.1),
    ("speech.mp3", "mp3", "mp3", 0.98, 0.1),
    ("no-tag.mp3", "mp3", "mp3", 0.98, 27.0),
    ("speech.opus", "ogg", "opus", 0.94, 0.1),
    ("speech.ogg", "ogg", "vorbis", 0.96, 0.1),
    ("speech.webm", "webm", "opus", 0.94, 0.1),
    ("live.webm", "webm", "opus", 0.94, 0.1),
    ("vorbis.webm", "webm", "vorbis", 0.96, 0.1),
    ("speech.m4a", "m4a", "aac", 0.96, 0.1),
    ("faststart.m4a", "m4a", "aac", 0.96, 0.1),
    ("fragmented.mp4", "mp4", "aac", 0.96, 0.1),
    ("fragmented-edits.mp4", "mp4", "aac", 0.96, 0.1),
    ("opus.mp4", "mp4", "opus", 0.94, 0.1),
    ("speech.aac", "aac", "aac", 0.96, 24.0),
    ("film.mp4", "mp4", "aac", 0.96, 0.1),
];

#[test]
fn every_format_gives_the_same_sound_at_the_same_time() {
    let truth = reference();
    for (name, container, codec, least_likeness, longer) in ENCODED {
        let recording = open(name).unwrap();
        let (lag, likeness) = lag(&truth, &recording.samples);
        let surplus = (recording.samples.len() as f64 - truth.len() as f64) / 16.0;
        println!(
            "{name}: lag {:.3} ms, likeness {likeness:.4}, longer by {surplus:.2} ms",
            lag / 16.0
        );
        assert!(
            (lag / 16.0).abs() <= MAX_LAG_MS,
            "{name} comes {} ms late",
            lag / 16.0
        );
        assert!(likeness >= least_likeness, "{name} is another sound: {likeness}");
        assert!(
            (-0.1..=longer).contains(&surplus),
            "{name} is {surplus} ms longer"
        );
        assert_eq!(
            (
                recording.format.container.as_str(),
                recording.format.codec.as_str()
            ),
            (container, codec),
            "{name}"
        );
        assert_eq!(recording.format.channels, 2, "{name}");
        assert_eq!(
            (recording.downmix, recording.truncated, recording.damaged_packets),
            (Downmix::Mean, false, 0),
            "{name}"
        );
    }
}

/// A WAV file with `frames` of the given format code and bits, 16 kHz, mono.
fn wav(code: u16, bits: u16, data: &[u8]) -> Vec<u8> {
    let frame = bits / 8;
    let mut file = b"RIFF".to_vec();
    file.extend((36 + data.len() as u32).to_le_bytes());
    file.extend(b"WAVEfmt \x10\0\0\0");
    file.extend([code, 1].into_iter().flat_map(u16::to_le_bytes));
    file.extend(
        [16_000u32, 16_000 * u32::from(frame)]
            .into_iter()
            .flat_map(u32::to_le_bytes),
    );
    file.extend([frame, bits].into_iter().flat_map(u16::to_le_bytes));
    file.extend(b"data");
    file.extend((data.len() as u32).to_le_bytes());
    file.extend(data);
    file
}

#[test]
fn every_kind_of_wav_gives_the_same_samples() {
    let truth = reference();
    let all = |bytes: fn(f32) -> Vec<u8>| truth.iter().copied().flat_map(bytes).collect::<Vec<u8>>();
    let kinds = [
        (
            1,
            8,
            "pcm_u8",
            1.0 / 128.0,
            all(|s| vec![(s * 128.0 + 128.0) as u8]),
        ),
        (
            1,
            16,
            "pcm_s16le",
            0.0,
            all(|s| ((s * 32_768.0) as i16).to_le_bytes().to_vec()),
        ),
        (
            1,
            24,
            "pcm_s24le",
            0.0,
            all(|s| ((s * 8_388_608.0) as i32).to_le_bytes()[..3].to_vec()),
        ),
        (
            1,
            32,
            "pcm_s32le",
            0.0,
            all(|s| ((f64::from(s) * 2_147_483_648.0) as i32).to_le_bytes().to_vec()),
        ),
        (3, 32, "pcm_f32le", 0.0, all(|s| s.to_le_bytes().to_vec())),
        (
            3,
            64,
            "pcm_f64le",
            0.0,
            all(|s| f64::from(s).to_le_bytes().to_vec()),
        ),
    ];
    for (code, bits, codec, tolerance, data) in kinds {
        let recording = support::decode(&wav(code, bits, &data)).unwrap();
        assert_eq!(recording.format.codec, codec);
        assert_eq!(recording.samples.len(), truth.len(), "{codec}");
        let worst = truth
            .iter()
            .zip(&recording.samples)
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f32::max);
        assert!(worst <= tolerance, "{codec} is off by {worst}");
        assert_eq!(recording.downmix, Downmix::Mono);
    }
}

#[test]
fn samples_that_are_not_numbers_become_silence() {
    let data: Vec<u8> = (0..16_000u16)
        .flat_map(|i| if i % 2 == 0 { f32::NAN } else { f32::INFINITY }.to_le_bytes())
        .collect();
    let recording = support::decode(&wav(3, 32, &data)).unwrap();
    assert!(recording.samples.iter().all(|&sample| sample == 0.0));
}

/// 48 kHz stereo made of the reading, left and right as given.
fn stereo(sides: fn(f32) -> (f32, f32)) -> Vec<u8> {
    let spec = hound::WavSpec {
        channels: 2,
        sample_rate: 48_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut file = std::io::Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut file, spec).unwrap();
    for sample in reference() {
        let (left, right) = sides(sample);
        for _ in 0..3 {
            writer.write_sample((left * 32_767.0) as i16).unwrap();
            writer.write_sample((right * 32_767.0) as i16).unwrap();
        }
    }
    writer.finalize().unwrap();
    file.into_inner()
}

#[test]
fn two_channels_out_of_phase_do_not_cancel() {
    let truth = support::decode(&stereo(|s| (s, s))).unwrap().levels;
    for (sides, downmix) in [
        ((|s| (s, -s)) as fn(f32) -> (f32, f32), Downmix::OutOfPhase(0)),
        (|s| (-0.7 * s, s), Downmix::OutOfPhase(1)),
        (|s| (0.0, s), Downmix::OneSided(1)),
    ] {
        let recording = support::decode(&stereo(sides)).unwrap();
        assert_eq!(recording.downmix, downmix);
        assert!(
            (recording.levels.rms / truth.rms - 1.0).abs() < 0.01,
            "as loud as the voice is"
        );
    }
}

#[test]
fn silence_is_a_recording_and_its_levels_say_so() {
    let recording = support::decode(&stereo(|_| (0.0, 0.0))).unwrap();
    assert_eq!((recording.levels.peak, recording.levels.rms), (0.0, 0.0));
}

#[test]
fn clipping_is_noticed() {
    assert_eq!(support::decode(&stereo(|s| (s, s))).unwrap().levels.clipped, 0.0);
    let clipped = support::decode(&stereo(|s| ((s * 20.0).clamp(-1.0, 1.0), s)))
        .unwrap()
        .levels
        .clipped;
    assert!(clipped > 0.01, "{clipped}");
}
