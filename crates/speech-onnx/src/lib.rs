//! Speech engines over ONNX Runtime: Whisper, phone posteriors, voice activity.
