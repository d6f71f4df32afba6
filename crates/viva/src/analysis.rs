//! From a recording to everything that is known about it: each engine and each set of rules in its turn.

use audio::Recording;
use coach::{FluencyRules, Rubric};
use domain::{
    ANALYSIS_VERSION, Analysis, DISCLAIMER, Language, ModelVersion, Pronunciation, Prosody, Transcript,
};
use speech::{Aligner, PronunciationScorer, SAMPLE_RATE, TranscribeOptions, Transcriber, VoiceDetector};

use crate::{engines::Engines, failure::Failure, progress::Progress};

/// Points of the waveform for an hour and less; enough to fill a wide screen at every zoom that a report offers.
const WAVEFORM_POINTS: usize = 4000;

/// Resampling for the intervals always starts here, so that the same recording gets the same scores.
const SEED: u64 = 1;

/// What to do with a recording.
pub(crate) struct Request<'a> {
    /// Name to show.
    pub(crate) name: String,
    /// The language, or `None` to detect it.
    pub(crate) language: Option<Language>,
    /// What the person meant to say.
    pub(crate) reference: Option<String>,
    /// By which rubric to score.
    pub(crate) rubric: &'a Rubric,
}

/// Analyses one recording.
pub(crate) fn analyze(
    recording: &Recording,
    engines: &mut Engines,
    request: Request<'_>,
    progress: &mut Progress,
) -> Result<Analysis, Failure> {
    let (transcript, pronunciation, prosody) = hear(recording, engines, &request, progress)?;
    progress.stage("Scoring");
    let rules = FluencyRules::new();
    let fluency = rules.apply(&transcript, &prosody);
    let mut models = engines.versions();
    models.push(ModelVersion {
        role: "prosody".to_owned(),
        name: "vivavoce-prosody".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    });
    models.push(FluencyRules::version());
    let scores = coach::score(
        request.rubric,
        &transcript,
        &prosody,
        &fluency,
        models.clone(),
        SEED,
    );
    let drills = coach::drills(&scores, &transcript, &prosody, &fluency);
    let reading = request
        .reference
        .map(|text| coach::compare_reading(&transcript, &text));
    Ok(Analysis {
        version: ANALYSIS_VERSION,
        vivavoce: env!("CARGO_PKG_VERSION").to_owned(),
        disclaimer: DISCLAIMER.to_owned(),
        recording: domain::Recording {
            name: request.name,
            seconds: recording.seconds(),
            format: recording.format.clone(),
        },
        models,
        notices: [audio::notices(recording), coach::notices(&transcript)].concat(),
        reading,
        pronunciation,
        prosody,
        fluency,
        scores,
        drills,
        waveform: audio::waveform(&recording.samples, WAVEFORM_POINTS),
        transcript,
    })
}

/// Words, their times and their sounds on this thread, prosody on another: neither needs the other.
fn hear(
    recording: &Recording,
    engines: &mut Engines,
    request: &Request<'_>,
    progress: &mut Progress,
) -> Result<(Transcript, Option<Pronunciation>, Prosody), Failure> {
    std::thread::scope(|scope| {
        let prosody = scope.spawn(|| prosody::measure(&recording.samples, SAMPLE_RATE as u32));
        let transcript = transcribe(recording, engines, &request.name, request.language, progress)?;
        let pronunciation = (transcript.language == Language::ENGLISH)
            .then(|| pronounce(recording, engines, &transcript, progress))
            .transpose()?;
        let prosody = prosody
            .join()
            .map_err(|_| Failure::ours("measuring prosody failed; please report this recording"))?;
        Ok((transcript, pronunciation, prosody))
    })
}

/// Voice activity, words, times.
pub(crate) fn transcribe(
    recording: &Recording,
    engines: &mut Engines,
    name: &str,
    language: Option<Language>,
    progress: &mut Progress,
) -> Result<Transcript, Failure> {
    let samples = &recording.samples;
    progress.stage("Finding speech");
    let speech = engines.voice.speech(samples)?;
    if speech.is_empty() {
        return Err(no_speech(name));
    }
    progress.stage("Hearing words");
    let options = TranscribeOptions {
        language,
        prompt: None,
    };
    let heard = engines
        .words
        .transcribe(samples, &speech, &options, &mut |word, done| {
            progress.word(&word.text);
            progress.share(done);
        })?;
    if heard.windows.iter().all(|window| window.words.is_empty()) {
        return Err(no_speech(name));
    }
    progress.stage("Timing words");
    Ok(engines
        .times
        .align(samples, &speech, &heard, &mut |done| progress.share(done))?)
}

/// Scores of the sounds of what was heard.
pub(crate) fn pronounce(
    recording: &Recording,
    engines: &mut Engines,
    transcript: &Transcript,
    progress: &mut Progress,
) -> Result<Pronunciation, Failure> {
    progress.stage("Scoring sounds");
    Ok(engines
        .sounds
        .score_talk(&recording.samples, transcript, &mut |done| progress.share(done))?)
}

fn no_speech(name: &str) -> Failure {
    Failure::input(format!(
        "no speech was found in {name}: check that the microphone was on and that somebody speaks in it"
    ))
}
