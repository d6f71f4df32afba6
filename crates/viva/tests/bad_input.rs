//! What bad input gets: one clear sentence, exit code 2 for the input and 1 for this machine, nothing half-written, no
//! panic.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use common::{RATE, analyze, file, said, viva, write_wav};
use tempfile::{TempDir, tempdir};

const SECOND: usize = RATE as usize;

/// The command refused with `code`, in one sentence that has each of `parts`, and left no file behind.
fn assert_refused(output: &Output, code: i32, parts: &[&str]) {
    let said = said(output);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert_eq!(said.trim().lines().count(), 1, "one sentence: {said}");
    assert!(said.starts_with("viva: "), "{said}");
    for part in parts {
        assert!(said.contains(part), "“{part}” is missing in: {said}");
    }
    assert!(output.stdout.is_empty());
}

fn with_file(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn with_sound(channels: u16, samples: impl Iterator<Item = f32>) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("take.wav");
    write_wav(&path, channels, samples);
    (folder, path)
}

/// White noise, the same every time (xorshift).
fn noise() -> impl Iterator<Item = f32> {
    let mut state = 0x2545_F491_u32;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as f32 / u32::MAX as f32 - 0.5
    })
}

#[test]
fn an_empty_file() {
    let (_folder, path) = with_file("empty.wav", b"");
    assert_refused(&analyze(&path, &[]), 2, &["empty.wav", "empty"]);
}

#[test]
fn a_text_named_wav() {
    let (_folder, path) = with_file(
        "notes.wav",
        b"Dear diary, today I practised my talk.\n".repeat(50).as_slice(),
    );
    assert_refused(&analyze(&path, &[]), 2, &["notes.wav"]);
}

#[test]
fn a_file_that_is_not_there() {
    assert_refused(
        &analyze(Path::new("no/such/take.wav"), &[]),
        2,
        &["no/such/take.wav"],
    );
}

#[test]
fn a_directory() {
    let folder = tempdir().unwrap();
    assert_refused(&analyze(folder.path(), &[]), 2, &["folder"]);
}

#[test]
fn a_file_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = with_file("private.wav", b"RIFF");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = viva();
    if fs::File::open(&path).is_ok() {
        // Root may read everything: become nobody, with a copy of the command that nobody may run.
        let copy = folder.path().join("viva");
        fs::copy(env!("CARGO_BIN_EXE_viva"), &copy).unwrap();
        fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).unwrap();
        command = Command::new("setpriv");
        command
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(copy);
    }
    let output = command.arg("analyze").arg(&path).arg("--quiet").output().unwrap();
    assert_refused(&output, 2, &["private.wav", "permission"]);
}

#[test]
fn silence() {
    let (_folder, path) = with_sound(1, std::iter::repeat_n(0.0, 5 * SECOND));
    assert_refused(&analyze(&path, &[]), 2, &["take.wav", "no speech"]);
}

#[test]
fn a_fifth_of_a_second() {
    let (_folder, path) = with_sound(1, noise().take(SECOND / 5));
    assert_refused(&analyze(&path, &[]), 2, &["take.wav", "0.20 s", "0.3 s"]);
}

#[test]
fn noise_alone() {
    let (_folder, path) = with_sound(1, noise().take(8 * SECOND));
    assert_refused(&analyze(&path, &[]), 2, &["no speech"]);
}

#[test]
fn music_alone() {
    let chords = [
        [262.0, 330.0, 392.0],
        [220.0, 262.0, 330.0],
        [175.0, 220.0, 262.0],
        [196.0, 247.0, 294.0],
    ];
    let music = (0..8 * SECOND).map(|index| {
        let time = index as f32 / RATE as f32;
        let decay = (-(time % 1.0) * 2.0).exp();
        let chord = chords[time as usize % chords.len()];
        0.2 * decay
            * chord
                .iter()
                .map(|pitch| (std::f32::consts::TAU * pitch * time).sin())
                .sum::<f32>()
    });
    let (_folder, path) = with_sound(1, music);
    assert_refused(&analyze(&path, &[]), 2, &["no speech"]);
}

#[test]
fn three_hours() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("conference.wav");
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 8000,
        bits_per_sample: 8,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(&path, spec).unwrap();
    for _ in 0..3 * 3600 * 8000 {
        writer.write_sample(0_i8).unwrap();
    }
    writer.finalize().unwrap();
    assert_refused(
        &analyze(&path, &[]),
        2,
        &["conference.wav", "90 minutes", "--max-minutes"],
    );
}

#[test]
fn two_channels_out_of_phase_are_heard_all_the_same() {
    let mono = common::read_wav(&file(
        "fixtures/librivox/sense_and_sensibility_01_austen_64kb-0880.wav",
    ));
    let (_folder, path) = with_sound(2, mono.iter().flat_map(|sample| [*sample, -*sample]));
    let output = analyze(&path, &["--language", "en"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        common::printed(&output).to_lowercase().contains("young man"),
        "{}",
        common::printed(&output)
    );
}

#[test]
fn a_truncated_webm_is_heard_to_its_end() {
    let whole = fs::read(file("fixtures/librivox/reading.webm")).unwrap();
    let (_folder, path) = with_file("cut.webm", &whole[..whole.len() / 2]);
    let output = analyze(&path, &["--language", "en"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        common::printed(&output).to_lowercase().contains("dashwood"),
        "{}",
        common::printed(&output)
    );
    assert_refused(
        &analyze(&with_file("head.webm", &whole[..60]).1, &[]),
        2,
        &["head.webm"],
    );
}

#[test]
fn an_unknown_language() {
    let output = analyze(&file("samples/reading.flac"), &["--language", "klingon"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("klingon"), "{}", said(&output));
}

#[test]
fn an_unknown_rubric_names_the_known_ones() {
    let output = analyze(&file("samples/reading.flac"), &["--rubric", "opera"]);
    assert_refused(&output, 2, &["opera", "public-speaking", "conversation"]);
}

#[test]
fn a_rubric_file_with_a_mistake_says_where() {
    let (_folder, path) = with_file("mine.toml", b"name = \"mine\"\nversion = \"one\"\n");
    let output = analyze(
        &file("samples/reading.flac"),
        &["--rubric", path.to_str().unwrap()],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("mine.toml"), "{}", said(&output));
}

#[test]
fn a_model_folder_with_a_file_missing() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("config.json"), "{}").unwrap();
    let output = viva()
        .arg("analyze")
        .arg(file("samples/reading.flac"))
        .args(["--quiet", "--model-dir"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_refused(&output, 2, &[folder.path().to_str().unwrap()]);
}

#[test]
fn a_full_disk_leaves_nothing_half_written() {
    let folder = tempdir().unwrap();
    // Files of this process may not grow past one kilobyte: a write fails as on a full disk.
    let output = Command::new("bash")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 1; exec \"$@\"",
            "bash",
            env!("CARGO_BIN_EXE_viva"),
            "analyze",
        ])
        .arg(file(
            "fixtures/librivox/sense_and_sensibility_01_austen_64kb-0880.wav",
        ))
        .args([
            "--model",
            "tiny",
            "--language",
            "en",
            "--quiet",
            "--format",
            "html,json",
            "--out",
        ])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_refused(&output, 1, &["report.html", "--out"]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn an_output_folder_that_cannot_be() {
    let (_folder, path) = with_file("taken", b"a file");
    let output = analyze(&file("samples/reading.flac"), &["--out", path.to_str().unwrap()]);
    assert_refused(&output, 1, &["taken", "--out"]);
}

#[test]
fn an_empty_reference() {
    assert_refused(
        &analyze(&file("samples/reading.flac"), &["--reference", "  "]),
        2,
        &["reference"],
    );
}
