//! The sounds to work on, a line each.

use domain::Analysis;

use super::{
    pad,
    paint::{Ink, Paint},
};
use crate::sounds::weak_sounds;

/// Sounds that are shown.
const MOST: usize = 3;

/// A heading with what the scores stand on, a line for each sound, and an empty one; nothing where none was scored.
pub(super) fn draw(paint: &mut Paint, analysis: &Analysis) {
    let Some((found, basis)) = analysis
        .pronunciation
        .as_ref()
        .and_then(|found| Some((found, found.basis?)))
    else {
        return;
    };
    paint.heading(&format!(
        "Sounds to work on ({} of {} words heard for sure)",
        basis.words_scored, basis.words_heard
    ));
    let weak = weak_sounds(found);
    if weak.is_empty() {
        paint.put(Ink::Plain, "Every sound is well said.");
        paint.line();
    }
    for sound in weak.iter().take(MOST) {
        let name = if paint.unicode() {
            format!("/{}/ {}", sound.phone.ipa(), sound.phone.arpabet())
        } else {
            sound.phone.arpabet().to_owned()
        };
        paint.put(Ink::Strong, &pad(&name, 18));
        paint.put(Ink::Strong, &format!("{:>3.0}  ", sound.score));
        let like = sound
            .heard
            .map_or_else(String::new, |other| format!("like {}, ", other.arpabet()));
        let text = format!(
            "{like}{} of {} times: {}",
            sound.off,
            sound.times,
            sound.words.join(", ")
        );
        paint.put(Ink::Plain, &paint.cut(&text, paint.width().saturating_sub(23)));
        paint.line();
    }
    paint.line();
}
