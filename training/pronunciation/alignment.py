"""Forced alignment over phone posteriors, as `crates/phonetics/src/viterbi.rs` does it for words said in one way."""
import numpy as np

from .corpus import SILENCE

FLOOR = np.float32(-12.0)
PRIOR_WEIGHT = np.float32(0.6)
PRIOR_FLOOR = np.float32(1e-4)
NEVER = -1e30


def emission(posteriors, prior):
    """What a frame adds to the score of a path through each class."""
    return np.maximum(posteriors, FLOOR) - PRIOR_WEIGHT * np.log(prior.astype(np.float32) + PRIOR_FLOOR)


def units_of(words):
    """Silence, word, silence, word, … silence, as classes; and the places of the phones among them."""
    units, places = [SILENCE], []
    for word in words:
        places += range(len(units), len(units) + len(word))
        units += [*word, SILENCE]
    return np.array(units), np.array(places)


def best_path(scores, units, least):
    """The unit that each frame belongs to; None when there are too few frames. Silences may be skipped."""
    states = np.repeat(units, least)
    frames, count = len(scores), len(states)
    score = scores[:, states].astype(np.float64)
    best = np.full(count, NEVER)
    best[0] = score[0, 0]
    best[least] = score[0, least]
    stay = np.where(np.arange(count) % least == least - 1, 0.0, NEVER)
    after = np.where(units[1:-1] == SILENCE)[0] + 2
    into, out_of = after * least, (after - 1) * least - 1
    back = np.zeros((frames, count), np.int8)
    advanced = np.full(count, NEVER)
    skipped = np.full(count, NEVER)
    for frame in range(1, frames):
        advanced[1:] = best[:-1]
        skipped[into] = best[out_of]
        stayed = best + stay
        move = back[frame]
        np.greater(advanced, stayed, out=move, casting="unsafe")
        np.maximum(stayed, advanced, out=stayed)
        skips = skipped > stayed
        move[skips] = 2
        best = np.maximum(stayed, skipped) + score[frame]
    state = count - 1
    if best[count - 1 - least] > best[count - 1]:
        state = count - 1 - least
    if best[state] < NEVER / 10:
        return None
    skip_from = np.zeros(count, int)
    skip_from[into] = out_of
    path = np.zeros(frames, int)
    for frame in range(frames - 1, -1, -1):
        path[frame] = state
        move = back[frame, state]
        state = state if move == 0 else state - 1 if move == 1 else skip_from[state]
    return path // least


def align(posteriors, prior, words):
    """First frame and end of each unit that was passed, and its place among the units: an array of rows
    (place, start, end) in order; None when there are more phones than frames."""
    units, _ = units_of(words)
    scores = emission(posteriors, prior)
    for least in (2, 1):
        path = best_path(scores, units, least)
        if path is not None:
            edges = np.r_[0, np.where(np.diff(path))[0] + 1, len(path)]
            return np.stack([path[edges[:-1]], edges[:-1], edges[1:]], 1)
    return None


def labels(segments, words, phone_scores, frames):
    """Class of each frame, and whether it may be trained on: silence, and phones that the experts found well said."""
    units, places = units_of(words)
    classes = np.full(frames, SILENCE, np.int8)
    usable = np.ones(frames, bool)
    good = np.ones(len(units), bool)
    good[places] = phone_scores >= 1.5
    for place, start, end in segments:
        classes[start:end] = units[place]
        usable[start:end] = good[place]
    return classes, usable


def flat(samples, words, frames, frame):
    """A first guess: the phones at equal lengths between the first and the last loud frame."""
    level = np.array([np.square(samples[at * frame:(at + 1) * frame]).sum() for at in range(frames)])
    loud = np.where(level > level.max() * 10 ** -3)[0]
    start, end = loud[0], loud[-1] + 1
    units, places = units_of(words)
    if end - start < len(places):
        start, end = 0, frames
    edges = np.linspace(start, end, len(places) + 1).round().astype(int)
    rows = [(0, 0, start)] if start else []
    rows += [(place, edges[i], edges[i + 1]) for i, place in enumerate(places)]
    if end < frames:
        rows.append((len(units) - 1, end, frames))
    return np.array(rows)
