//! What the reader of a report should know before trusting its numbers.

use audio::{Downmix, Recording};
use domain::{Language, Notice, Transcript};

/// Below this probability the detected language is doubtful enough to say so.
const SURE_OF_LANGUAGE: f64 = 0.7;

/// More than this share of samples at full scale is heard as distortion.
const CLIPPED_SHARE: f64 = 0.000_1;

/// Below this level (root mean square, −46 dB of full scale) the room's own noise comes into the measurements.
const FAINT_RMS: f32 = 0.005;

/// More than this share of doubtful words makes the transcript itself doubtful.
const DOUBTFUL_SHARE: f64 = 0.15;

/// Everything to know about this recording, the sound first.
pub(crate) fn of(recording: &Recording, transcript: &Transcript) -> Vec<Notice> {
    [
        clipped(recording),
        faint(recording),
        channels(recording),
        truncated(recording),
        damaged(recording),
        language(transcript),
        doubtful(transcript),
        estimated(transcript),
    ]
    .into_iter()
    .flatten()
    .map(|(key, text)| Notice {
        key: key.to_owned(),
        text,
    })
    .collect()
}

type Found = Option<(&'static str, String)>;

fn clipped(recording: &Recording) -> Found {
    let share = recording.levels.clipped;
    (share > CLIPPED_SHARE).then(|| {
        let percent = 100.0 * share;
        ("clipped", format!("The recording is clipped in {percent:.2} % of its samples: loudness and voice quality are less sure. Turn the microphone down."))
    })
}

fn faint(recording: &Recording) -> Found {
    let text =
        "The recording is very quiet: pauses and voice quality are less sure. Move closer to the microphone.";
    (recording.levels.rms < FAINT_RMS).then(|| ("faint", text.to_owned()))
}

fn channels(recording: &Recording) -> Found {
    let text = match recording.downmix {
        Downmix::OutOfPhase(channel) => {
            format!(
                "The channels are out of phase and would cancel each other: only channel {} was used.",
                channel + 1
            )
        }
        Downmix::OneSided(channel) => {
            format!(
                "The other channels carry little or nothing: only channel {} was used.",
                channel + 1
            )
        }
        Downmix::Mono | Downmix::Mean => return None,
    };
    Some(("channels", text))
}

fn truncated(recording: &Recording) -> Found {
    let text = "The file ends before it should: everything up to there was analysed.";
    recording.truncated.then(|| ("truncated", text.to_owned()))
}

fn damaged(recording: &Recording) -> Found {
    let packets = recording.damaged_packets;
    (packets > 0).then(|| {
        (
            "damaged",
            format!("The file is damaged in {packets} places, which are silent in the analysis."),
        )
    })
}

fn language(transcript: &Transcript) -> Found {
    let probability = transcript
        .language_probability
        .filter(|probability| *probability < SURE_OF_LANGUAGE)?;
    let (language, percent) = (transcript.language, (100.0 * probability).round());
    let text = format!(
        "The language was taken to be “{language}”, {percent} % sure. If it is another, use --language."
    );
    Some(("language-uncertain", text))
}

fn doubtful(transcript: &Transcript) -> Found {
    let doubtful = transcript.words.iter().filter(|word| word.doubtful).count();
    let share = doubtful as f64 / transcript.words.len().max(1) as f64;
    (share > DOUBTFUL_SHARE).then(|| {
        let percent = (100.0 * share).round();
        ("words-doubtful", format!("For {percent} % of the words the sound does not fit what was written: read the transcript with care."))
    })
}

fn estimated(transcript: &Transcript) -> Found {
    let why = if transcript.language == Language::ENGLISH {
        "since some of the words do not fit the sound at all"
    } else {
        "since there is no phone model for this language yet"
    };
    let text = format!("Times of words are estimated, {why}. What needs measured times is left out.");
    (!transcript.is_measured()).then_some(("times-estimated", text))
}

#[cfg(test)]
mod tests {
    use audio::{Downmix, Levels, Recording};
    use domain::{Language, MediaFormat, Transcript};

    use super::of;

    fn keys(recording: &Recording, language_probability: Option<f64>) -> Vec<String> {
        let transcript = Transcript {
            language: Language::ENGLISH,
            language_probability,
            words: vec![],
            utterances: vec![],
            speech: vec![],
        };
        of(recording, &transcript)
            .into_iter()
            .map(|notice| notice.key)
            .collect()
    }

    fn good() -> Recording {
        let format = MediaFormat {
            container: "wav".into(),
            codec: "pcm_s16le".into(),
            sample_rate: 16_000,
            channels: 1,
        };
        let levels = Levels {
            peak: 0.5,
            rms: 0.1,
            clipped: 0.0,
        };
        Recording {
            samples: vec![],
            format,
            downmix: Downmix::Mono,
            levels,
            truncated: false,
            damaged_packets: 0,
        }
    }

    #[test]
    fn a_good_recording_gets_none() {
        assert_eq!(keys(&good(), Some(0.99)), Vec::<String>::new());
    }

    #[test]
    fn each_fault_of_the_recording_is_told() {
        let bad = Recording {
            levels: Levels {
                peak: 1.0,
                rms: 0.001,
                clipped: 0.01,
            },
            downmix: Downmix::OutOfPhase(0),
            truncated: true,
            damaged_packets: 2,
            ..good()
        };
        assert_eq!(
            keys(&bad, Some(0.4)),
            [
                "clipped",
                "faint",
                "channels",
                "truncated",
                "damaged",
                "language-uncertain"
            ]
        );
    }
}
