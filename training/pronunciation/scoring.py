"""From examples to scores: cross-validation over speakers, the tables, and the heads that are shipped."""
import numpy as np

from . import examples, features, figures, head, sound, tables, voice
from .corpus import CHILD, CLASSES

SEEDS = (0, 1, 2)
"""One head each; their mean is the score."""
EXCHANGED = 0.05
"""Share of the utterances that are learnt from once more with a word, and once more with a phone, exchanged."""
AT = 6 + 2 * CLASSES + 5
"""Where the alternatives begin among the values of a phone."""
TOPS = (2.0, 10.0, 10.0, 10.0, 10.0, 10.0)


class Scoring:
    """Every example, as the head gets it."""

    def __init__(self, utterances, fold_of, made):
        self.utterances, self.fold_of, self.made = utterances, fold_of, made
        self.voice = voice.learn(np.concatenate([[one[2] for one in made[kind]] for kind in sound.TRAINING_COPIES]).astype(np.float32))
        self.examples = {
            kind: [one and examples.example(utterance, kind, one, self.voice) for utterance, one in zip(utterances, rows)]
            for kind, rows in made.items()
        }

    def train(self, chosen, seeds):
        """Heads from the utterances at `chosen`."""
        rng = np.random.default_rng(0)
        sets = [[self.examples[kind][i] for kind in sound.TRAINING_COPIES] for i in chosen]
        for kind in ("word", "phone"):
            sets += [[self.examples[kind][i]] for i in chosen if self.examples[kind][i] and rng.random() < EXCHANGED]
        return [head.train(sets, seed) for seed in seeds]

    def fold(self, fold):
        """Scores of one fold's speakers by heads that were trained on the others, for every kind of example."""
        heads = self.train(np.where(self.fold_of != fold)[0], SEEDS)
        scores = {}
        for kind, rows in self.examples.items():
            mine = [i for i in np.where(self.fold_of == fold)[0] if rows[i]]
            scores[kind] = dict(zip(mine, head.predict(heads, [rows[i] for i in mine])))
        return scores

    def validated(self, parts):
        """The folds' scores put together: a list for each kind, None where there is no example."""
        together = {}
        for kind in self.examples:
            found = {}
            for part in parts:
                found.update(part[kind])
            together[kind] = [found.get(i) for i in range(len(self.utterances))]
        return together


def agreement(scoring, scores):
    """Every figure of the model card."""
    clean, rows = scores["clean"], scoring.examples["clean"]
    speakers = [utterance.speaker for utterance in scoring.utterances]
    child = [i for i, utterance in enumerate(scoring.utterances) if utterance.age <= CHILD]
    adult = [i for i, utterance in enumerate(scoring.utterances) if utterance.age > CHILD]
    pick = lambda list_, indices: [list_[i] for i in indices]
    found = {
        "all": figures.correlations(clean, rows), "intervals": figures.bootstrap(clean, rows, speakers),
        "children": figures.correlations(pick(clean, child), pick(rows, child)),
        "adults": figures.correlations(pick(clean, adult), pick(rows, adult)),
    }
    for kind in sound.TEST_COPIES:
        found[kind] = figures.correlations(scores[kind], scoring.examples[kind])
    names = np.array(speakers)
    counts = [len(row.phone) for row in rows], [len(row.word_scores) for row in rows]
    who = [np.repeat(names, counts[0]), np.repeat(names, counts[1]), names, names, names, names]
    found["coverage"] = {
        name: tables.coverage(predicted, experts, people, top)
        for name, (predicted, experts), people, top in zip(figures.NAMES, figures.pairs(clean, rows), who, TOPS)
    }
    return found


def interval_tables(scoring, scores):
    """One for each of figures.NAMES."""
    return [tables.table(a, b, top) for (a, b), top in zip(figures.pairs(scores["clean"], scoring.examples["clean"]), TOPS)]


def limits(scoring, scores):
    """The single numbers of the scorer's file, and what is known of them."""
    made, clean = scoring.made, scores["clean"]
    alternatives, own, said = [], [], []
    for utterance, plain, changed in zip(scoring.utterances, made["clean"], made["phone"]):
        good = np.where(utterance.phone_scores >= 1.8)[0][:10]
        alternatives.append(plain[0][good, AT:AT + CLASSES])
        own.append(utterance.phones[good])
        said.append(utterance.phones[good])
        if changed:
            place = changed[4]
            alternatives.append(changed[0][place:place + 1, AT:AT + CLASSES])
            own.append(np.concatenate(changed[3])[place:place + 1])
            said.append(utterance.phones[place:place + 1])
    sharp, expected = tables.sharpness(np.concatenate(alternatives).astype(np.float64), np.concatenate(own), np.concatenate(said))
    point = lambda one, score: (one[0][:, 1].mean(), (score[1] < 3).mean())
    genuine = np.array([point(one, score) for kind in sound.TRAINING_COPIES for one, score in zip(made[kind], scores[kind])], np.float64)
    wrong = np.array([point(one, score) for one, score in zip(made["text"], scores["text"]) if one], np.float64)
    line = tables.line_between(genuine, wrong, 0.003)
    kept = lambda points: float((points @ np.array(line[:2]) + line[2] >= 0).mean())
    pairs = figures.pairs(clean, scoring.examples["clean"])
    phone, phone_precision, phone_recall = tables.best_threshold(pairs[0][0], pairs[0][1] < 1.5)
    word, word_precision, word_recall = tables.best_threshold(pairs[1][0], pairs[1][1] < 8)
    lost = float(np.quantile(pairs[1][0][pairs[1][1] >= 6], 0.002))
    exchanged = np.array([score[1][one[4]] for one, score in zip(made["word"], scores["word"]) if one])
    return np.array([sharp, expected, *line, phone, word, lost], np.float32), {
        "wrong_texts_refused": 1 - kept(wrong), "genuine_refused": 1 - kept(genuine),
        "genuine_refused_white10": 1 - kept(np.array([point(a, b) for a, b in zip(made["white10"], scores["white10"])], np.float64)),
        "phones_called_off": {"below": phone, "precision": phone_precision, "recall": phone_recall},
        "words_called_off": {"below": word, "precision": word_precision, "recall": word_recall},
        "exchanged_words_found": float((exchanged < lost).mean()), "sharpness": sharp, "expected": expected,
    }
