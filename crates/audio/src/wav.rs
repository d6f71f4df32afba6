//! WAV bytes, for sound that is put into a report or handed to another program.

/// Bytes of the header that is written before the samples.
const HEADER_BYTES: usize = 44;

/// A 16 kHz recording as a 16-bit mono WAV file. Samples beyond −1 to 1 are clipped.
#[must_use]
pub fn to_wav_bytes(samples: &[f32]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER_BYTES + samples.len() * 2);
    let data = u32::try_from(samples.len() * 2).unwrap_or(u32::MAX);
    bytes.extend_from_slice(b"RIFF");
    bytes.extend_from_slice(&data.saturating_add(HEADER_BYTES as u32 - 8).to_le_bytes());
    bytes.extend_from_slice(b"WAVEfmt ");
    bytes.extend_from_slice(&16u32.to_le_bytes());
    bytes.extend_from_slice(&1u16.to_le_bytes()); // integer samples
    bytes.extend_from_slice(&1u16.to_le_bytes()); // channels
    bytes.extend_from_slice(&crate::SAMPLE_RATE.to_le_bytes());
    bytes.extend_from_slice(&(crate::SAMPLE_RATE * 2).to_le_bytes()); // bytes a second
    bytes.extend_from_slice(&2u16.to_le_bytes()); // bytes a frame
    bytes.extend_from_slice(&16u16.to_le_bytes()); // bits a sample
    bytes.extend_from_slice(b"data");
    bytes.extend_from_slice(&data.to_le_bytes());
    for sample in samples {
        // A float that does not fit saturates, and NaN becomes 0.
        bytes.extend_from_slice(&((sample * 32_768.0).round() as i16).to_le_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::to_wav_bytes;

    #[test]
    fn another_reader_gets_the_same_samples() {
        let bytes = to_wav_bytes(&[0.0, 0.5, -1.0, 2.0, f32::NAN]);
        let mut reader = hound::WavReader::new(bytes.as_slice()).unwrap();
        let spec = reader.spec();
        assert_eq!(
            (spec.channels, spec.sample_rate, spec.bits_per_sample),
            (1, 16_000, 16)
        );
        let samples: Vec<i16> = reader.samples().map(Result::unwrap).collect();
        assert_eq!(samples, [0, 16_384, -32_768, 32_767, 0]);
    }
}
