"""The model card."""
from . import figures, head, scoring, sound
from .corpus import CHILD

TEXT = """# Model card: Vivavoce's phone classifier and pronunciation scorer, version 1

Made on {date} by `train.py`, which wrote this page too.

| file of `crates/speech-onnx/data` | sha256 |
|---|---|
{hashes}

## What it is
A frame classifier (1152 → 192 → 40) over three layers of Whisper-tiny's encoder; {heads} heads of {parameters} numbers each over
what the classifier makes of an utterance; tables of 80 % intervals. It scores English read aloud from a known text: each sound,
each word, and accuracy, fluency, prosody and the total of the whole. It is for practice, not for deciding about people.

## Data
The *train* split of speechocean762 (Zhang et al., Interspeech 2021; OpenSLR 101; CC BY 4.0): {utterances} utterances of {speakers}
speakers, {children} of them children of {child} and under, all with Mandarin as first language, each scored by five experts.
Whoever uses the weights owes speechocean762 this credit. The weights are under the project's licence. Noise, rooms and lines
were made by program; nothing else was used. The first alignment is that of the classifier with sha256 `{start}`.

## How well it agrees with the experts
Pearson's correlation, cross-validated in {folds} folds that share no speaker. The classifiers too never heard the speaker that is
scored; the alignment that they were trained on came from classifiers that had, and so did the components of the voice, which
are learnt without scores. Brackets: 95 % by bootstrap over speakers. **The corpus's test split was not used, for anything.** Choices
(how many heads, how much noise, how many exchanged words) were made by these same figures, so expect a little less elsewhere.

{agreement}

`white10` and `babble10`: noise 10 dB below the power of the whole recording, of white noise or of 3 to 7 other voices; `line8k`: 200 to
3,600 Hz; `room5`: an echo of 0.5 s, 3 dB below the direct sound.

## Intervals
Share of the experts' scores inside the 80 % intervals, from tables made with one half of the speakers and tried on the other, in
all and by fifth of the predicted score; mean width on the experts' scale (phones 0 to 2, others 0 to 10).

{coverage}

Most phones have the full score, and an interval that reaches it holds them all: that is why phones are covered more often than
80 %.

## Decisions
{limits}

## Limits
One first language, one corpus, read speech, North American English as the model. Children are scored less well: their scores also
differ less from one another, so that the same error costs more correlation. Noise of 10 dB costs more than the 0.04 that was aimed
at for phones and words. What was said instead of a phone is the classifier's opinion: the corpus does not say it. No stress, no
insertions, no unscripted speech.
"""


def write(path, utterances, found, hashes, start, date):
    """Writes the page."""
    rows = ["| | " + " | ".join(figures.NAMES) + " |", "|---" * (1 + len(figures.NAMES)) + "|"]
    for name in ("all", "children", "adults", *sound.TEST_COPIES):
        cells = [
            f"{found[name][score]:.3f}" + (" [{:.3f}, {:.3f}]".format(*found["intervals"][score]) if name == "all" else "")
            for score in figures.NAMES]
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    coverage = ["| | all | by fifth | width |", "|---|---|---|---|"]
    for name, one in found["coverage"].items():
        coverage.append(f"| {name} | {one['all']:.3f} | {', '.join(f'{part:.3f}' for part in one['by_fifth'])} | {one['width']:.2f} |")
    known = found["limits"]
    ages = {utterance.speaker: utterance.age for utterance in utterances}
    net = head.Head(133, 61)
    path.write_text(TEXT.format(
        date=date, start=start, hashes="\n".join(f"| `{name}` | `{value}` |" for name, value in hashes.items()),
        heads=len(scoring.SEEDS), parameters=f"{sum(one.numel() for one in net.parameters()):,}", folds=5,
        utterances=f"{len(utterances):,}", speakers=len(ages), children=sum(age <= CHILD for age in ages.values()), child=CHILD,
        agreement="\n".join(rows), coverage="\n".join(coverage),
        limits="\n".join((
            f"- A phone is called off below {known['phones_called_off']['below']:.2f} of 2: precision {known['phones_called_off']['precision']:.2f}, "
            f"recall {known['phones_called_off']['recall']:.2f} against experts' scores below 1.5.",
            f"- A word is called off below {known['words_called_off']['below']:.1f} of 10: precision {known['words_called_off']['precision']:.2f}, "
            f"recall {known['words_called_off']['recall']:.2f} against experts' scores below 8.",
            f"- {100 * known['wrong_texts_refused']:.1f} % of texts that somebody else read are refused, and {100 * known['genuine_refused']:.1f} % of "
            f"genuine ones (over all copies trained on; {100 * known['genuine_refused_white10']:.1f} % with white noise at 10 dB).",
            f"- {100 * known['exchanged_words_found']:.0f} % of words exchanged for another one are called left out, and 0.2 % of words that "
            "the experts scored 6 or more.",
        ))))
