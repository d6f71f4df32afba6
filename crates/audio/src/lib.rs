//! Bytes to samples: decode, remove delay, resample, slice.
