//! One recording as scores and drills see it: the three results together, and the stretches it is cut into.

use std::collections::HashMap;

use domain::{FindingKind, Fluency, PausePlace, Prosody, Span, Transcript};

use super::{
    stretches,
    tally::{FINDING_KINDS, Tally},
};

/// Shortest silence that counts as a pause, seconds (De Jong & Bosker 2013: 0.25 s tells levels of fluency apart best).
pub(crate) const PAUSE_SECONDS: f64 = 0.25;

/// From here on a silence is long, seconds: our judgement of what a listener wonders about.
pub(crate) const LONG_PAUSE_SECONDS: f64 = 2.0;

/// From here on an ending counts as a rise, semitones: smaller movements are hardly heard as one ('t Hart 1981).
pub(crate) const RISE_SEMITONES: f64 = 1.5;

/// Words of a window for variety of words (Covington & McFall 2010).
const WINDOW_WORDS: usize = 50;

/// Seconds of speech that a stretch must have for its pace to be compared with that of others.
const PACE_SECONDS: f64 = 4.0;

/// One recording.
#[derive(Clone, Copy)]
pub(crate) struct Talk<'a> {
    pub(crate) transcript: &'a Transcript,
    pub(crate) prosody: &'a Prosody,
    pub(crate) fluency: &'a Fluency,
}

impl<'a> Talk<'a> {
    pub(crate) fn new(transcript: &'a Transcript, prosody: &'a Prosody, fluency: &'a Fluency) -> Self {
        Self {
            transcript,
            prosody,
            fluency,
        }
    }

    /// From the first word to the last; empty without words.
    pub(crate) fn span(&self) -> Span {
        match (self.transcript.words.first(), self.transcript.words.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::new(0.0, 0.0),
        }
    }

    /// For every word whether it is a filled pause.
    pub(crate) fn fillers(&self) -> Vec<bool> {
        let mut fillers = vec![false; self.transcript.words.len()];
        let found = self.fluency.filled_pauses.iter().filter_map(|filled| filled.word);
        found.for_each(|word| {
            if let Some(filler) = fillers.get_mut(word) {
                *filler = true
            }
        });
        fillers
    }

    /// Words, filled pauses left out.
    pub(crate) fn word_count(&self) -> usize {
        self.fillers().iter().filter(|filler| !**filler).count()
    }

    /// Silences of 0.25 s or more between the first word and the last.
    pub(crate) fn pauses(&self) -> impl Iterator<Item = &'a domain::PauseInSpeech> {
        let whole = self.span();
        let inside = move |pause: &&domain::PauseInSpeech| whole.contains(pause.span.middle());
        self.fluency
            .pauses
            .iter()
            .filter(inside)
            .filter(|pause| pause.span.duration() >= PAUSE_SECONDS)
    }

    /// The recording in stretches, each with its sums.
    pub(crate) fn tallies(&self) -> Vec<Tally> {
        let pauses: Vec<_> = self.pauses().map(|pause| pause.span).collect();
        let spans = stretches::cut(self.span(), &pauses);
        let mut sheet = Sheet {
            tallies: vec![Tally::default(); spans.len()],
            spans,
        };
        if sheet.spans.is_empty() {
            return Vec::new();
        }
        self.count_words(&mut sheet);
        self.count_runs(&mut sheet, &pauses);
        self.count_pauses(&mut sheet);
        self.count_findings(&mut sheet);
        self.count_frames(&mut sheet);
        self.count_phrases(&mut sheet);
        self.count_variety(&mut sheet);
        for (tally, span) in sheet.tallies.iter_mut().zip(&sheet.spans) {
            tally.seconds = span.duration();
            if tally.seconds - tally.silent_seconds >= PACE_SECONDS {
                tally.paces.push(60.0 * tally.words / tally.seconds);
            }
        }
        sheet.tallies
    }

    fn count_words(&self, sheet: &mut Sheet) {
        let fillers = self.fillers();
        for (word, _) in self
            .transcript
            .words
            .iter()
            .zip(fillers)
            .filter(|(_, filler)| !filler)
        {
            let tally = sheet.at(word.span.middle());
            tally.words += 1.0;
            tally.misheard += 1.0 - word.confidence.clamp(0.0, 1.0);
        }
    }

    /// Runs of words between pauses. A run belongs to the stretch in which it ends.
    fn count_runs(&self, sheet: &mut Sheet, pauses: &[Span]) {
        let fillers = self.fillers();
        let language = self.transcript.language;
        let words = self
            .transcript
            .words
            .iter()
            .zip(fillers)
            .filter(|(_, filler)| !filler);
        let mut run: Option<(usize, f64, f64)> = None;
        for (word, _) in words {
            let middle = word.span.middle();
            let place = pauses.partition_point(|pause| pause.middle() <= middle);
            let syllables = phonetics::syllables(&word.text, language) as f64;
            match &mut run {
                Some((at, sum, end)) if *at == place => (*sum, *end) = (*sum + syllables, middle),
                _ => {
                    close_run(sheet, run.replace((place, syllables, middle)));
                }
            }
        }
        close_run(sheet, run);
    }

    fn count_pauses(&self, sheet: &mut Sheet) {
        let whole = self.span();
        for pause in self
            .fluency
            .pauses
            .iter()
            .filter(|pause| whole.contains(pause.span.middle()))
        {
            let seconds = pause.span.duration();
            let tally = sheet.at(pause.span.middle());
            tally.silent_seconds += seconds;
            if seconds < PAUSE_SECONDS {
                continue;
            }
            tally.pauses += 1.0;
            tally.pause_seconds += seconds;
            tally.long_pauses += f64::from(u8::from(seconds >= LONG_PAUSE_SECONDS));
            tally.placed_pauses += f64::from(u8::from(pause.place != PausePlace::Unknown));
            tally.inside_pauses += f64::from(u8::from(pause.place == PausePlace::Inside));
        }
        for filled in &self.fluency.filled_pauses {
            sheet.at(filled.span.middle()).filled_pauses += 1.0;
        }
    }

    fn count_findings(&self, sheet: &mut Sheet) {
        for finding in &self.fluency.findings {
            sheet.at(finding.span.middle()).findings[kind_index(finding.kind)] += 1.0;
        }
    }

    fn count_frames(&self, sheet: &mut Sheet) {
        let pitch = &self.prosody.pitch;
        for (frame, hz) in pitch.f0_hz.iter().enumerate() {
            if let Some(hz) = hz.filter(|hz| hz.is_finite() && *hz > 0.0) {
                sheet.at(pitch.start + pitch.step * frame as f64).push_pitch(hz);
            }
        }
        let level = &self.prosody.intensity;
        for phrase in &self.prosody.phrases {
            for db in frames_within(level.start, level.step, &level.db, phrase.span) {
                sheet.at(phrase.span.middle()).level.push(*db);
            }
        }
        for nucleus in &self.prosody.rate.nuclei {
            sheet.at(*nucleus).nuclei += 1.0;
        }
    }

    fn count_phrases(&self, sheet: &mut Sheet) {
        for phrase in &self.prosody.phrases {
            let tally = sheet.at(phrase.span.middle());
            if phrase.mean_db.is_finite() {
                tally.phrase_level.push(phrase.mean_db);
            }
            if let Some(movement) = phrase.final_movement {
                tally.endings += 1.0;
                tally.rises += f64::from(u8::from(movement >= RISE_SEMITONES));
            }
        }
    }

    /// Windows of 50 words; each belongs to the stretch of its middle word.
    fn count_variety(&self, sheet: &mut Sheet) {
        let fillers = self.fillers();
        let words = self
            .transcript
            .words
            .iter()
            .zip(fillers)
            .filter(|(_, filler)| !filler);
        let words: Vec<_> = words
            .map(|(word, _)| (word.normal(), word.span.middle()))
            .collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (at, (word, _)) in words.iter().enumerate() {
            *counts.entry(word).or_default() += 1;
            if let Some((gone, _)) = at.checked_sub(WINDOW_WORDS).and_then(|before| words.get(before)) {
                let left = counts.get(gone.as_str()).copied().unwrap_or_default();
                if left > 1 {
                    counts.insert(gone, left - 1);
                } else {
                    counts.remove(gone.as_str());
                }
            }
            if at + 1 >= WINDOW_WORDS {
                let middle = words[at - WINDOW_WORDS / 2].1;
                sheet
                    .at(middle)
                    .variety
                    .push(counts.len() as f64 / WINDOW_WORDS as f64);
            }
        }
    }
}

/// The frames of a track that lie within a span.
pub(crate) fn frames_within<T>(start: f64, step: f64, frames: &[T], span: Span) -> &[T] {
    let index = |time: f64| (((time - start) / step.max(1e-6)).ceil().max(0.0) as usize).min(frames.len());
    let (from, to) = (index(span.start), index(span.end));
    frames.get(from..to).unwrap_or_default()
}

fn close_run(sheet: &mut Sheet, run: Option<(usize, f64, f64)>) {
    if let Some((_, syllables, end)) = run {
        let tally = sheet.at(end);
        tally.runs += 1.0;
        tally.run_syllables += syllables;
    }
}

/// Where a kind of finding is counted.
pub(crate) fn kind_index(kind: FindingKind) -> usize {
    const _: () = assert!(FINDING_KINDS == 5);
    match kind {
        FindingKind::Repetition => 0,
        FindingKind::Restart => 1,
        FindingKind::Hedge => 2,
        FindingKind::Crutch => 3,
        FindingKind::Grammar => 4,
    }
}

/// Stretches with their sums. What lies outside goes to the nearest.
struct Sheet {
    spans: Vec<Span>,
    tallies: Vec<Tally>,
}

impl Sheet {
    /// The sums of the stretch at `time`; never called without stretches.
    fn at(&mut self, time: f64) -> &mut Tally {
        let after = self.spans.partition_point(|span| span.end <= time);
        let last = self.tallies.len() - 1;
        &mut self.tallies[after.min(last)]
    }
}
