//! How the sounds of English were said: what the scores stand on, and the sounds to work on.

use domain::{Analysis, Basis, Pronunciation};
use maud::{Markup, html as page};

use super::ui::Ui;
use crate::sounds::{WeakSound, weak_sounds};

pub(super) fn section(ui: &Ui, analysis: &Analysis) -> Markup {
    page! {
        @if let Some(found) = &analysis.pronunciation {
            section.sounds aria-labelledby="h-sounds" {
                h2 #h-sounds { (ui.say("sounds")) }
                (content(ui, found))
            }
        }
    }
}

fn content(ui: &Ui, found: &Pronunciation) -> Markup {
    let weak = weak_sounds(found);
    page! {
        @if let Some(why) = &found.not_scored {
            p { (why.text) }
        } @else {
            @if let Some(basis) = &found.basis { p { (stands_on(ui, basis)) } }
            @if weak.is_empty() {
                p { (ui.say("sounds.good")) }
            } @else {
                div.scroll { table {
                    thead { tr {
                        @for key in ["sounds.sound", "sounds.score", "sounds.off", "sounds.heard", "sounds.words"] {
                            th scope="col" { (ui.say(key)) }
                        }
                    } }
                    tbody { @for sound in &weak { (row(ui, sound)) } }
                } }
            }
        }
    }
}

/// How much of the speech was scored.
fn stands_on(ui: &Ui, basis: &Basis) -> Markup {
    ui.say_with(
        "sounds.basis",
        &[
            ("scored", basis.words_scored.to_string()),
            ("heard", basis.words_heard.to_string()),
            ("seconds", format!("{:.0}", basis.seconds_scored)),
            ("of", format!("{:.0}", basis.seconds_heard)),
        ],
    )
}

fn row(ui: &Ui, sound: &WeakSound) -> Markup {
    page! {
        tr {
            th scope="row" { "/" (sound.phone.ipa()) "/ " small { (sound.phone.arpabet()) } }
            td { (format!("{:.0}", sound.score)) }
            td { (sound.off) " / " (sound.times) }
            td { @if let Some(other) = sound.heard { "/" (other.ipa()) "/" } @else { "–" } }
            td { bdi lang="en" { (sound.words.join(", ")) } " " (ui.moments(&sound.moments)) }
        }
    }
}
