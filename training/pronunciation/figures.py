"""How well scores agree with the experts'."""
import numpy as np

NAMES = ("phone", "word", "accuracy", "fluency", "prosodic", "total")


def pairs(found, examples):
    """For each of NAMES, what was predicted and what the experts said."""
    phones = np.concatenate([f[0] for f in found]), np.concatenate([e.phone_scores for e in examples])
    words = np.concatenate([f[1] for f in found]), np.concatenate([e.word_scores for e in examples])
    scores, experts = np.stack([f[2] for f in found]), np.stack([e.scores for e in examples])
    return [phones, words] + [(scores[:, i], experts[:, i]) for i in range(4)]


def correlations(found, examples):
    """Pearson's correlation for each of NAMES."""
    return {name: float(np.corrcoef(a, b)[0, 1]) for name, (a, b) in zip(NAMES, pairs(found, examples))}


def bootstrap(found, examples, speakers, count=500, seed=0):
    """95 % intervals of the correlations, over speakers drawn with replacement."""
    rng = np.random.default_rng(seed)
    by_speaker = {}
    for index, speaker in enumerate(speakers):
        by_speaker.setdefault(speaker, []).append(index)
    parts = [pairs([found[i] for i in group], [examples[i] for i in group]) for group in by_speaker.values()]
    drawn = []
    for _ in range(count):
        chosen = [parts[i] for i in rng.integers(len(parts), size=len(parts))]
        drawn.append([
            np.corrcoef(np.concatenate([part[k][0] for part in chosen]), np.concatenate([part[k][1] for part in chosen]))[0, 1]
            for k in range(len(NAMES))])
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    return {name: (float(low[k]), float(high[k])) for k, name in enumerate(NAMES)}


def line(figures):
    """One line for people."""
    return "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
