//! What a reader should know about a transcript before trusting what was made of it.

use domain::{Language, Notice, Transcript};

/// Below this probability the detected language is doubtful enough to say so.
const SURE_OF_LANGUAGE: f64 = 0.7;

/// More than this share of doubtful words makes the transcript itself doubtful.
const DOUBTFUL_SHARE: f64 = 0.15;

/// Everything to know about the words: an uncertain language, many doubtful words, estimated times.
#[must_use]
pub fn notices(transcript: &Transcript) -> Vec<Notice> {
    [language(transcript), doubtful(transcript), estimated(transcript)]
        .into_iter()
        .flatten()
        .map(|(key, text)| Notice {
            key: key.to_owned(),
            text,
        })
        .collect()
}

type Found = Option<(&'static str, String)>;

fn language(transcript: &Transcript) -> Found {
    let probability = transcript
        .language_probability
        .filter(|probability| *probability < SURE_OF_LANGUAGE)?;
    let (language, percent) = (transcript.language, (100.0 * probability).round());
    let text = format!(
        "The language was taken to be “{language}”, {percent} % sure. If it is another, choose the language and analyse the recording again."
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
    use domain::{Language, Timing, Transcript};

    use super::notices;
    use crate::testing::said;

    fn keys(transcript: &Transcript) -> Vec<String> {
        notices(transcript).into_iter().map(|notice| notice.key).collect()
    }

    #[test]
    fn a_sure_transcript_gets_none() {
        let mut sure = said("we went home");
        assert_eq!(keys(&sure), Vec::<String>::new(), "the person chose the language");
        sure.language_probability = Some(0.99);
        assert_eq!(keys(&sure), Vec::<String>::new());
    }

    #[test]
    fn each_doubt_is_told() {
        let mut doubted = said("we went home");
        doubted.language_probability = Some(0.4);
        doubted.words[0].doubtful = true;
        doubted.words[1].timing = Timing::Estimated;
        assert_eq!(
            keys(&doubted),
            ["language-uncertain", "words-doubtful", "times-estimated"]
        );
    }

    #[test]
    fn why_times_are_estimated_depends_on_the_language() {
        let mut spanish = said("nos fuimos a casa");
        spanish.words[0].timing = Timing::Estimated;
        let in_english = notices(&spanish)[0].text.clone();
        spanish.language = Language::SPANISH;
        assert_ne!(notices(&spanish)[0].text, in_english);
    }
}
