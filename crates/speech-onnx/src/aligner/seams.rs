//! From packed sound back to the recording, where something must not reach across a silence that was cut out.

use domain::Span;
use speech::Window;

/// Silences cut out that are shorter than this may lie inside a word (a stop held long), in seconds.
const MAX_GAP_IN_WORD: f64 = 0.3;

/// Where a word that covers `packed` seconds of the window lies in the recording. Where it reaches across a long cut,
/// it is the part on the side with more of it.
pub(super) fn word(window: &Window, packed: Span) -> Span {
    pieces(window)
        .into_iter()
        .filter(|piece| piece.packed.overlap(&packed) > 0.0)
        .max_by(|a, b| a.packed.overlap(&packed).total_cmp(&b.packed.overlap(&packed)))
        .map_or_else(
            || point(window, packed.start),
            |piece| within(window, packed, piece.source),
        )
}

/// Where a part of a word lies, kept inside the word.
pub(super) fn part(window: &Window, packed: Span, word: Span) -> Span {
    within(window, packed, word)
}

fn within(window: &Window, packed: Span, limits: Span) -> Span {
    let start = window.to_source(packed.start).clamp(limits.start, limits.end);
    Span::new(start, window.end_to_source(packed.end).clamp(start, limits.end))
}

fn point(window: &Window, packed: f64) -> Span {
    let time = window.to_source(packed);
    Span::new(time, time)
}

/// Stretches of the window with no long cut inside.
struct Piece {
    packed: Span,
    source: Span,
}

fn pieces(window: &Window) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0.0;
    for stretch in &window.stretches {
        let packed = Span::new(at, at + stretch.duration());
        at = packed.end;
        match pieces.last_mut() {
            Some(last) if stretch.start - last.source.end <= MAX_GAP_IN_WORD => {
                last.packed.end = packed.end;
                last.source.end = stretch.end;
            }
            _ => pieces.push(Piece {
                packed,
                source: *stretch,
            }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use domain::Span;
    use proptest::prelude::*;
    use speech::Window;

    use super::{part, word};

    fn window() -> Window {
        Window {
            stretches: vec![Span::new(1.0, 2.0), Span::new(2.1, 3.0), Span::new(9.0, 10.0)],
        }
    }

    #[test]
    fn a_word_away_from_seams_is_only_moved() {
        assert_eq!(word(&window(), Span::new(0.25, 0.5)), Span::new(1.25, 1.5));
    }

    #[test]
    fn a_short_cut_may_lie_inside_a_word() {
        assert_eq!(word(&window(), Span::new(0.75, 1.25)).start, 1.75);
        assert!((word(&window(), Span::new(0.75, 1.25)).end - 2.35).abs() < 1e-9);
    }

    #[test]
    fn a_word_across_a_long_cut_is_where_most_of_it_is() {
        let found = word(&window(), Span::new(1.5, 2.0));
        assert!(
            (found.start - 2.6).abs() < 1e-9 && (found.end - 3.0).abs() < 1e-9,
            "{found:?}"
        );
        let found = word(&window(), Span::new(1.8, 2.4));
        assert!(
            (found.start - 9.0).abs() < 1e-9 && (found.end - 9.5).abs() < 1e-9,
            "{found:?}"
        );
        let phone = part(&window(), Span::new(1.8, 1.85), found);
        assert_eq!(phone, Span::new(9.0, 9.0));
    }

    proptest! {
        #[test]
        fn parts_lie_inside_their_word(start in 0.0_f64..3.5, first in 0.0_f64..1.0, second in 0.0_f64..1.0) {
            let whole = word(&window(), Span::new(start, start + first + second));
            let parts = [
                part(&window(), Span::new(start, start + first), whole),
                part(&window(), Span::new(start + first, start + first + second), whole),
            ];
            prop_assert!(whole.duration() <= 2.0 + 1e-9);
            for part in parts {
                prop_assert!(whole.start <= part.start && part.start <= part.end && part.end <= whole.end);
            }
            prop_assert!(parts[0].end <= parts[1].start + 1e-9);
        }
    }
}
