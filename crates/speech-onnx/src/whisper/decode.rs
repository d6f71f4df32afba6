//! The text of one window: greedy first, and at rising temperatures while what comes out is not credible.

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};
use speech::Error;

use super::{
    network::{ENGINE, Memory, Network, States},
    rules::{Choice, Rules, drawn, likeliest, log_sum_exp},
    tokenizer::{Token, Tokenizer},
};
use crate::runtime::failed;

/// Temperatures to try, in order.
const TEMPERATURES: [f32; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];
/// Text that zlib makes smaller than this many times repeats itself.
const MAX_COMPRESSION: f64 = 2.4;
/// Mean log probability of a token under which the text is a guess.
const MIN_LOG_PROBABILITY: f64 = -1.0;
/// Probability of the no-speech token over which a guess is taken for silence.
const NO_SPEECH: f64 = 0.6;
/// Tokens said round and round that make a loop, and how often at least they must have come.
const LOOP_TOKENS: usize = 30;
const LOOP_TIMES: usize = 4;
/// What random numbers start from: the same recording always gives the same words.
const SEED: u64 = 0x5eed_0f57;

/// One attempt at a window's text.
#[derive(Debug)]
pub(crate) struct Attempt {
    /// Text and times in order, without the end token.
    pub(crate) choices: Vec<Choice>,
    /// Mean log probability of the tokens, the end token included.
    pub(crate) log_probability: f64,
    /// Probability that nobody speaks, by the model.
    pub(crate) no_speech: f64,
    /// Whether the text stopped because there was no more room.
    pub(crate) cut: bool,
    looping: bool,
    compression: f64,
}

impl Attempt {
    /// Whether the text can be believed as it is.
    pub(crate) fn is_credible(&self) -> bool {
        !self.looping && self.compression <= MAX_COMPRESSION && self.log_probability >= MIN_LOG_PROBABILITY
    }

    /// Whether the model holds that nobody speaks, and has no good idea what would be said.
    pub(crate) fn is_silence(&self) -> bool {
        self.no_speech > NO_SPEECH && self.log_probability < MIN_LOG_PROBABILITY
    }
}

/// What decoding a window needs.
pub(crate) struct Decoding<'a> {
    pub(crate) network: &'a mut Network,
    pub(crate) tokenizer: &'a Tokenizer,
    pub(crate) rules: &'a Rules,
    /// Tokens that fit in the decoder.
    pub(crate) max_tokens: usize,
    /// Length of the window's sound.
    pub(crate) seconds: f64,
}

impl Decoding<'_> {
    /// The text of the window. `starts` are the tokens to start from: the first is tried once, greedily; the last is
    /// what further attempts start from. Gives the first credible attempt, or else the best.
    pub(crate) fn decode(&mut self, states: &States, starts: &[Vec<Token>]) -> Result<Attempt, Error> {
        let mut best: Option<Attempt> = None;
        let mut random = SEED;
        for (index, start) in starts.iter().enumerate() {
            let (logits, memory) = self.network.begin(states, start).map_err(failed(ENGINE))?;
            let is_last = index + 1 == starts.len();
            let temperatures = if is_last {
                &TEMPERATURES[..]
            } else {
                &TEMPERATURES[..1]
            };
            for temperature in temperatures {
                let attempt = self
                    .attempt(&logits, &memory, start, *temperature, &mut random)
                    .map_err(failed(ENGINE))?;
                if attempt.is_credible() || attempt.is_silence() {
                    return Ok(attempt);
                }
                if best.as_ref().is_none_or(|best| rank(&attempt) > rank(best)) {
                    best = Some(attempt);
                }
            }
        }
        best.ok_or_else(|| Error::Engine {
            engine: ENGINE,
            reason: "there was nothing to start from".into(),
        })
    }

    fn attempt(
        &mut self,
        first_logits: &[f32],
        memory: &Memory,
        start: &[Token],
        temperature: f32,
        random: &mut u64,
    ) -> ort::Result<Attempt> {
        let special = &self.tokenizer.special;
        let vocabulary = first_logits.len() / start.len().max(1);
        let room = (self.max_tokens / 2).min(self.max_tokens.saturating_sub(start.len() + 1));
        let mut logits = first_logits[first_logits.len() - vocabulary..].to_vec();
        let mut path = self.network.path(memory);
        let (mut said, mut choices): (Vec<Token>, Vec<Choice>) = (Vec::new(), Vec::new());
        let (mut sum, mut ended, mut looping) = (0.0, false, false);
        while choices.len() < room && !looping {
            self.rules.apply(&mut logits, &said, self.seconds);
            let choice = if temperature == 0.0 {
                likeliest(&logits)
            } else {
                drawn(&logits, temperature, uniform(random))
            };
            let Some(choice) = choice else { break };
            sum += f64::from(choice.log_probability);
            if choice.token == special.end {
                ended = true;
                break;
            }
            said.push(choice.token);
            choices.push(choice);
            looping = goes_round(&said, special.end);
            logits = path.step(choice.token)?;
        }
        let text: Vec<u8> = said
            .iter()
            .flat_map(|token| self.tokenizer.bytes(*token).iter().copied())
            .collect();
        Ok(Attempt {
            log_probability: sum / (choices.len() + usize::from(ended)).max(1) as f64,
            no_speech: no_speech(first_logits, start, special.start, special.no_speech),
            cut: !ended,
            looping,
            compression: compression(&text),
            choices,
        })
    }
}

/// Which of two attempts that are not credible is the lesser evil.
fn rank(attempt: &Attempt) -> (bool, bool, i64) {
    let repeats = attempt.compression > MAX_COMPRESSION;
    (!attempt.looping, !repeats, (attempt.log_probability * 1e6) as i64)
}

/// The probability of the no-speech token where the answer starts.
fn no_speech(logits: &[f32], start: &[Token], begin: Token, no_speech: Token) -> f64 {
    let vocabulary = logits.len() / start.len().max(1);
    let Some(at) = start.iter().rposition(|token| *token == begin) else {
        return 0.0;
    };
    let row = &logits[at * vocabulary..(at + 1) * vocabulary];
    row.get(no_speech as usize)
        .map_or(0.0, |logit| f64::from((logit - log_sum_exp(row)).exp()))
}

/// Whether the text said last is the same few tokens again and again.
fn goes_round(said: &[Token], end: Token) -> bool {
    let text: Vec<Token> = said
        .iter()
        .rev()
        .filter(|token| **token < end)
        .copied()
        .take(120)
        .collect();
    (1..=text.len() / LOOP_TIMES).any(|length| {
        let span = (LOOP_TIMES * length).max(LOOP_TOKENS.next_multiple_of(length));
        text.len() >= span && (length..span).all(|index| text[index] == text[index - length])
    })
}

/// How many times smaller zlib makes the text.
fn compression(text: &[u8]) -> f64 {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    let size = encoder
        .write_all(text)
        .and_then(|()| encoder.finish())
        .map_or(0, |packed| packed.len());
    if size == 0 {
        0.0
    } else {
        text.len() as f64 / size as f64
    }
}

/// A number from 0 to 1 (SplitMix64).
fn uniform(state: &mut u64) -> f32 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) >> 40) as f32 / (1_u64 << 24) as f32
}

#[cfg(test)]
mod tests {
    use super::{compression, goes_round, uniform};

    #[test]
    fn a_loop_is_seen_and_a_stutter_is_not_one() {
        let loops: Vec<u32> = [5, 6, 7].repeat(11);
        assert!(goes_round(&loops, 100));
        assert!(!goes_round(&[5, 6, 7].repeat(4), 100));
        assert!(!goes_round(&(0..60).collect::<Vec<_>>(), 100));
        let with_times: Vec<u32> = [5, 6, 7, 200].repeat(11);
        assert!(goes_round(&with_times, 100));
        assert!(!goes_round(&[], 100));
    }

    #[test]
    fn repeated_text_compresses_and_speech_does_not() {
        assert!(compression("I went there and I went there. ".repeat(9).as_bytes()) > 2.4);
        assert!(
            compression(b" The late owner of this estate was a single man, who lived to an old age.") < 2.4
        );
        assert_eq!(compression(b""), 0.0);
    }

    #[test]
    fn random_numbers_are_the_same_every_time() {
        let draw = || {
            let mut state = 1;
            (0..3).map(|_| uniform(&mut state)).collect::<Vec<_>>()
        };
        assert_eq!(draw(), draw());
        assert!(draw().iter().all(|number| (0.0..1.0).contains(number)));
    }
}
