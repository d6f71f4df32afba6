"""What the head learns from: every copy of every utterance, heard by a classifier that never heard its speaker; and
utterances whose text was changed, so that one word or one sound is known not to have been said."""
import zlib

import numpy as np

from . import classifier, features, voice
from .corpus import INDEX, PHONES
from .head import Example

CHANGED = ("word", "phone", "text")
"""Kinds of examples whose text is not what was said."""

NEAR = {
    phone: [INDEX[other] for other in others.split()]
    for phone, others in {
        "AA": "AH AO AE", "AE": "EH AA AH", "AH": "AA AE EH", "AO": "OW AA UH", "AW": "AO AA OW", "AY": "EY OY AE", "B": "P V D",
        "CH": "SH JH T", "D": "T DH B", "DH": "D Z TH", "EH": "AE IH EY", "ER": "AH AO EH", "EY": "EH AY IH", "F": "P V TH",
        "G": "K D JH", "HH": "F K R", "IH": "IY EH AH", "IY": "IH EY EH", "JH": "CH ZH D", "K": "G T P", "L": "R N W",
        "M": "N NG B", "N": "M NG L", "NG": "N M G", "OW": "AO UW AW", "OY": "AY AO OW", "P": "B F T", "R": "L W ER",
        "S": "TH SH Z", "SH": "S CH ZH", "T": "D K CH", "TH": "S F T", "UH": "UW AH OW", "UW": "UH OW IY", "V": "W F B",
        "W": "V UW L", "Y": "IY JH IH", "Z": "S DH ZH", "ZH": "SH JH Z",
    }.items()
}
"""Sounds that are easily taken for one another."""


def lexicon(utterances):
    """Every way of saying a word that the corpus has, once."""
    return sorted({tuple(int(phone) for phone in word) for utterance in utterances for word in utterance.words()})


def other_word(utterance, vocabulary):
    """The words with one exchanged for any other of a like length; which one."""
    rng = np.random.default_rng(zlib.crc32(f"word {utterance.id}".encode()))
    words = utterance.words()
    place = int(rng.integers(len(words)))
    like = [word for word in vocabulary if abs(len(word) - len(words[place])) <= 1 and not set(word) & set(words[place].tolist())]
    if not like:
        return None
    words[place] = np.array(like[rng.integers(len(like))])
    return words, place


def other_phone(utterance):
    """The words with one well-said phone exchanged for a near one; which one."""
    rng = np.random.default_rng(zlib.crc32(f"phone {utterance.id}".encode()))
    good = np.where(utterance.phone_scores >= 1.8)[0]
    if not len(good):
        return None
    place = int(good[rng.integers(len(good))])
    phones = utterance.phones.copy()
    near = NEAR[PHONES[phones[place]]]
    phones[place] = near[rng.integers(len(near))]
    return [phones[utterance.word_of == word] for word in range(len(utterance.word_scores))], place


def other_text(utterance, utterances):
    """The words of an utterance that another speaker said of something else, of a like length."""
    rng = np.random.default_rng(zlib.crc32(f"text {utterance.id}".encode()))
    mine = {tuple(word.tolist()) for word in utterance.words()}
    order = rng.permutation(len(utterances))
    for index in order:
        other = utterances[index]
        theirs = other.words()
        if abs(len(other.phones) - len(utterance.phones)) <= 4 and not mine & {tuple(word.tolist()) for word in theirs}:
            return theirs
    return None


class Maker:
    """Makes examples of one kind, once the durations are known."""

    def __init__(self, hearing, durations):
        self.hearing, self.durations = hearing, durations

    def make(self, kind, classifiers, fold_of):
        """For each utterance (values of phones, values of the utterance, mean of the encoder's values, words, place of what
        was exchanged), by the classifier that never heard its speaker; None where nothing can be exchanged or laid."""
        utterances = self.hearing.utterances
        vocabulary, found = lexicon(utterances), []
        for index, utterance in enumerate(utterances):
            words, place = self.hearing.words[index], None
            if kind in ("word", "phone"):
                changed = other_word(utterance, vocabulary) if kind == "word" else other_phone(utterance)
                words, place = changed or (None, None)
            elif kind == "text":
                words = other_text(utterance, utterances)
            copy = "clean" if kind in CHANGED else kind
            heard = words and self.hear(classifiers[fold_of[index]], copy, index, words)
            found.append(heard and (*heard, words, place))
        return found

    def hear(self, weights, copy, index, words):
        """Numbers of one utterance; None when the words do not fit in."""
        frames = np.asarray(self.hearing.copy(copy)[self.hearing.of(index)])
        return numbers(weights, self.durations, frames, words)


def numbers(weights, durations, frames, words):
    """(values of phones, values of the utterance, mean of the encoder's values) of words laid over encoded sound."""
    heard = classifier.posteriors(weights, frames)
    laid = features.lay(heard, weights["prior"], words)
    if laid is None:
        return None
    values, _ = features.phone_values(heard, weights["prior"], words, laid, durations)
    return values, features.utterance_values(values, words, laid), features.voice(frames, words, laid)


def durations(utterances, segments):
    """How long phones last in an alignment."""
    pairs = []
    for utterance, rows in zip(utterances, segments):
        if rows is not None:
            _, places = features.units_of(utterance.words())
            at = np.searchsorted(rows[:, 0], places)
            pairs.append((utterance.phones, rows[at, 2] - rows[at, 1]))
    return features.Durations.over(pairs)


def example(utterance, kind, made, components):
    """As the head gets it, with what is known: of an exchanged word or phone that it was not said, of the whole nothing."""
    values, whole, vector, words, place = made
    whole = np.r_[whole, voice.components(components, vector)].astype(np.float32)
    phones, spoken, scores = utterance.phone_scores, utterance.word_scores, utterance.scores
    word_of = utterance.word_of
    if kind in CHANGED:
        word_of = np.repeat(np.arange(len(words)), [len(word) for word in words])
        scores = np.full(4, np.nan, np.float32)
    if kind == "word":
        phones = np.concatenate([
            np.zeros(len(word)) if index == place else phones[utterance.word_of == index] for index, word in enumerate(words)])
        spoken = spoken.copy()
        spoken[place] = 0
    elif kind == "phone":
        phones, spoken = phones.copy(), spoken.copy()
        phones[place] = 0
        spoken[word_of[place]] = np.nan
    elif kind == "text":
        phones, spoken = np.zeros(len(word_of)), np.zeros(len(words))
    return Example(values, np.concatenate(words), word_of, whole, phones.astype(np.float32), spoken.astype(np.float32), scores)
