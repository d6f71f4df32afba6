//! What bad input gets: one sentence that says what is wrong and what to do, or what there is of the sound.

#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first thing that is not as it should be"
)]

mod support;

use std::{io::Write, path::Path};

use audio::{Error, Limits, open, read};
use support::{bytes, decode, fixture, lag, reference};

fn refused(bytes: &[u8]) -> String {
    let error = decode(bytes).unwrap_err();
    assert!(error.is_input(), "{error}");
    error.to_string()
}

#[test]
fn what_is_no_recording_is_called_by_its_name() {
    assert_eq!(
        refused(b""),
        "stdin is empty: nothing was recorded, or the copy was interrupted"
    );
    let text = "Dear all, this is not a recording. ".repeat(1_000);
    assert!(refused(text.as_bytes()).starts_with("stdin is not a recording but text: expected wav"));
    assert!(refused(&[0; 4_096]).starts_with("stdin is not a recording: expected wav"));
    assert!(refused(b"RIFF\x24\0\0\0WAVE but not really").contains("stdin is damaged or cut short"));
}

#[test]
fn what_is_not_supported_is_named() {
    assert!(refused(&bytes("unsupported.wma")).contains("holds Windows Media sound, which is not supported"));
    assert!(refused(&bytes("unsupported.mkv")).contains("holds A_AC3 sound"));
    assert!(refused(&bytes("unsupported.mp4")).contains("holds ac-3 sound"));
    assert!(refused(&bytes("no-sound.mp4")).contains("(mp4) has no sound track"));
}

#[test]
fn files_that_cannot_be_opened_say_why() {
    let limits = Limits::default();
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        open(folder.path(), &limits),
        Err(Error::Directory { .. })
    ));
    assert!(matches!(
        open(&folder.path().join("gone.wav"), &limits),
        Err(Error::NotFound { .. })
    ));
    let message = open(Path::new("no/such.wav"), &limits).unwrap_err().to_string();
    assert_eq!(message, "there is no file no/such.wav: check its name and folder");
}

#[test]
fn too_little_and_too_much_are_refused_with_the_limit() {
    let short = audio::to_wav_bytes(&reference()[..3_200]);
    assert_eq!(refused(&short), "stdin is 0.20 s long: at least 0.3 s are needed");

    let limits = Limits {
        max_minutes: 0.025,
        ..Limits::default()
    };
    for name in [
        "reference.wav",
        "speech.flac",
        "no-tag.mp3",
        "live.webm",
        "fragmented.mp4",
    ] {
        let message = open(&fixture(name), &limits).unwrap_err().to_string();
        assert!(
            message.ends_with("is longer than 0.025 minutes: cut it, or allow more with --max-minutes"),
            "{message}"
        );
    }
    let limits = Limits {
        max_bytes: 1_000,
        ..Limits::default()
    };
    assert!(matches!(
        open(&fixture("speech.mp3"), &limits),
        Err(Error::TooLarge { limit: 1_000, .. })
    ));
    assert!(matches!(
        read(std::io::repeat(7), "stdin", &limits),
        Err(Error::TooLarge { limit: 1_000, .. })
    ));
}

#[test]
fn a_recording_that_was_cut_is_decoded_to_its_end() {
    let truth = reference();
    for name in [
        "live.webm",
        "speech.webm",
        "faststart.m4a",
        "fragmented.mp4",
        "speech.flac",
        "speech.mp3",
        "reference.wav",
    ] {
        let whole = bytes(name);
        let recording =
            decode(&whole[..whole.len() * 7 / 10]).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(recording.truncated, "{name} does not say that it was cut");
        assert!(
            (0.9..1.6).contains(&recording.seconds()),
            "{name}: {} s",
            recording.seconds()
        );
        let (lag, likeness) = lag(&truth, &recording.samples);
        assert!(
            lag.abs() < 1.0 && likeness > 0.9,
            "{name}: lag {lag}, likeness {likeness}"
        );
    }
    let m4a = bytes("speech.m4a");
    assert!(
        refused(&m4a[..m4a.len() * 7 / 10]).contains("its index is missing: the recording was not ended")
    );
}

#[test]
fn damage_in_the_middle_does_not_move_what_comes_after() {
    for name in ["speech.webm", "speech.flac", "speech.mp3"] {
        let mut damaged = bytes(name);
        let middle = damaged.len() / 2;
        for byte in &mut damaged[middle..middle + 40] {
            *byte ^= 0x5a;
        }
        let Ok(recording) = decode(&damaged) else { continue };
        if recording.truncated {
            continue;
        }
        let end = 24_000..31_000;
        let (lag, _) = lag(&reference()[end.clone()], &recording.samples[end.start..]);
        assert!(
            lag.abs() < 16.0,
            "{name}: what follows the damage is {} ms late",
            lag / 16.0
        );
    }
}

#[test]
fn a_named_pipe_is_read_like_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let writer = std::thread::spawn({
        let pipe = pipe.clone();
        move || {
            std::fs::File::create(pipe)
                .unwrap()
                .write_all(&bytes("speech.m4a"))
                .unwrap()
        }
    });
    let recording = open(&pipe, &Limits::default()).unwrap();
    writer.join().unwrap();
    assert_eq!(recording.seconds(), 2.0);
}
