//! “I listen music”: listen to something, wait for somebody.
//!
//! Catches listen + an object without to, wait + a person or thing without for. Allows “wait a minute”, “listen, the
//! music”, “wait your turn”.

use super::super::{Hit, Rule, Sentence};
use super::words::DETERMINERS;

pub(super) const RULE: Rule = Rule::grammar("listen-music", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if s.breaks_after(p) {
        return None;
    }
    let next = s.word(p + 1);
    let noun = if DETERMINERS.contains(&next) {
        s.word(p + 2)
    } else {
        next
    };
    if s.any(p, &["listen", "listens", "listened", "listening"]) {
        let object = [
            "music", "me", "him", "her", "them", "you", "us", "it", "radio", "song", "songs", "podcast",
            "podcasts", "teacher", "news", "english",
        ];
        return (object.contains(&noun) && !s.any(p.wrapping_sub(1), &["the", "a", "of"]))
            .then(|| Hit::instead(p..p + 1, "Listen goes with to.", format!("{} to", s.word(p))));
    }
    if s.any(p, &["wait", "waits", "waited", "waiting"])
        && !s.any(p.wrapping_sub(1), &["the", "a", "lie", "in", "lay"])
    {
        let object = [
            "me", "him", "them", "us", "bus", "train", "friend", "friends", "teacher", "answer", "taxi",
            "doctor",
        ];
        return (object.contains(&noun) && !s.any(p + 2, &["out"]))
            .then(|| Hit::instead(p..p + 1, "Wait goes with for.", format!("{} for", s.word(p))));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_missing_preposition() {
        catches(&RULE, "I listen music at night.", "listen", "listen to");
        catches(&RULE, "We waited the bus.", "waited", "waited for");
    }

    #[test]
    fn allows_what_needs_none() {
        allows(
            &RULE,
            &[
                "I listen to music.",
                "Wait a minute.",
                "Listen, the music stops.",
                "Wait your turn.",
                "We wait for the bus.",
            ],
        );
    }
}
