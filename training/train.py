#!/usr/bin/env python3
"""Makes Vivavoce's phone classifier and pronunciation scorer from a corpus with experts' scores. README.md has the rest."""
import argparse
import datetime
import hashlib
import os
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np  # noqa: E402
import torch  # noqa: E402

from pronunciation import card, corpus, encoder, examples, files, figures, golden, scoring, sound  # noqa: E402
from pronunciation.console import say  # noqa: E402
from pronunciation.hearing import Hearing, in_parallel, kept  # noqa: E402

HERE = Path(__file__).parent
DATA = HERE.parent / "crates/speech-onnx/data"
FOLDS = 5
ROUNDS = ((600, 2), (700, 3))
"""Seed and epochs of each round of classifiers and alignments."""
KINDS = (*sound.TRAINING_COPIES, *sound.TEST_COPIES, *examples.CHANGED)


def arguments():
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder with labels.jsonl and audio/ID.flac")
    parser.add_argument("encoder", type=Path, help="whisper-tiny's onnx/encoder_model_quantized.onnx")
    parser.add_argument("--work", type=Path, default=HERE / "work", help="where to keep what takes long (13 GB)")
    parser.add_argument("--start", type=Path, default=DATA / "phone-classifier-alignment.bin", help="the classifier of the first alignment")
    parser.add_argument("--processes", type=int, default=2, help="at a time, each on one thread")
    return parser.parse_args()


def main():
    asked = arguments()
    torch.set_num_threads(1)
    utterances = corpus.load(asked.corpus)
    fold_of = corpus.folds(utterances, FOLDS)
    say(f"{len(utterances)} utterances of {len({one.speaker for one in utterances})} speakers")
    encoder.cache(asked.work / "features", asked.encoder, utterances, (*sound.TRAINING_COPIES, *sound.TEST_COPIES), say)
    hearing = Hearing(utterances, asked.work / "features", say)
    names = list(sound.TRAINING_COPIES)

    segments = [None] * len(utterances)
    right = hearing.align(files.read_classifier(asked.start), "clean", range(len(utterances)), segments)
    say(f"first alignment: {right:.3f} of the frames right")
    for number, (seed, epochs) in enumerate(ROUNDS, 1):
        say(f"round {number} of {len(ROUNDS)}")
        classifiers, segments = kept(
            asked.work / f"round{number}.pickle",
            lambda: hearing.round(names, segments, fold_of, seed, epochs, asked.processes))
    final = kept(asked.work / "classifier.pickle", lambda: hearing.train(
        names, segments, np.ones(len(utterances), bool), ROUNDS[-1][0] + FOLDS, ROUNDS[-1][1]))
    durations = examples.durations(utterances, segments)
    say("the classifier is trained")

    maker = examples.Maker(hearing, durations)
    made = kept(asked.work / "examples.pickle", lambda: dict(zip(KINDS, in_parallel(
        maker, "make", [(kind, classifiers, fold_of) for kind in KINDS], asked.processes))))
    say("every utterance is heard")
    heads = scoring.Scoring(utterances, fold_of, made)
    scores = kept(asked.work / "scores.pickle", lambda: heads.validated(
        in_parallel(heads, "fold", [(fold,) for fold in range(FOLDS)], asked.processes)))
    found = scoring.agreement(heads, scores)
    say("speakers not trained on: " + figures.line(found["all"]))
    limits, found["limits"] = scoring.limits(heads, scores)
    tables = scoring.interval_tables(heads, scores)
    shipped = heads.train(range(len(utterances)), scoring.SEEDS)

    files.write_classifier(DATA / "phone-classifier-whisper-tiny.bin", final, durations)
    files.write_scorer(DATA / "pronunciation-scorer.bin", limits, tables, heads.voice, shipped)
    golden.write(utterances, asked.encoder, final, durations, heads.voice, shipped)
    hashes = {name: hashlib.sha256((DATA / name).read_bytes()).hexdigest()
              for name in ("phone-classifier-whisper-tiny.bin", "pronunciation-scorer.bin")}
    start = hashlib.sha256(asked.start.read_bytes()).hexdigest()
    card.write(HERE / "model-card.md", utterances, found, hashes, start, datetime.date.today())
    say("done")


if __name__ == "__main__":
    main()
