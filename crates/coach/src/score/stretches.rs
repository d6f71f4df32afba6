//! Cuts a recording into stretches of about 12 s at its pauses. Whole stretches are resampled, so that what hangs
//! together within some seconds (a hurried sentence, a lively passage) stays together.

use domain::Span;

/// Seconds of a stretch, where there is enough speech for four of them or more.
pub(crate) const STRETCH_SECONDS: f64 = 12.0;

/// No stretch is planned shorter than this, seconds.
const SHORTEST_SECONDS: f64 = 5.0;

/// Stretches that a short recording is cut into, where they do not get too short.
const FEWEST: f64 = 4.0;

/// Cuts `whole` at the ends of `pauses` (in order of time). Together the stretches cover `whole` without gaps.
/// In a recording under 48 s the stretches are shorter, down to 5 s, so that there are four of them.
pub(crate) fn cut(whole: Span, pauses: &[Span]) -> Vec<Span> {
    let planned = (whole.duration() / FEWEST).clamp(SHORTEST_SECONDS, STRETCH_SECONDS);
    let mut stretches = Vec::new();
    let mut start = whole.start;
    while whole.end - start > 1.5 * planned {
        let end = next_cut(start, planned, pauses);
        stretches.push(Span::new(start, end));
        start = end;
    }
    if whole.end > start {
        stretches.push(Span::new(start, whole.end));
    }
    stretches
}

/// The end of the longest pause that ends within a quarter of where the stretch should end; without one, just there.
fn next_cut(start: f64, planned: f64, pauses: &[Span]) -> f64 {
    let (from, to) = (start + 0.75 * planned, start + 1.25 * planned);
    let first = pauses.partition_point(|pause| pause.end < from);
    let near = pauses[first..].iter().take_while(|pause| pause.end <= to);
    let longest = near.max_by(|a, b| a.duration().total_cmp(&b.duration()));
    longest.map_or(start + planned, |pause| pause.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_cover_the_whole_and_are_of_the_planned_length() {
        let pauses: Vec<_> = (1..60)
            .map(|at| Span::new(f64::from(at) * 2.3, f64::from(at) * 2.3 + 0.4))
            .collect();
        let stretches = cut(Span::new(1.0, 120.0), &pauses);
        assert_eq!(stretches.first().unwrap().start, 1.0);
        assert_eq!(stretches.last().unwrap().end, 120.0);
        assert!(stretches.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert!(
            stretches.iter().all(|s| (5.9..=18.1).contains(&s.duration())),
            "{stretches:?}"
        );
        assert!(
            stretches[..stretches.len() - 1]
                .iter()
                .all(|s| pauses.iter().any(|p| p.end == s.end))
        );
    }

    #[test]
    fn speech_without_a_pause_is_cut_all_the_same() {
        assert_eq!(cut(Span::new(0.0, 60.0), &[]).len(), 5);
    }

    #[test]
    fn a_short_recording_is_cut_into_shorter_stretches() {
        assert_eq!(cut(Span::new(0.0, 30.0), &[]).len(), 4);
        assert_eq!(cut(Span::new(0.0, 10.0), &[]).len(), 2);
        assert!(cut(Span::new(3.0, 3.0), &[]).is_empty());
    }
}
