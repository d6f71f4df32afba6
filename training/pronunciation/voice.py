"""The main components of the mean encoder vector of an utterance."""
import numpy as np

COMPONENTS = 48


def learn(vectors, count=COMPONENTS):
    """(mean, deviation, directions): `count` directions of the standardised vectors with the most variance, each scaled to
    deviation 1. The sign of each is such that its largest weight is positive."""
    mean, deviation = vectors.mean(0), vectors.std(0) + 1e-3
    standard = (vectors - mean) / deviation
    values, directions = np.linalg.eigh(np.cov(standard.T))
    order = np.argsort(values)[::-1][:count]
    chosen = directions[:, order].T
    chosen *= np.sign(chosen[np.arange(count), np.abs(chosen).argmax(1)])[:, None]
    return mean.astype(np.float32), deviation.astype(np.float32), (chosen / np.sqrt(values[order])[:, None]).astype(np.float32)


def components(learnt, vector):
    """The components of one vector (or of rows of them)."""
    mean, deviation, directions = learnt
    return ((vector - mean) / deviation) @ directions.T
