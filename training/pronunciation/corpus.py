"""The corpus: utterances with their phones and the experts' scores, and folds that no speaker is shared between."""
import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PHONES = ("AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH").split()
INDEX = {phone: index for index, phone in enumerate(PHONES)}
SILENCE = len(PHONES)
CLASSES = SILENCE + 1
CHILD = 11
"""Speakers of this age and under are counted as children."""
UTTERANCE_SCORES = ("accuracy", "fluency", "prosodic", "total")


@dataclass
class Utterance:
    """One reading of one sentence."""
    id: str
    speaker: str
    age: int
    phones: np.ndarray
    """Class of each canonical phone, word after word."""
    word_of: np.ndarray
    """Index of the word that each phone belongs to."""
    phone_scores: np.ndarray
    """0 to 2."""
    word_scores: np.ndarray
    """0 to 10."""
    scores: np.ndarray
    """UTTERANCE_SCORES, 0 to 10."""
    sound: Path

    def words(self):
        """The phones of each word."""
        return [self.phones[self.word_of == word] for word in range(len(self.word_scores))]


def load(folder):
    """Every utterance of `folder/labels.jsonl`, in its order."""
    folder = Path(folder)
    found = []
    for line in (folder / "labels.jsonl").read_text().splitlines():
        row = json.loads(line)
        words = row["words"]
        found.append(Utterance(
            id=row["id"], speaker=row["speaker"], age=row["age"],
            phones=np.array([INDEX[phone.rstrip("012")] for word in words for phone in word["phones"]]),
            word_of=np.array([index for index, word in enumerate(words) for _ in word["phones"]]),
            phone_scores=np.array([score for word in words for score in word["phone_scores"]], np.float32),
            word_scores=np.array([word["accuracy"] for word in words], np.float32),
            scores=np.array([row[name] for name in UTTERANCE_SCORES], np.float32),
            sound=folder / "audio" / f"{row['id']}.flac",
        ))
    return found


def folds(utterances, count, seed=0):
    """The fold of each utterance. Speakers are dealt out by age, so that every fold has as many children."""
    age = {utterance.speaker: utterance.age for utterance in utterances}
    order = sorted(age)
    random.Random(seed).shuffle(order)
    order.sort(key=age.get)
    fold_of = {}
    for start in range(0, len(order), count):
        places = list(range(count))
        random.Random(seed * 1000 + start).shuffle(places)
        fold_of.update(zip(order[start:start + count], places))
    return np.array([fold_of[utterance.speaker] for utterance in utterances])
