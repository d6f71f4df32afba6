//! The measures that can feed a score: each is a small function of sums over stretches, with the doubt that the
//! measuring itself adds (`docs/scoring.md` says where each figure of doubt comes from).

use domain::{FindingKind, Language};

use super::{
    doubt::Doubt::{self, Absolute, Events, Relative, Share, WordCount},
    talk::kind_index,
    tally::Tally,
};

/// One measure.
#[derive(Debug)]
pub(crate) struct Measure {
    /// Its name in rubrics and results.
    pub(crate) key: &'static str,
    /// Its name for people.
    pub(crate) title: &'static str,
    /// Its unit for people; empty for a bare number.
    pub(crate) unit: &'static str,
    /// A sentence without its end, `{}` standing for the value.
    pub(crate) says: &'static str,
    /// How the value is written in sentences.
    pub(crate) style: Style,
    /// Whether it means nothing when the words' times are estimates.
    pub(crate) needs_word_times: bool,
    /// The languages that it has rules for; empty when it needs none. Elsewhere nothing found would mean nothing.
    pub(crate) languages: &'static [Language],
    /// The most it can be; the least is 0 for all.
    pub(crate) most: f64,
    /// Its value, or `None` where there is too little to measure.
    pub(crate) value: fn(&Tally) -> Option<f64>,
    /// What the measuring itself adds to its uncertainty.
    pub(crate) doubt: Doubt,
}

/// How a value is written in sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// With so many decimals.
    Number(usize),
    /// A share, as percent.
    Percent,
}

impl PartialEq for Measure {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Measure {
    /// The value as it stands in a sentence, without its unit.
    pub(crate) fn written(&self, value: f64) -> String {
        match self.style {
            Style::Number(decimals) => {
                let text = format!("{value:.decimals$}");
                if text.contains('.') {
                    text.trim_end_matches('0').trim_end_matches('.').to_owned()
                } else {
                    text
                }
            }
            Style::Percent => format!("{:.0} %", 100.0 * value),
        }
    }
}

/// The measure of that key.
pub(crate) fn find(key: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.key == key)
}

/// Why a measurement that a report shows feeds no score; `None` for any other key.
pub(crate) fn not_scored(key: &str) -> Option<&'static str> {
    match key {
        "jitter" | "shimmer" | "harmonicity" => Some(
            "it says more about the microphone, the room and a person's health than about their speaking",
        ),
        "loudness" | "mean_level_db" => Some("the level of a recording depends on the microphone's distance"),
        "mean_pitch" | "median_pitch" => Some("how high a voice is cannot be good or bad"),
        _ => None,
    }
}

const fn measure(
    key: &'static str,
    title: &'static str,
    unit: &'static str,
    says: &'static str,
    style: Style,
    value: fn(&Tally) -> Option<f64>,
    doubt: Doubt,
) -> Measure {
    Measure {
        key,
        title,
        unit,
        says,
        style,
        needs_word_times: false,
        languages: &[],
        most: f64::INFINITY,
        value,
        doubt,
    }
}

const fn share(mut of: Measure) -> Measure {
    of.most = 1.0;
    of
}

const fn timed(mut of: Measure) -> Measure {
    of.needs_word_times = true;
    of
}

const fn ruled(languages: &'static [Language], mut of: Measure) -> Measure {
    of.languages = languages;
    of
}

/// The languages whose filled pauses are known.
const FILLERS: &[Language] = &[
    Language::ENGLISH,
    Language::SPANISH,
    Language::GERMAN,
    Language::FRENCH,
    Language::ITALIAN,
    Language::PORTUGUESE,
    Language::DUTCH,
];

/// The languages whose repetitions and stock phrases have rules.
const HABITS: &[Language] = &[Language::ENGLISH, Language::SPANISH];

/// The languages whose grammar has rules.
const GRAMMAR: &[Language] = &[Language::ENGLISH];

use Style::{Number, Percent};

/// Every measure that can feed a score.
pub(crate) static MEASURES: [Measure; 22] = [
    measure(
        "words_per_minute",
        "Pace",
        "words/min",
        "You spoke at {} words a minute",
        Number(0),
        words_per_minute,
        WordCount,
    ),
    timed(measure(
        "pace_variation",
        "Change of pace",
        "",
        "Your pace varied by {} from one stretch to the next",
        Percent,
        pace_variation,
        Relative(0.05),
    )),
    measure(
        "articulation_rate",
        "Articulation rate",
        "syllables/s",
        "Between pauses you spoke {} syllables a second",
        Number(1),
        articulation_rate,
        Relative(0.08),
    ),
    timed(share(measure(
        "pauses_inside_share",
        "Pauses inside phrases",
        "",
        "{} of your pauses fell inside a phrase",
        Percent,
        pauses_inside_share,
        Share(0.05, |t| t.placed_pauses),
    ))),
    timed(measure(
        "inside_pauses_per_minute",
        "Pauses inside phrases",
        "a minute",
        "You paused inside a phrase {} times a minute",
        Number(1),
        inside_pauses_per_minute,
        Events(0.15, minutes),
    )),
    measure(
        "long_pauses_per_minute",
        "Long silences",
        "a minute",
        "Silences of two seconds or more came {} times a minute",
        Number(1),
        long_pauses_per_minute,
        Events(0.05, minutes),
    ),
    measure(
        "pauses_per_minute",
        "Pauses",
        "a minute",
        "You paused {} times a minute",
        Number(0),
        pauses_per_minute,
        Events(0.08, minutes),
    ),
    measure(
        "mean_pause",
        "Mean pause",
        "s",
        "Your pauses lasted {} seconds on average",
        Number(2),
        mean_pause,
        Relative(0.06),
    ),
    timed(measure(
        "mean_length_of_run",
        "Words in one go",
        "syllables",
        "You said {} syllables between pauses",
        Number(1),
        mean_length_of_run,
        Relative(0.08),
    )),
    share(measure(
        "phonation_share",
        "Time with sound",
        "",
        "Your voice was heard {} of the time",
        Percent,
        phonation_share,
        Absolute(0.02),
    )),
    ruled(
        FILLERS,
        measure(
            "filled_pauses_per_minute",
            "Filled pauses",
            "a minute",
            "You filled a pause (um, uh) {} times a minute",
            Number(1),
            filled_pauses_per_minute,
            Events(0.16, minutes),
        ),
    ),
    ruled(
        HABITS,
        measure(
            "repetitions_per_100_words",
            "Repetitions",
            "in 100 words",
            "You repeated words {} times in 100 words",
            Number(1),
            repetitions,
            Events(0.2, hundreds),
        ),
    ),
    ruled(
        HABITS,
        measure(
            "restarts_per_100_words",
            "Restarts",
            "in 100 words",
            "You broke off and began again {} times in 100 words",
            Number(1),
            restarts,
            Events(0.3, hundreds),
        ),
    ),
    ruled(
        HABITS,
        measure(
            "hedges_per_100_words",
            "Hedges",
            "in 100 words",
            "You weakened what you said {} times in 100 words",
            Number(1),
            hedges,
            Events(0.1, hundreds),
        ),
    ),
    ruled(
        HABITS,
        measure(
            "crutches_per_100_words",
            "Crutch phrases",
            "in 100 words",
            "You leaned on a stock phrase {} times in 100 words",
            Number(1),
            crutches,
            Events(0.1, hundreds),
        ),
    ),
    ruled(
        GRAMMAR,
        measure(
            "grammar_slips_per_100_words",
            "Grammar slips",
            "in 100 words",
            "Our rules found {} slips of grammar in 100 words",
            Number(1),
            grammar_slips,
            Events(0.35, hundreds),
        ),
    ),
    share(measure(
        "mattr",
        "Variety of words",
        "",
        "{} of the words in a window of fifty were different ones",
        Percent,
        mattr,
        Absolute(0.01),
    )),
    measure(
        "pitch_sd_semitones",
        "Pitch variation",
        "semitones",
        "Your pitch varied by {} semitones around its mean",
        Number(1),
        pitch_sd,
        Relative(0.05),
    ),
    measure(
        "pitch_range_semitones",
        "Pitch range",
        "semitones",
        "Your pitch spanned {} semitones",
        Number(1),
        pitch_range,
        Relative(0.05),
    ),
    share(measure(
        "final_rise_share",
        "Rising endings",
        "",
        "{} of your phrases ended in a rise",
        Percent,
        final_rise_share,
        Share(0.05, |t| t.endings),
    )),
    measure(
        "loudness_variation_db",
        "Loudness variation",
        "dB",
        "Your loudness varied by {} dB while you spoke",
        Number(1),
        loudness_variation,
        Relative(0.05),
    ),
    measure(
        "phrase_loudness_variation_db",
        "Loudness from phrase to phrase",
        "dB",
        "Your phrases differed by {} dB in loudness",
        Number(1),
        phrase_loudness_variation,
        Relative(0.08),
    ),
];

fn ratio(over: f64, under: f64) -> Option<f64> {
    (under > 0.0).then(|| over / under)
}

fn minutes(tally: &Tally) -> f64 {
    tally.seconds / 60.0
}

fn hundreds(tally: &Tally) -> f64 {
    tally.words / 100.0
}

fn found(tally: &Tally, kind: FindingKind) -> Option<f64> {
    ratio(tally.findings[kind_index(kind)], hundreds(tally))
}

fn words_per_minute(tally: &Tally) -> Option<f64> {
    ratio(tally.words, minutes(tally))
}

/// Coefficient of variation of the stretches' pace; needs three stretches.
fn pace_variation(tally: &Tally) -> Option<f64> {
    let count = tally.paces.len() as f64;
    let mean = tally.paces.iter().sum::<f64>() / count;
    let squares: f64 = tally.paces.iter().map(|pace| (pace - mean).powi(2)).sum();
    (count >= 3.0 && mean > 0.0).then(|| (squares / (count - 1.0)).sqrt() / mean)
}

/// De Jong & Wempe 2009: syllable nuclei a second of phonation.
fn articulation_rate(tally: &Tally) -> Option<f64> {
    ratio(tally.nuclei, tally.seconds - tally.silent_seconds).filter(|rate| *rate > 0.0)
}

fn pauses_inside_share(tally: &Tally) -> Option<f64> {
    ratio(tally.inside_pauses, tally.placed_pauses)
}

fn inside_pauses_per_minute(tally: &Tally) -> Option<f64> {
    ratio(tally.inside_pauses, minutes(tally))
}

fn long_pauses_per_minute(tally: &Tally) -> Option<f64> {
    ratio(tally.long_pauses, minutes(tally))
}

fn pauses_per_minute(tally: &Tally) -> Option<f64> {
    ratio(tally.pauses, minutes(tally))
}

fn mean_pause(tally: &Tally) -> Option<f64> {
    ratio(tally.pause_seconds, tally.pauses)
}

fn mean_length_of_run(tally: &Tally) -> Option<f64> {
    ratio(tally.run_syllables, tally.runs)
}

fn phonation_share(tally: &Tally) -> Option<f64> {
    ratio(tally.seconds - tally.silent_seconds, tally.seconds).map(|share| share.clamp(0.0, 1.0))
}

fn filled_pauses_per_minute(tally: &Tally) -> Option<f64> {
    ratio(tally.filled_pauses, minutes(tally))
}

fn repetitions(tally: &Tally) -> Option<f64> {
    found(tally, FindingKind::Repetition)
}

fn restarts(tally: &Tally) -> Option<f64> {
    found(tally, FindingKind::Restart)
}

fn hedges(tally: &Tally) -> Option<f64> {
    found(tally, FindingKind::Hedge)
}

fn crutches(tally: &Tally) -> Option<f64> {
    found(tally, FindingKind::Crutch)
}

fn grammar_slips(tally: &Tally) -> Option<f64> {
    found(tally, FindingKind::Grammar)
}

/// Covington & McFall 2010. Needs 50 windows, which is 99 words: fewer overlap so much that they are hardly more than
/// one.
fn mattr(tally: &Tally) -> Option<f64> {
    tally.variety.mean().filter(|_| tally.variety.count >= 50.0)
}

/// Frames under which a pitch track says nothing: half a second of voicing.
const FEWEST_FRAMES: f64 = 50.0;

fn pitch_sd(tally: &Tally) -> Option<f64> {
    tally.pitch.sd().filter(|_| tally.pitch.count >= FEWEST_FRAMES)
}

/// From the 5th to the 95th percentile.
fn pitch_range(tally: &Tally) -> Option<f64> {
    let range = tally.pitch_quantile(0.95)? - tally.pitch_quantile(0.05)?;
    (tally.pitch.count >= FEWEST_FRAMES).then_some(range)
}

/// Needs four endings: one in three would say nothing.
fn final_rise_share(tally: &Tally) -> Option<f64> {
    ratio(tally.rises, tally.endings).filter(|_| tally.endings >= 4.0)
}

fn loudness_variation(tally: &Tally) -> Option<f64> {
    tally.level.sd().filter(|_| tally.level.count >= FEWEST_FRAMES)
}

/// Needs four phrases.
fn phrase_loudness_variation(tally: &Tally) -> Option<f64> {
    tally
        .phrase_level
        .sd()
        .filter(|_| tally.phrase_level.count >= 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(key: &str, tally: &Tally) -> Option<f64> {
        (find(key).unwrap().value)(tally)
    }

    #[test]
    fn keys_are_unique_and_every_sentence_has_its_place_for_the_value() {
        for (at, measure) in MEASURES.iter().enumerate() {
            assert!(
                MEASURES[..at].iter().all(|earlier| earlier.key != measure.key),
                "{}",
                measure.key
            );
            assert_eq!(measure.says.matches("{}").count(), 1, "{}", measure.key);
            assert!(not_scored(measure.key).is_none());
        }
    }

    #[test]
    fn nothing_measured_gives_no_value_at_all() {
        assert!(
            MEASURES
                .iter()
                .all(|measure| (measure.value)(&Tally::default()).is_none())
        );
    }

    #[test]
    fn rates_are_per_minute_and_per_100_words() {
        let mut tally = Tally {
            seconds: 30.0,
            words: 50.0,
            filled_pauses: 2.0,
            nuclei: 90.0,
            ..Tally::default()
        };
        tally.silent_seconds = 7.5;
        tally.findings[kind_index(FindingKind::Grammar)] = 1.0;
        assert_eq!(value("words_per_minute", &tally), Some(100.0));
        assert_eq!(value("filled_pauses_per_minute", &tally), Some(4.0));
        assert_eq!(value("grammar_slips_per_100_words", &tally), Some(2.0));
        assert_eq!(value("articulation_rate", &tally), Some(4.0));
        assert_eq!(value("phonation_share", &tally), Some(0.75));
    }

    #[test]
    fn pace_varies_only_from_three_stretches_on() {
        let steady = |paces: Vec<f64>| {
            value(
                "pace_variation",
                &Tally {
                    paces,
                    ..Tally::default()
                },
            )
        };
        assert_eq!(steady(vec![100.0, 200.0]), None);
        assert_eq!(steady(vec![150.0; 4]), Some(0.0));
        assert!((steady(vec![100.0, 150.0, 200.0]).unwrap() - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn values_are_written_as_people_write_them() {
        assert_eq!(find("words_per_minute").unwrap().written(150.4), "150");
        assert_eq!(find("pauses_inside_share").unwrap().written(0.257), "26 %");
        assert_eq!(find("pitch_sd_semitones").unwrap().written(3.0), "3");
        assert_eq!(find("mean_pause").unwrap().written(0.61), "0.61");
    }
}
