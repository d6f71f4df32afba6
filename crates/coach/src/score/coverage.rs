//! Do the intervals keep their word? Speakers with known habits talk for an hour, whose score is taken as the truth;
//! then they make many short recordings, and the share of 80 % intervals that hold the truth is counted.

use domain::{FindingKind, Interval, Outcome, ScoreCard};

use super::{
    random::Random,
    score_talk,
    synthetic::{Speaker, Take},
};
use crate::Rubric;

/// Recordings of each length. `docs/scoring.md` has the figures for 2,000.
const RECORDINGS: u64 = 160;

/// Seconds that are long enough to be taken as the truth.
const HOUR: f64 = 3600.0;

/// Speakers of different kinds, so that every part of a map is met.
fn speakers() -> [Speaker; 4] {
    [
        Speaker::default(),
        Speaker {
            word_seconds: 0.20,
            fillers: 0.5,
            pitch_sd: 1.7,
            ..Speaker::default()
        },
        Speaker {
            word_seconds: 0.34,
            inside: 0.5,
            findings: 0.03,
            pause_seconds: 0.9,
            ..Speaker::default()
        },
        Speaker {
            fillers: 0.1,
            inside: 0.2,
            findings: 0.004,
            pitch_sd: 2.8,
            ..Speaker::default()
        },
    ]
}

fn scores(card: &ScoreCard) -> Vec<(f64, Interval)> {
    let outcomes =
        std::iter::once(&card.overall).chain(card.criteria.iter().map(|criterion| &criterion.outcome));
    outcomes
        .map(|outcome| match outcome {
            Outcome::Scored(score) => (score.value, score.interval),
            Outcome::NotScored(why) => panic!("{why}"),
        })
        .collect()
}

struct Coverage {
    overall: f64,
    criteria: f64,
    worst: f64,
    measures: f64,
    width: f64,
}

/// Share of intervals of recordings of `seconds` that hold the hour's value.
fn coverage(seconds: f64, memory: f64, doubting: bool, err: impl Fn(&mut Take, &mut Random)) -> Coverage {
    let rubric = Rubric::builtin("public-speaking").unwrap();
    let mut held = vec![0.0; 1 + rubric.criteria.len()];
    let (mut total, mut width, mut measures, mut of) = (0.0, 0.0, 0.0, 0.0);
    for (kind, speaker) in speakers().into_iter().enumerate() {
        let speaker = Speaker { memory, ..speaker };
        let hour = score_talk(
            &rubric,
            &speaker.speak(HOUR, 9000 + kind as u64).talk(),
            Vec::new(),
            1,
            false,
        );
        for seed in 0..RECORDINGS / 4 {
            let mut take = speaker.speak(seconds, 100 * seed + kind as u64);
            err(&mut take, &mut Random::new(seed ^ 0xABCD));
            let card = score_talk(&rubric, &take.talk(), Vec::new(), seed, doubting);
            total += 1.0;
            for (at, (truth, found)) in scores(&hour).iter().zip(scores(&card)).enumerate() {
                let holds = found.1.low <= truth.0 && truth.0 <= found.1.high;
                held[at] += f64::from(u8::from(holds));
                width += if at == 0 { found.1.high - found.1.low } else { 0.0 };
            }
            let both = hour.criteria.iter().flat_map(|c| &c.evidence);
            for truth in both {
                let found = card
                    .criteria
                    .iter()
                    .flat_map(|c| &c.evidence)
                    .find(|e| e.measure == truth.measure);
                if let Some(found) = found.and_then(|found| found.interval) {
                    of += 1.0;
                    measures += f64::from(u8::from(found.low <= truth.value && truth.value <= found.high));
                }
            }
        }
    }
    let shares: Vec<_> = held.iter().map(|held| held / total).collect();
    Coverage {
        overall: shares[0],
        criteria: shares[1..].iter().sum::<f64>() / (shares.len() - 1) as f64,
        worst: shares[1..].iter().copied().fold(1.0, f64::min),
        measures: measures / of,
        width: width / total,
    }
}

fn show(what: &str, found: &Coverage) {
    println!(
        "{what}: overall {:.2}, criteria {:.2} (lowest {:.2}), measures {:.2}, mean width of the overall interval {:.1}",
        found.overall, found.criteria, found.worst, found.measures, found.width
    );
}

/// What measuring does to a recording, drawn anew for each: events missed or invented, pitch and loudness stretched.
fn mismeasure(take: &mut Take, random: &mut Random) {
    let mut factor = |sd: f64| (sd * random.normal()).exp();
    let (fillers, pitch, loudness, smoothed) = (factor(0.16), factor(0.05), factor(0.05), factor(0.25));
    let (hedges, crutches, grammar) = (factor(0.1), factor(0.1), factor(0.35));
    let of = |kind| match kind {
        FindingKind::Repetition | FindingKind::Restart => smoothed,
        FindingKind::Hedge => hedges,
        FindingKind::Crutch => crutches,
        FindingKind::Grammar => grammar,
    };
    let filled = std::mem::take(&mut take.fluency.filled_pauses);
    let findings = std::mem::take(&mut take.fluency.findings);
    take.fluency.filled_pauses = filled
        .into_iter()
        .flat_map(|one| vec![one; times(fillers, random)])
        .collect();
    let kept = findings
        .into_iter()
        .flat_map(|one| vec![one.clone(); times(of(one.kind), random)]);
    take.fluency.findings = kept.collect();
    let stretch = |value: f64, around: f64, by: f64| around + by * (value - around);
    for hz in take.prosody.pitch.f0_hz.iter_mut().flatten() {
        *hz = stretch(hz.log2(), 120.0_f64.log2(), pitch).exp2();
    }
    take.prosody
        .intensity
        .db
        .iter_mut()
        .for_each(|db| *db = stretch(*db, 65.0, loudness));
}

/// Whether an event is missed (0), found (1) or found twice (2), so that `factor` are found on average.
fn times(factor: f64, random: &mut Random) -> usize {
    let whole = factor.floor();
    whole as usize + usize::from(random.unit() < factor - whole)
}

/// Bounds for a share that should be 0.80, counted over a few hundred recordings.
fn assert_about_80(found: &Coverage) {
    assert!(
        (0.70..=0.90).contains(&found.overall),
        "overall {}",
        found.overall
    );
    assert!(
        (0.72..=0.88).contains(&found.criteria),
        "criteria {}",
        found.criteria
    );
    assert!(
        (0.72..=0.88).contains(&found.measures),
        "measures {}",
        found.measures
    );
    assert!(found.worst >= 0.58, "worst criterion {}", found.worst);
}

#[test]
fn intervals_of_recordings_measured_without_error_hold_the_truth_about_80_times_in_100() {
    let mut widths = Vec::new();
    for seconds in [35.0, 60.0, 120.0, 300.0] {
        let found = coverage(seconds, 0.0, false, |_, _| {});
        show(&format!("{seconds} s"), &found);
        assert_about_80(&found);
        widths.push(found.width);
    }
    assert!(
        widths.is_sorted_by(|longer, shorter| longer > shorter),
        "short recordings have wide intervals: {widths:?}"
    );
    assert!(widths[0] > 2.0 * widths[3], "{widths:?}");
}

#[test]
fn intervals_of_recordings_measured_with_errors_hold_the_truth_about_80_times_in_100() {
    for seconds in [60.0, 300.0] {
        let found = coverage(seconds, 0.0, true, mismeasure);
        show(&format!("{seconds} s, with errors of measuring"), &found);
        assert_about_80(&found);
    }
}

/// A limit of the method, held here so that it is not forgotten: a mood that lasts longer than a stretch makes
/// stretches alike, and the intervals too narrow.
#[test]
fn a_speaker_whose_mood_lasts_longer_than_a_stretch_gets_intervals_that_are_somewhat_too_narrow() {
    let found = coverage(120.0, 0.9, false, |_, _| {});
    show("120 s, mood lasting about half a minute", &found);
    assert!(
        (0.55..=0.85).contains(&found.overall),
        "overall {}",
        found.overall
    );
}
