"""The golden set that holds the port in `crates/speech-onnx` to this: utterances of the corpus that lie in `fixtures/learners` too."""
import json
from pathlib import Path

import numpy as np

from . import classifier, corpus, encoder, examples, features, head, sound

ROOT = Path(__file__).parents[2]
FROM = ROOT / "fixtures/learners/audio"
TO = ROOT / "crates/speech-onnx/tests/fixtures/pronunciation"
COUNT = 3


def write(utterances, model, weights, durations, components, heads):
    """For each utterance ID.f32 (log posteriors, then the mean encoder vector, little endian) and ID.json (the phones of each
    word, and what comes of them)."""
    TO.mkdir(parents=True, exist_ok=True)
    session = encoder.session(model)
    here = [one for one in utterances if (FROM / f"{one.id}.flac").exists()]
    for utterance in here[:COUNT]:
        frames = encoder.encode(session, sound.read(utterance))
        words = utterance.words()
        values, whole, vector = examples.numbers(weights, durations, frames, words)
        example = examples.example(utterance, "clean", (values, whole, vector, words, None), components)
        phones, spoken, scores = head.predict(heads, [example])[0]
        posteriors = classifier.posteriors(weights, frames)
        laid = features.lay(posteriors, weights["prior"], words)
        (TO / f"{utterance.id}.f32").write_bytes(posteriors.astype("<f4").tobytes() + vector.astype("<f4").tobytes())
        plain = lambda array: np.asarray(array, np.float64).round(6).tolist()
        (TO / f"{utterance.id}.json").write_text(json.dumps({
            "words": [[corpus.PHONES[phone] for phone in word] for word in words],
            "frames": [[int(laid.rows[row, 1]), int(laid.rows[row, 2])] for row in laid.of],
            "values": plain(values), "whole": plain(example.whole),
            "phone_scores": plain(phones), "word_scores": plain(spoken), "scores": plain(scores),
        }) + "\n")
