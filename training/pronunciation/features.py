"""What the head sees of an utterance: numbers for each phone and for the whole. `crates/phonetics/src/goodness` does the same.

Lengths are in frames of 20 ms where nothing else is said; logarithms are natural.
"""
from dataclasses import dataclass

import numpy as np

from .alignment import FLOOR, align, emission, units_of
from .corpus import CLASSES, SILENCE

REACH = 15
"""How far into a neighbour a phone may be looked for, in frames."""
CLIP = 20.0
LOST = SILENCE
"""In a row of alternatives: the phone was left out."""
PHONE_VALUES = 6 + 2 * CLASSES + 5 + CLASSES + 2
UTTERANCE_VALUES = 13


@dataclass
class Durations:
    """Mean and deviation of the logarithm of each phone's length in units of 10 ms."""
    mean: np.ndarray
    deviation: np.ndarray

    @classmethod
    def over(cls, pairs):
        """From (phone classes, lengths in frames) of many utterances."""
        phones = np.concatenate([phones for phones, _ in pairs])
        logs = np.log(2.0 * np.concatenate([lengths for _, lengths in pairs]))
        mean, deviation = np.full(SILENCE, 2.0, np.float32), np.ones(SILENCE, np.float32)
        for phone in range(SILENCE):
            found = logs[phones == phone]
            if len(found) > 1:
                mean[phone], deviation[phone] = found.mean(), max(0.25, found.std())
        return cls(mean, deviation)


@dataclass
class Laid:
    """Words laid over sound."""
    rows: np.ndarray
    """Units passed, in order: place among the units, first frame, end."""
    of: np.ndarray
    """The row of each phone."""
    phones: np.ndarray


def lay(posteriors, prior, words):
    """Aligns; None when there are more phones than frames."""
    rows = align(posteriors, prior, words)
    if rows is None:
        return None
    _, places = units_of(words)
    return Laid(rows, np.searchsorted(rows[:, 0], places), np.concatenate(words))


def alternatives(scores, units, laid):
    """For each phone how much better than it each other phone fits in its place, in nats, and (last) its absence: a row of
    40, 0 for the phone itself. Its neighbours stay what they are, and the borders to them may move."""
    found = np.zeros((len(laid.phones), CLASSES), np.float32)
    rows = laid.rows
    for phone, row in enumerate(laid.of):
        _, start, end = rows[row]
        first = max(rows[row - 1, 1], start - REACH) if row > 0 else start
        last = min(rows[row + 1, 2], end + REACH) if row + 1 < len(rows) else end
        sums = np.zeros((last - first + 1, CLASSES))
        np.cumsum(scores[first:last], 0, out=sums[1:])
        count = last - first
        left, right = np.full(count + 1, -np.inf), np.full(count + 1, -np.inf)
        if row > 0:
            left[1:] = sums[1:, units[rows[row - 1, 0]]]
        else:
            left[0] = 0.0
        if row + 1 < len(rows):
            neighbour = sums[:, units[rows[row + 1, 0]]]
            right[:-1] = neighbour[-1] - neighbour[:-1]
        else:
            right[-1] = 0.0
        least = 2 if count - (row > 0) - (row + 1 < len(rows)) >= 2 else 1
        entered = np.maximum.accumulate(left[:-least, None] - sums[:-least, :SILENCE], 0)
        best = (entered + sums[least:, :SILENCE] + right[least:, None]).max(0)
        found[phone, :SILENCE] = best
        found[phone, LOST] = (left + right).max()
        found[phone] -= best[laid.phones[phone]]
    return np.clip(found, -CLIP, CLIP)


def phone_values(posteriors, prior, words, laid, durations):
    """`phones × PHONE_VALUES`, and the alternatives apart."""
    rows, of, phones = laid.rows, laid.of, laid.phones
    units, _ = units_of(words)
    starts, ends = rows[of, 1], rows[of, 2]
    floored = np.maximum(posteriors, FLOOR)
    certain = np.exp(posteriors)
    logs = np.stack([floored[a:b].mean(0) for a, b in zip(starts, ends)])
    shares = np.stack([certain[a:b].mean(0) for a, b in zip(starts, ends)])
    own = np.arange(len(phones)), phones
    fit = logs[own]
    posterior = np.stack([
        fit, fit - logs[:, :SILENCE].max(1), shares[own], (logs[:, :SILENCE] > fit[:, None]).sum(1) / 10,
        np.log(shares[own] + 1e-3), logs[:, SILENCE],
    ], 1)
    length = 2.0 * (ends - starts)
    log_length = np.log(length)
    unusual = (log_length - durations.mean[phones]) / durations.deviation[phones]
    rate = 10 * len(phones) / length.sum()
    is_silence = units[rows[:, 0]] == SILENCE
    silence = np.where(is_silence, np.minimum(2.0 * (rows[:, 2] - rows[:, 1]), 100) / 50, 0.0)
    before = np.where(of > 0, silence[of - 1], 0.0)
    after = np.r_[silence, 0.0][of + 1]
    timing = np.stack([log_length, unusual, unusual + np.log(rate), before, after], 1)
    others = alternatives(emission(posteriors, prior), units, laid)
    rivals = others.copy()
    rivals[own] = -CLIP
    best = np.stack([rivals[:, :SILENCE].max(1), np.maximum(rivals.max(1), 0) / length], 1)
    values = np.concatenate([posterior, logs, shares, timing, others, best], 1).astype(np.float32)
    return values, others


def utterance_values(values, words, laid):
    """UTTERANCE_VALUES numbers: rate, pauses, size, and how the phones fit."""
    rows, of = laid.rows, laid.of
    units, _ = units_of(words)
    starts, ends = 2.0 * rows[of, 1], 2.0 * rows[of, 2]
    spoken, whole = (ends - starts).sum(), ends[-1] - starts[0]
    inside = (units[rows[:, 0]] == SILENCE) & (rows[:, 1] > rows[of[0], 1]) & (rows[:, 2] <= rows[of[-1], 1])
    pauses = 2.0 * (rows[inside, 2] - rows[inside, 1])
    unusual, fit, lead = values[:, 6 + 2 * CLASSES + 1], values[:, 0], values[:, 1]
    return np.array([
        10 * len(of) / spoken, 10 * len(of) / whole, pauses.sum() / whole, len(pauses) / len(words),
        max(pauses, default=0.0) / 100, (pauses > 20).sum() / len(words), np.log(len(words)), np.log(len(of)),
        unusual.mean(), unusual.std(), fit.mean(), lead.mean(), fit.min(),
    ], np.float32)


def voice(features, words, laid):
    """Mean of the encoder's values over the frames that are no silence, 1152 numbers."""
    units, _ = units_of(words)
    spoken = [(start, end) for place, start, end in laid.rows if units[place] != SILENCE]
    total = sum(np.asarray(features[a:b], np.float32).sum(0) for a, b in spoken)
    return (total / sum(b - a for a, b in spoken)).astype(np.float32)
