"""From features to posteriors and alignments: the classifier and the alignment it is trained on make each other.

The first guess puts the phones of an utterance at equal lengths. Each round trains classifiers and aligns every speaker's
utterances with one that never heard that speaker.
"""
import concurrent.futures
import multiprocessing
import pickle
import time
from pathlib import Path

import numpy as np
import torch

from . import alignment, classifier, encoder, sound


class Hearing:
    """The corpus with its features."""

    def __init__(self, utterances, features, say):
        self.utterances, self.folder, self.say = utterances, Path(features), say
        self.copies = {}
        self.offsets = np.load(self.folder / "offsets.npy")
        self.words = [utterance.words() for utterance in utterances]

    def __getstate__(self):
        return {**self.__dict__, "copies": {}}

    def copy(self, name):
        """The features of one copy."""
        if name not in self.copies:
            self.copies[name] = encoder.open_copy(self.folder, name)[0]
        return self.copies[name]

    def of(self, index):
        """The frames of one utterance."""
        return slice(self.offsets[index], self.offsets[index + 1])

    def frames(self, chosen):
        """One value for each frame: whether its utterance is `chosen`."""
        return np.repeat(chosen, np.diff(self.offsets))

    def flat(self):
        """The first guess."""
        return [
            alignment.flat(sound.read(utterance), self.words[i], self.offsets[i + 1] - self.offsets[i], encoder.FRAME)
            for i, utterance in enumerate(self.utterances)
        ]

    def labels(self, segments):
        """Class of each frame, and whether it may be trained on."""
        classes = np.zeros(self.offsets[-1], np.int8)
        usable = np.zeros(self.offsets[-1], bool)
        for i, utterance in enumerate(self.utterances):
            if segments[i] is not None:
                at = self.of(i)
                classes[at], usable[at] = alignment.labels(
                    segments[i], self.words[i], utterance.phone_scores, at.stop - at.start)
        return classes, usable

    def train(self, names, segments, chosen, seed, epochs, **options):
        """A classifier from the `chosen` utterances, with its prior over their clean sound."""
        classes, usable = self.labels(segments)
        chosen = self.frames(chosen)
        weights = classifier.train([self.copy(name) for name in names], classes, usable, chosen, seed, epochs, **options)
        frames = np.where(chosen)[0]
        weights["prior"] = classifier.prior(weights, self.copy("clean"), frames[::5])
        return weights

    def posteriors(self, weights, name, index):
        """What `weights` hear in one utterance."""
        return classifier.posteriors(weights, self.copy(name)[self.of(index)])

    def align(self, weights, name, indices, into):
        """Aligns the utterances at `indices`, and says how many frames are right by the new alignment."""
        right = asked = 0
        for index in indices:
            heard = self.posteriors(weights, name, index)
            into[index] = alignment.align(heard, weights["prior"], self.words[index])
            if into[index] is not None:
                classes, usable = alignment.labels(into[index], self.words[index], self.utterances[index].phone_scores, len(heard))
                speech = usable & (classes < 39)
                right += (heard.argmax(1) == classes)[speech].sum()
                asked += speech.sum()
        return right / max(asked, 1)

    def fold(self, names, segments, fold_of, fold, seed, epochs, options):
        """A classifier trained on the other folds, and the alignment it makes of this one."""
        start = time.time()
        weights = self.train(names, segments, fold_of != fold, seed + fold, epochs, **options)
        trained, aligned = time.time() - start, [None] * len(segments)
        right = self.align(weights, "clean", np.where(fold_of == fold)[0], aligned)
        self.say(f"  fold {fold}: {right:.3f} of the frames right; {trained:.0f} s to train, {time.time() - start:.0f} s in all")
        return weights, aligned

    def round(self, names, segments, fold_of, seed, epochs, processes=1, **options):
        """Classifiers by fold, each trained on the other folds; and the alignment that they make of their own folds."""
        tasks = [(names, segments, fold_of, fold, seed, epochs, options) for fold in range(fold_of.max() + 1)]
        done = in_parallel(self, "fold", tasks, processes)
        aligned = [None] * len(segments)
        for _, rows in done:
            aligned = [row if row is not None else before for row, before in zip(rows, aligned)]
        return [weights for weights, _ in done], aligned


def in_parallel(owner, method, tasks, processes):
    """Calls a method of `owner` for each of `tasks`, `processes` at a time, each on one thread."""
    if processes == 1:
        return [getattr(owner, method)(*task) for task in tasks]
    with concurrent.futures.ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        return [future.result() for future in [pool.submit(_call, owner, method, task) for task in tasks]]


def _call(owner, method, task):
    torch.set_num_threads(1)
    return getattr(owner, method)(*task)


def keep(path, value):
    """Writes what was made, whole or not at all."""
    part = Path(path).with_suffix(".part")
    part.write_bytes(pickle.dumps(value))
    part.rename(path)


def kept(path, make):
    """What an earlier run left at `path`, or what `make` makes."""
    path = Path(path)
    if not path.exists():
        keep(path, make())
    return pickle.loads(path.read_bytes())
