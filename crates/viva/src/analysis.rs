//! From a recording to everything that is known about it: each engine and each set of rules in its turn.

use audio::Recording;
use coach::{FluencyRules, Rubric};
use domain::{ANALYSIS_VERSION, Analysis, DISCLAIMER, Language, ModelVersion, Notice, Prosody, Transcript};
use speech::{Aligner, SAMPLE_RATE, TranscribeOptions, Transcriber, VoiceDetector};

use crate::{engines::Engines, failure::Failure, progress::Progress};

/// Points of the waveform for an hour and less; enough to fill a wide screen at every zoom that a report offers.
const WAVEFORM_POINTS: usize = 4000;

/// Below this probability the detected language is doubtful enough to say so.
const SURE_OF_LANGUAGE: f64 = 0.7;

/// Resampling for the intervals always starts here, so that the same recording gets the same scores.
const SEED: u64 = 1;

/// What to do with a recording.
pub struct Request<'a> {
    /// Name to show.
    pub name: String,
    /// The language, or `None` to detect it.
    pub language: Option<Language>,
    /// What the person meant to say.
    pub reference: Option<String>,
    /// By which rubric to score.
    pub rubric: &'a Rubric,
}

/// Analyses one recording.
pub fn analyze(
    recording: &Recording,
    engines: &mut Engines,
    request: Request<'_>,
    progress: &mut Progress,
) -> Result<Analysis, Failure> {
    let (transcript, prosody) = hear(recording, engines, &request, progress)?;
    progress.stage("Scoring");
    let rules = FluencyRules::new(transcript.language);
    let fluency = rules.apply(&transcript, &prosody);
    let mut models = engines.versions();
    models.push(ModelVersion {
        role: "prosody".to_owned(),
        name: "vivavoce-prosody".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    });
    models.push(rules.version());
    let scores = coach::score(request.rubric, &transcript, &prosody, &fluency, models.clone(), SEED);
    let drills = coach::drills(&scores, &transcript, &prosody, &fluency);
    let reading = request.reference.map(|text| coach::compare_reading(&transcript, &text));
    Ok(Analysis {
        version: ANALYSIS_VERSION,
        vivavoce: env!("CARGO_PKG_VERSION").to_owned(),
        disclaimer: DISCLAIMER.to_owned(),
        recording: domain::Recording {
            name: request.name,
            seconds: recording.samples.len() as f64 / SAMPLE_RATE as f64,
            format: recording.format.clone(),
        },
        models,
        notices: notices(recording, &transcript),
        reading,
        prosody,
        fluency,
        scores,
        drills,
        waveform: audio::waveform(&recording.samples, WAVEFORM_POINTS),
        transcript,
    })
}

/// Words and their times on this thread, prosody on another: neither needs the other.
fn hear(
    recording: &Recording,
    engines: &mut Engines,
    request: &Request<'_>,
    progress: &mut Progress,
) -> Result<(Transcript, Prosody), Failure> {
    std::thread::scope(|scope| {
        let prosody = scope.spawn(|| prosody::measure(&recording.samples, SAMPLE_RATE as u32));
        let transcript = transcribe(recording, engines, request, progress)?;
        let prosody = prosody.join().map_err(|_| Failure::ours("measuring prosody failed; please report this recording"))?;
        Ok((transcript, prosody))
    })
}

/// Voice activity, words, times.
fn transcribe(
    recording: &Recording,
    engines: &mut Engines,
    request: &Request<'_>,
    progress: &mut Progress,
) -> Result<Transcript, Failure> {
    let samples = &recording.samples;
    progress.stage("Finding speech");
    let speech = engines.voice.speech(samples)?;
    if speech.is_empty() {
        return Err(no_speech(&request.name));
    }
    progress.stage("Hearing words");
    let options = TranscribeOptions { language: request.language, prompt: None };
    let heard = engines.words.transcribe(samples, &speech, &options, &mut |word, done| {
        progress.word(&word.text);
        progress.share(done);
    })?;
    if heard.windows.iter().all(|window| window.words.is_empty()) {
        return Err(no_speech(&request.name));
    }
    progress.stage("Timing words");
    Ok(engines.times.align(samples, &speech, &heard, &mut |done| progress.share(done))?)
}

fn no_speech(name: &str) -> Failure {
    Failure::input(format!("no speech was found in {name}: check that the microphone was on and that somebody speaks in it"))
}

/// What the reader should know before trusting the numbers.
fn notices(recording: &Recording, transcript: &Transcript) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut add = |key: &str, text: String| notices.push(Notice { key: key.to_owned(), text });
    for notice in recording.notices() {
        add(&notice.key, notice.text.clone());
    }
    if let Some(probability) = transcript.language_probability.filter(|probability| *probability < SURE_OF_LANGUAGE) {
        let share = (probability * 100.0).round();
        let language = transcript.language;
        add(
            "language-uncertain",
            format!("The language was taken to be “{language}” with {share} % certainty. If it is another, use --language."),
        );
    }
    if !transcript.is_measured() {
        add(
            "times-estimated",
            "The times of words are estimated: there is no phone model for this language yet. Pace by word and the place of \
             pauses are left out."
                .to_owned(),
        );
    }
    notices
}
