//! Which token may come next: Whisper's rules for times and for tokens that are never right (openai-whisper,
//! `decoding.py`).

use super::{
    files::Settings,
    tokenizer::{Special, Token, Tokenizer},
};

/// The first words may start this many time steps (0.02 s) into the window at most: 1 s.
const LAST_FIRST_TIME: usize = 50;

/// The rules of one model.
#[derive(Debug)]
pub(crate) struct Rules {
    special: Special,
    suppressed: Vec<Token>,
    suppressed_first: Vec<Token>,
}

/// What was chosen, and how likely it was among what was allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Choice {
    pub(crate) token: Token,
    pub(crate) log_probability: f32,
}

impl Rules {
    pub(crate) fn new(settings: &Settings, tokenizer: &Tokenizer) -> Self {
        let special = tokenizer.special.clone();
        let mut suppressed = settings.suppressed.clone();
        // Between the end of text and the times there are only tokens that give instructions.
        suppressed.extend(special.end + 1..special.first_time);
        let mut suppressed_first = settings.suppressed_first.clone();
        suppressed_first.push(special.end);
        suppressed_first.extend(tokenizer.encode(" "));
        Self {
            special,
            suppressed,
            suppressed_first,
        }
    }

    fn is_time(&self, token: Token) -> bool {
        token >= self.special.first_time
    }

    /// Sets the logits of tokens that may not follow `said` to minus infinity. Times past `last_time` (seconds) are
    /// past the end of the sound.
    pub(crate) fn apply(&self, logits: &mut [f32], said: &[Token], last_time: f64) {
        forbid_all(logits, &self.suppressed);
        let times = self.special.first_time as usize;
        let beyond = times + (last_time / 0.02).ceil() as usize + 1;
        forbid(logits, beyond, usize::MAX);
        if said.is_empty() {
            forbid_all(logits, &self.suppressed_first);
            forbid(logits, 0, times);
            forbid(logits, times + LAST_FIRST_TIME + 1, usize::MAX);
            return;
        }
        let end = self.special.end as usize;
        let last_is_time = said.last().is_some_and(|token| self.is_time(*token));
        let before_is_time = said.len() < 2 || self.is_time(said[said.len() - 2]);
        if last_is_time && before_is_time {
            forbid(logits, times, usize::MAX);
        } else if last_is_time {
            forbid(logits, 0, end);
        }
        if let Some(time) = said.iter().rev().find(|token| self.is_time(**token)) {
            // A pause may start where words end, but a segment with words has a length.
            let next = if last_is_time && !before_is_time {
                *time
            } else {
                time + 1
            };
            forbid(logits, times, next as usize);
        }
        self.prefer_time(logits);
    }

    /// When the times together are likelier than any single text token, a time it is.
    fn prefer_time(&self, logits: &mut [f32]) {
        let times = self.special.first_time as usize;
        let (text, time) = logits.split_at(times.min(logits.len()));
        let best_text = text.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let best_time = time.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        if best_time == f32::NEG_INFINITY {
            return;
        }
        let sum: f32 = time.iter().map(|logit| (logit - best_time).exp()).sum();
        if best_time + sum.ln() > best_text {
            forbid(logits, 0, times);
        }
    }
}

fn forbid(logits: &mut [f32], from: usize, to: usize) {
    let to = to.min(logits.len());
    if from < to {
        logits[from..to].fill(f32::NEG_INFINITY);
    }
}

fn forbid_all(logits: &mut [f32], tokens: &[Token]) {
    for token in tokens {
        if let Some(logit) = logits.get_mut(*token as usize) {
            *logit = f32::NEG_INFINITY;
        }
    }
}

/// The likeliest token, or `None` when nothing is allowed.
pub(crate) fn likeliest(logits: &[f32]) -> Option<Choice> {
    let (index, best) = logits
        .iter()
        .enumerate()
        .filter(|(_, logit)| logit.is_finite())
        .max_by(|a, b| a.1.total_cmp(b.1))?;
    Some(Choice {
        token: index as Token,
        log_probability: best - log_sum_exp(logits),
    })
}

/// A token drawn by its probability at `temperature`, `uniform` being a number from 0 to 1. Its log probability is
/// that at temperature 1, as for [`likeliest`].
pub(crate) fn drawn(logits: &[f32], temperature: f32, uniform: f32) -> Option<Choice> {
    let best = likeliest(logits)?;
    let top = logits[best.token as usize];
    let weight = |logit: &f32| ((logit - top) / temperature).exp();
    let mut left = uniform * logits.iter().map(weight).sum::<f32>();
    for (index, logit) in logits.iter().enumerate() {
        left -= weight(logit);
        if left < 0.0 && logit.is_finite() {
            return Some(Choice {
                token: index as Token,
                log_probability: logit - log_sum_exp(logits),
            });
        }
    }
    Some(best)
}

/// The logarithm of the sum of exponentials.
pub(crate) fn log_sum_exp(logits: &[f32]) -> f32 {
    let top = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if top == f32::NEG_INFINITY {
        return top;
    }
    top + logits.iter().map(|logit| (logit - top).exp()).sum::<f32>().ln()
}

#[cfg(test)]
mod tests {
    use super::{Rules, drawn, likeliest};
    use crate::{
        runtime::tests::model,
        whisper::{
            files::Settings,
            tokenizer::{Token, Tokenizer},
        },
    };

    fn rules() -> (Rules, Token, usize) {
        let folder = model("whisper-tiny");
        let settings = Settings::load(&folder).unwrap();
        let tokenizer = Tokenizer::load(&folder).unwrap();
        (
            Rules::new(&settings, &tokenizer),
            tokenizer.special.first_time,
            settings.vocabulary,
        )
    }

    fn allowed(rules: &Rules, size: usize, said: &[Token]) -> Vec<Token> {
        let mut logits = vec![0.0; size];
        // Text is likely enough that times are not forced by their number.
        logits[..1000].fill(20.0);
        rules.apply(&mut logits, said, 30.0);
        (0..)
            .zip(&logits)
            .filter(|(_, logit)| logit.is_finite())
            .map(|(token, _)| token)
            .collect()
    }

    #[test]
    fn a_window_starts_with_a_time_within_its_first_second() {
        let (rules, time, size) = rules();
        assert_eq!(allowed(&rules, size, &[]), (time..=time + 50).collect::<Vec<_>>());
    }

    #[test]
    fn times_come_in_pairs_and_never_go_back() {
        let (rules, time, size) = rules();
        let after_first = allowed(&rules, size, &[time]);
        assert!(after_first.iter().all(|token| *token < time));
        let after_text = allowed(&rules, size, &[time, 400]);
        assert!(after_text.contains(&400) && !after_text.contains(&time) && after_text.contains(&(time + 1)));
        let after_end_of_segment = allowed(&rules, size, &[time, 400, time + 9]);
        assert!(
            after_end_of_segment
                .iter()
                .all(|token| *token >= time + 9 || *token == 50257)
        );
    }

    #[test]
    fn times_that_are_likelier_together_than_any_word_win() {
        let (rules, time, size) = rules();
        let mut logits = vec![0.0; size];
        logits[400] = 5.0;
        rules.apply(&mut logits, &[time, 400], 30.0);
        assert!(likeliest(&logits).unwrap().token > time);
    }

    #[test]
    fn no_time_lies_past_the_sound() {
        let (rules, time, size) = rules();
        let mut logits = vec![0.0; size];
        rules.apply(&mut logits, &[time, 400], 2.0);
        assert!(logits[time as usize + 100].is_finite() && logits[time as usize + 101].is_infinite());
    }

    #[test]
    fn drawing_follows_the_probabilities() {
        let logits = [0.0, f32::NEG_INFINITY, 1.0];
        assert_eq!(drawn(&logits, 1.0, 0.0).unwrap().token, 0);
        assert_eq!(drawn(&logits, 1.0, 0.9).unwrap().token, 2);
        assert_eq!(drawn(&logits, 0.01, 0.1).unwrap().token, 2);
        assert!(drawn(&[f32::NEG_INFINITY], 1.0, 0.5).is_none());
    }
}
