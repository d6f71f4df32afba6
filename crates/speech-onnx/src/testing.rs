//! Sound for tests.

/// A clip of `fixtures/librivox` by the end of its name.
pub(crate) fn clip(name: &str) -> Vec<f32> {
    let path = format!(
        "{}/../../fixtures/librivox/sense_and_sensibility_01_austen_64kb-{name}.wav",
        env!("CARGO_MANIFEST_DIR")
    );
    wav(&path)
}

/// A 16-bit mono WAV file.
pub(crate) fn wav(path: &str) -> Vec<f32> {
    let mut reader = hound::WavReader::open(path).unwrap();
    reader
        .samples::<i16>()
        .map(|sample| f32::from(sample.unwrap()) / 32768.0)
        .collect()
}

/// White noise of this peak, always the same.
pub(crate) fn noise(length: usize, peak: f32) -> Vec<f32> {
    let mut state = 1_u32;
    (0..length)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state as f32 / u32::MAX as f32 * 2.0 - 1.0) * peak
        })
        .collect()
}
