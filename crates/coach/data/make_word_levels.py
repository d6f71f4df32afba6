"""Makes word-levels-en.bin from the data of the PyPI package cefrpy 1.0.3 (`pip install cefrpy==1.0.3`).

Run in this folder: python3 make_word_levels.py
The file is zlib-compressed text: for A1, A2, B1, B2, C1, C2 in turn, the words in order, one a line, then an empty line.
A line is a digit, the number of letters shared with the line before, and the rest of the word.
A word is left out when the word it is a plain form of (house for houses) has the same level.
"""

import re
import zlib

from cefrpy import CEFRAnalyzer

ENDINGS = [
    ("ies", ["y"]), ("es", ["", "e"]), ("s", [""]), ("ied", ["y"]), ("ed", ["", "e"]), ("ing", ["", "e"]),
    ("ier", ["y"]), ("iest", ["y"]), ("er", ["", "e"]), ("est", ["", "e"]), ("ily", ["y"]), ("ly", ["", "le"]),
]


def bases(word):
    """Words that this may be a form of."""
    for ending, replacements in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 2:
            yield from (stem + replacement for replacement in replacements)
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


analyzer = CEFRAnalyzer()
levels = {word: round(analyzer.get_average_word_level_float(word)) for word in analyzer.yield_words()}
lines = []
for level in range(1, 7):
    previous = ""
    for word in sorted(word for word, found in levels.items() if found == level):
        if not re.fullmatch("[a-z]+", word) or any(levels.get(base) == level for base in bases(word)):
            continue
        shared = 0
        while shared < min(9, len(previous), len(word)) and previous[shared] == word[shared]:
            shared += 1
        lines.append(f"{shared}{word[shared:]}")
        previous = word
    lines.append("")
with open("word-levels-en.bin", "wb") as file:
    file.write(zlib.compress("\n".join(lines).encode(), 9))
