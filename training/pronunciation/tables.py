"""Intervals, thresholds and probabilities, all from scores of speakers that were not trained on."""
import numpy as np

KNOTS = 11
LEVEL = 0.8
NEAREST = 0.2
"""Share of all scores, those nearest to a knot, that say how far its ends lie."""


def table(predicted, experts, top):
    """(predicted, below, above) at KNOTS scores: an interval goes from `predicted + below` to `predicted + above`."""
    order = np.argsort(predicted, kind="stable")
    predicted, residual = predicted[order].astype(np.float64), (experts - predicted)[order]
    size = max(50, int(NEAREST * len(predicted)))
    knots, below, above = [], [], []
    for place in np.linspace(0, len(predicted) - 1, KNOTS).round().astype(int):
        start = int(np.clip(place - size // 2, 0, len(predicted) - size))
        near = residual[start:start + size]
        knots.append(predicted[place])
        below.append(min(0.0, np.quantile(near, (1 - LEVEL) / 2)))
        above.append(max(0.0, np.quantile(near, (1 + LEVEL) / 2)))
    knots = np.maximum.accumulate(np.array(knots) + 1e-5 * top * np.arange(KNOTS))
    return knots.astype(np.float32), np.array(below, np.float32), np.array(above, np.float32)


def ends(made, predicted, top):
    """Lower and upper ends of intervals."""
    knots, below, above = made
    low = np.clip(predicted + np.interp(predicted, knots, below), 0, top)
    return low, np.clip(predicted + np.interp(predicted, knots, above), 0, top)


def coverage(predicted, experts, speakers, top):
    """Share of experts' scores inside, in all and by fifth of the predicted score, and the mean width: tables from one half
    of the speakers, tried on the other, both ways."""
    known = sorted(set(speakers))
    half = np.isin(speakers, known[::2])
    inside, width = np.zeros(len(predicted), bool), np.zeros(len(predicted))
    for mine in (half, ~half):
        low, high = ends(table(predicted[~mine], experts[~mine], top), predicted[mine], top)
        inside[mine] = (experts[mine] >= low - 1e-6) & (experts[mine] <= high + 1e-6)
        width[mine] = high - low
    fifth = np.searchsorted(np.quantile(predicted, [0.2, 0.4, 0.6, 0.8]), predicted)
    return {
        "all": float(inside.mean()), "by_fifth": [float(inside[fifth == n].mean()) for n in range(5)],
        "width": float(width.mean()),
    }


def probabilities(alternatives, own, sharpness, expected):
    """What is heard for each phone: rows of 40, the last for nothing."""
    weights = sharpness * alternatives
    weights[np.arange(len(own)), own] += expected
    weights -= weights.max(1, keepdims=True)
    shares = np.exp(weights)
    return shares / shares.sum(1, keepdims=True)


def sharpness(alternatives, own, said):
    """(sharpness, expected) with which what was `said` is the likeliest."""
    best = None
    for scale in np.linspace(0.1, 1.0, 19):
        for more in np.linspace(0.0, 5.0, 21):
            found = probabilities(alternatives.copy(), own, scale, more)[np.arange(len(own)), said]
            score = np.log(np.maximum(found, 1e-9)).mean()
            if best is None or score > best[0]:
                best = score, float(scale), float(more)
    return best[1], best[2]


def best_threshold(predicted, bad):
    """The threshold under which scores are called bad, by the largest F1; with precision and recall."""
    best = (0.0,)
    for limit in np.quantile(predicted, np.linspace(0.01, 0.6, 60)):
        called = predicted < limit
        hit = (called & bad).sum()
        precision, recall = hit / max(called.sum(), 1), hit / max(bad.sum(), 1)
        score = 2 * precision * recall / max(precision + recall, 1e-9)
        if score > best[0]:
            best = float(score), float(limit), float(precision), float(recall)
    return best[1:]


def line_between(genuine, wrong, refused):
    """(weight of the lead, weight of the share, offset): what separates texts that were said from others, so that a share of
    `refused` of the genuine ones falls on the wrong side."""
    points = np.concatenate([genuine, wrong])
    labels = np.r_[np.ones(len(genuine)), np.zeros(len(wrong))]
    weight = np.r_[np.full(len(genuine), 0.5 / len(genuine)), np.full(len(wrong), 0.5 / len(wrong))]
    centre, scale = points.mean(0), points.std(0)
    inputs = np.c_[(points - centre) / scale, np.ones(len(points))]
    theta = np.zeros(3)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-inputs @ theta))
        slope = inputs.T @ (weight * (labels - chance)) - 1e-3 * theta
        bend = (inputs * (weight * chance * (1 - chance))[:, None]).T @ inputs + 1e-3 * np.eye(3)
        theta += np.linalg.solve(bend, slope)
    weights = theta[:2] / scale
    return float(weights[0]), float(weights[1]), float(-np.quantile(genuine @ weights, refused))
