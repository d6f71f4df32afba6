//! How the sounds of North American English are made, and what tells those apart that learners confuse.

use domain::Phone;

/// How a sound is made, in a sentence or two.
#[must_use]
pub fn how_made(phone: Phone) -> &'static str {
    use Phone::*;
    match phone {
        Aa => "Open the jaw wide, keep the tongue low and flat and the lips relaxed, as in “hot”.",
        Ae => "Open the jaw, push the tongue forward and spread the lips a little, as in “cat”.",
        Ah => "Let the mouth fall half open with tongue and lips at rest, and keep it short, as in “cup”.",
        Ao => "Round the lips a little, keep the tongue low and back, and hold it, as in “law”.",
        Aw => "Begin with the mouth open and close to rounded lips, in one glide, as in “now”.",
        Ay => "Begin with the mouth open and let the tongue rise to the front, in one glide, as in “my”.",
        B => {
            "Close both lips, let the voice sound before they open, and let go without a puff of air, as in “big”."
        }
        Ch => {
            "Stop the air with the tongue behind the ridge above the teeth and let it go into a hush, as in “chair”."
        }
        D => {
            "Touch the ridge behind the upper teeth with the tip of the tongue and let the voice sound as you let go, as in “day”."
        }
        Dh => {
            "Put the tip of the tongue lightly between the teeth and hum while the air passes over it, as in “this”."
        }
        Eh => "Open the mouth half with the tongue forward, and keep it short, as in “bed”.",
        Er => {
            "Pull the tongue back and up without touching anything, with the lips slightly rounded, as in “bird”."
        }
        Ey => "Begin as in “bed” and let the tongue rise towards “ee”, in one glide, as in “day”.",
        F => "Rest the upper teeth on the lower lip and blow, without voice, as in “fish”.",
        G => "Stop the air with the back of the tongue and let the voice sound as you let go, as in “go”.",
        Hh => "Let the air out freely, as if to mist a window, as in “hat”.",
        Ih => {
            "Keep the tongue high but relaxed, a little lower than for “ee”, and keep it short, as in “sit”."
        }
        Iy => "Raise the tongue high and forward, spread the lips, and hold it, as in “see”.",
        Jh => {
            "Stop the air with the tongue behind the ridge above the teeth and let it go into a buzzing hush, as in “job”."
        }
        K => "Stop the air with the back of the tongue and let it go with a puff, as in “key”.",
        L => {
            "Hold the tip of the tongue against the ridge behind the upper teeth while the voice flows past its sides, as in “light”."
        }
        M => "Close the lips and hum through the nose, as in “man”.",
        N => "Hold the tip of the tongue behind the upper teeth and hum through the nose, as in “no”.",
        Ng => {
            "Hold the back of the tongue against the soft palate and hum through the nose; no “g” follows, as in “sing”."
        }
        Ow => "Begin with the lips half round and close them further, in one glide, as in “go”.",
        Oy => "Begin with rounded lips and glide to “ee”, as in “boy”.",
        P => "Close both lips and let them burst open with a puff of air, without voice, as in “pen”.",
        R => "Curl the tongue back or bunch it up, touching nothing, and round the lips, as in “red”.",
        S => "Bring the tip of the tongue close to the ridge behind the teeth and hiss, as in “sun”.",
        Sh => {
            "Draw the tongue a little further back than for “s”, push the lips forward and hush, as in “ship”."
        }
        T => {
            "Touch the ridge behind the upper teeth with the tip of the tongue and let go with a puff, as in “ten”."
        }
        Th => {
            "Put the tip of the tongue lightly between the teeth and blow over it, without voice, as in “think”."
        }
        Uh => "Round the lips loosely, with the tongue high and back, and keep it short, as in “book”.",
        Uw => "Round the lips tightly, with the tongue high and back, and hold it, as in “food”.",
        V => "Rest the upper teeth on the lower lip and hum while the air passes, as in “very”.",
        W => {
            "Round the lips tightly and open them at once into the vowel; the teeth touch nothing, as in “wet”."
        }
        Y => "Raise the tongue as for “ee” and move at once into the vowel, as in “yes”.",
        Z => "As for “s”, and let the voice buzz, as in “zoo”.",
        Zh => "As for “sh”, and let the voice buzz, as in “measure”.",
    }
}

/// What tells `wanted` from what was `heard`, for the pairs that learners confuse; `None` for others.
#[must_use]
pub fn contrast(wanted: Phone, heard: Phone) -> Option<&'static str> {
    use Phone::*;
    Some(match (wanted, heard) {
        (Th, S) | (Dh, Z) => "The tongue stayed behind the teeth: let its tip show between them.",
        (Th, T) | (Dh, D) => {
            "The air was stopped: the tongue only touches the teeth lightly, so that the air keeps flowing."
        }
        (Th, F) | (Dh, V) => "The lip was used: it is the tongue that meets the teeth.",
        (S, Th) | (Z, Dh) => "The tongue came between the teeth: keep it behind them.",
        (V, W) => "The lips were rounded: the upper teeth must touch the lower lip.",
        (W, V) => "The teeth touched the lip: round both lips and keep the teeth away.",
        (V, F) | (Z, S) | (Zh, Sh) | (Jh, Ch) | (B, P) | (D, T) | (G, K) => {
            "The voice was missing: put a hand on your throat and feel it buzz. At the end of a word, make the vowel before it longer."
        }
        (F, V) | (S, Z) | (Sh, Zh) | (Ch, Jh) | (P, B) | (T, D) | (K, G) => {
            "The voice was on: let only air out. At the end of a word, keep the vowel before it short."
        }
        (R, L) => "The tongue touched the ridge: pull it back so that it touches nothing.",
        (L, R) => {
            "The tongue touched nothing: press its tip to the ridge behind the teeth and keep it there."
        }
        (N, L) => "The air went past the tongue: send it through the nose.",
        (L, N) => "The air went through the nose: let it flow past the sides of the tongue.",
        (N, Ng) => "The back of the tongue closed: close with the tip, behind the teeth.",
        (Ng, N) => "The tip of the tongue closed: close with the back of it.",
        (M, N) => "The lips stayed open: close them.",
        (Iy, Ih) => "It was too short and slack: spread the lips and hold it.",
        (Ih, Iy) => "It was too long and tense: relax the tongue and keep it short.",
        (Uw, Uh) => "It was too short and slack: round the lips tightly and hold it.",
        (Uh, Uw) => "It was too long and tense: relax the lips and keep it short.",
        (Ae, Eh) => "The mouth was not open enough: let the jaw fall further.",
        (Eh, Ae) => "The mouth was too open: raise the jaw a little.",
        (Eh, Ey) | (Ae, Ey) => "It glided: keep the tongue where it is to the end.",
        (Ey, Eh) => "It did not glide: let the tongue rise to “ee” at the end.",
        (Ah, Aa) => "The mouth was too open: let it fall only half open, and keep the sound short.",
        (Aa, Ah) => "It was too short and closed: open the jaw wide.",
        (Ah, Ae) => "The tongue was too far forward: let it rest in the middle.",
        (Ow, Ao) | (Ow, Aa) => "It did not glide: close the lips further at the end.",
        (Ao, Ow) => "It glided: hold the lips still to the end.",
        (Er, Ah | Aa | Eh) => "The “r” was missing: pull the tongue back and hold it.",
        (S, Sh) => "The lips came forward: spread them and bring the tongue closer to the teeth.",
        (Sh, S) => "It was too sharp: draw the tongue back and push the lips forward.",
        (Ch, Sh) => "It began without a stop: touch the ridge first, then let go.",
        (Sh, Ch) => "It began with a stop: let the air flow from the start.",
        (Zh, Jh) => "It began with a stop: let the air flow from the start.",
        (Y, Jh) => "The tongue touched: let it come near the palate without touching.",
        (Hh, F) => "The lip was used: let the air out of an open mouth.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use domain::Phone;

    use super::{contrast, how_made};

    #[test]
    fn every_sound_is_explained_and_thirty_confusions_are() {
        let mut known = 0;
        for wanted in Phone::ALL {
            assert!(how_made(wanted).ends_with("”."), "{wanted}");
            known += Phone::ALL
                .into_iter()
                .filter(|heard| contrast(wanted, *heard).is_some())
                .count();
        }
        assert!(known >= 30, "{known}");
    }
}
