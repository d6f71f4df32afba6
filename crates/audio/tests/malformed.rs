//! The decoder boundary holds against bytes that nobody wrote on purpose: no panic, and no more memory than a short
//! recording needs.

mod support;

use std::sync::{Mutex, MutexGuard};

use audio::{Limits, read};
use peak_alloc::PeakAlloc;
use proptest::prelude::*;
use support::bytes;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Decoding a file of some kilobytes may take so much: buffers of the reader, of the decoder, of the resampler, and
/// `LIMITS` of sound.
const MOST_MEGABYTES: f32 = 32.0;

const LIMITS: Limits = Limits {
    max_minutes: 0.5,
    max_bytes: 1 << 20,
};

/// Fixtures of every container and codec.
const SEEDS: [&str; 11] = [
    "reference.wav",
    "speech.flac",
    "speech.mp3",
    "no-tag.mp3",
    "speech.opus",
    "speech.ogg",
    "speech.webm",
    "live.webm",
    "speech.m4a",
    "fragmented.mp4",
    "speech.aac",
];

/// Memory is measured for the whole process, so one test runs at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// Decodes and checks what has to hold for any bytes.
fn holds(bytes: &[u8]) -> Result<(), TestCaseError> {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage_as_mb();
    let result = read(bytes, "stdin", &LIMITS);
    let used = MEMORY.peak_usage_as_mb() - before;
    prop_assert!(used < MOST_MEGABYTES, "took {used} MB");
    match result {
        Ok(recording) => {
            prop_assert!(recording.seconds() <= LIMITS.max_minutes * 60.0 + 0.2);
            prop_assert!(
                recording
                    .samples
                    .iter()
                    .all(|sample| (-1.0..=1.0).contains(sample))
            );
        }
        Err(error) => prop_assert!(error.is_input(), "{error}"),
    }
    Ok(())
}

fn seed() -> impl Strategy<Value = Vec<u8>> {
    proptest::sample::select(SEEDS.as_slice()).prop_map(bytes)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, max_shrink_iters: 50, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_behind_any_header(mut start in seed(), kept in 4usize..200, rest in proptest::collection::vec(any::<u8>(), 0..4_000)) {
        let _alone = alone();
        start.truncate(kept);
        start.extend(rest);
        holds(&start)?;
    }

    #[test]
    fn a_file_that_is_cut_anywhere(mut file in seed(), share in 0.0..1.0f64) {
        let _alone = alone();
        file.truncate((file.len() as f64 * share) as usize);
        holds(&file)?;
    }

    #[test]
    fn a_file_with_flipped_bits(mut file in seed(), flips in proptest::collection::vec((0.0..1.0f64, 0u8..8, any::<bool>()), 1..12)) {
        let _alone = alone();
        for (place, bit, early) in flips {
            // Most of what steers a reader stands in the first bytes.
            let reach = if early { file.len().min(600) } else { file.len() };
            let index = (reach as f64 * place) as usize;
            file[index] ^= 1 << bit;
        }
        holds(&file)?;
    }
}
