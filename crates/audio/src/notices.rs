//! What a listener should know about a recording before trusting numbers measured in it.

use domain::Notice;

use crate::{Downmix, Recording};

/// More than this share of samples at full scale is heard as distortion.
const CLIPPED_SHARE: f64 = 0.000_1;

/// Below this level (root mean square, −46 dB of full scale) the room's own noise comes into the measurements.
const FAINT_RMS: f32 = 0.005;

/// Everything to know about the sound: clipped, faint, channels left out, cut short, damaged. Empty for a good recording.
#[must_use]
pub fn notices(recording: &Recording) -> Vec<Notice> {
    [
        clipped(recording),
        faint(recording),
        channels(recording),
        truncated(recording),
        damaged(recording),
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

#[cfg(test)]
mod tests {
    use domain::MediaFormat;

    use super::notices;
    use crate::{Downmix, Levels, Recording};

    fn keys(recording: &Recording) -> Vec<String> {
        notices(recording).into_iter().map(|notice| notice.key).collect()
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
        assert_eq!(keys(&good()), Vec::<String>::new());
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
            keys(&bad),
            ["clipped", "faint", "channels", "truncated", "damaged"]
        );
    }
}
