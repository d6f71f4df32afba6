//! Folders of recordings with transcripts, in the layouts that are common for them.
//!
//! | layout | audio | text |
//! |---|---|---|
//! | `labels.jsonl` | `audio/ID.flac` | one JSON object a line with `id` and `text` |
//! | `transcription.txt` | `*.wav` | lines `<s> text </s> (ID)` |
//! | pairs | `NAME.wav` | `NAME.txt` |

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::failure::Failure;

/// Longest transcript file that is read, bytes.
const MAX_TEXT_BYTES: u64 = 64 << 20;

/// One recording and what is said in it.
#[derive(Debug)]
pub(crate) struct Utterance {
    /// The recording.
    pub(crate) audio: PathBuf,
    /// What is said in it.
    pub(crate) text: String,
}

/// Reads a corpus in whichever layout it has, in order of the audio files' names.
pub(crate) fn read(folder: &Path) -> Result<Vec<Utterance>, Failure> {
    let labels = folder.join("labels.jsonl");
    let transcription = folder.join("transcription.txt");
    let mut utterances = if labels.is_file() {
        read_labels(folder, &read_text(&labels)?)?
    } else if transcription.is_file() {
        read_transcription(folder, &read_text(&transcription)?)?
    } else {
        read_pairs(folder)?
    };
    utterances.retain(|utterance| utterance.audio.is_file());
    utterances.sort_by(|a, b| a.audio.cmp(&b.audio));
    if utterances.is_empty() {
        return Err(Failure::input(format!(
            "{} holds no recordings with transcripts: expected labels.jsonl with audio/ID.flac, transcription.txt with \
             *.wav, or pairs NAME.wav and NAME.txt",
            folder.display()
        )));
    }
    Ok(utterances)
}

fn read_labels(folder: &Path, text: &str) -> Result<Vec<Utterance>, Failure> {
    #[derive(serde::Deserialize)]
    struct Label {
        id: String,
        text: String,
    }
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let label: Label = serde_json::from_str(line)
                .map_err(|error| Failure::input(format!("labels.jsonl, line {}: {error}", index + 1)))?;
            Ok(Utterance {
                audio: folder
                    .join("audio")
                    .join(file_name(&label.id)?)
                    .with_extension("flac"),
                text: label.text,
            })
        })
        .collect()
}

fn read_transcription(folder: &Path, text: &str) -> Result<Vec<Utterance>, Failure> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let parts = line
                .trim()
                .strip_suffix(')')
                .and_then(|line| line.rsplit_once('('));
            let Some((text, id)) = parts else {
                return Err(Failure::input(format!(
                    "transcription.txt, line {}: no (ID) at its end",
                    index + 1
                )));
            };
            let text = text
                .trim()
                .trim_start_matches("<s>")
                .trim_end_matches("</s>")
                .trim();
            Ok(Utterance {
                audio: folder.join(format!("{}.wav", file_name(id)?)),
                text: text.to_owned(),
            })
        })
        .collect()
}

fn read_pairs(folder: &Path) -> Result<Vec<Utterance>, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::input(format!("{} cannot be read: {error}", folder.display()));
    let mut utterances = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let audio = entry.map_err(unreadable)?.path();
        let text = audio.with_extension("txt");
        if audio.extension().is_some_and(|extension| extension == "wav") && text.is_file() {
            utterances.push(Utterance {
                text: read_text(&text)?.trim().to_owned(),
                audio,
            });
        }
    }
    Ok(utterances)
}

/// An ID becomes a file name: it may not lead out of the folder.
pub(crate) fn file_name(id: &str) -> Result<&str, Failure> {
    if id.is_empty() || id.contains(['/', '\\']) || id.starts_with('.') {
        return Err(Failure::input(format!(
            "“{id}” is not an ID that can name a file"
        )));
    }
    Ok(id)
}

/// Reads a text file of at most [`MAX_TEXT_BYTES`].
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::input(format!("{} cannot be read: {error}", path.display()));
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > MAX_TEXT_BYTES {
        return Err(Failure::input(format!(
            "{} is larger than {} MB",
            path.display(),
            MAX_TEXT_BYTES >> 20
        )));
    }
    fs::read_to_string(path).map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use super::{read, read_labels, read_transcription};

    #[test]
    fn every_layout_is_read() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("b.wav"), "").unwrap();
        std::fs::write(folder.path().join("b.txt"), "two words\n").unwrap();
        assert_eq!(read(folder.path()).unwrap()[0].text, "two words");

        std::fs::write(
            folder.path().join("transcription.txt"),
            "<s> three small words </s> (b)\n",
        )
        .unwrap();
        assert_eq!(read(folder.path()).unwrap()[0].text, "three small words");

        std::fs::create_dir(folder.path().join("audio")).unwrap();
        std::fs::write(folder.path().join("audio/c.flac"), "").unwrap();
        std::fs::write(
            folder.path().join("labels.jsonl"),
            "{\"id\":\"c\",\"text\":\"ONE\",\"age\":6}\n",
        )
        .unwrap();
        assert_eq!(read(folder.path()).unwrap()[0].text, "ONE");
    }

    #[test]
    fn an_empty_folder_says_which_layouts_there_are() {
        let folder = tempfile::tempdir().unwrap();
        let failure = format!("{:?}", read(folder.path()).unwrap_err());
        assert!(failure.contains("labels.jsonl"), "{failure}");
    }

    #[test]
    fn an_id_cannot_lead_out_of_the_folder() {
        let folder = std::path::Path::new("corpus");
        assert!(read_labels(folder, "{\"id\":\"../../etc/passwd\",\"text\":\"x\"}").is_err());
        assert!(read_transcription(folder, "text (../x)").is_err());
        assert!(read_transcription(folder, "text without an id").is_err());
    }
}
