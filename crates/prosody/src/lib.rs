//! Pitch, intensity, voice quality, pauses and speech rate by Praat's definitions.
