"""Sound as it is, and as rooms, microphones, lines and other people make it.

Noise is synthetic or made of other utterances of the corpus, so that nothing else has to be fetched. None of it moves the
speech in time: what is aligned on clean sound holds for every copy.
"""
import zlib

import numpy as np
import soundfile
from scipy.signal import butter, fftconvolve, sosfilt

RATE = 16_000
TRAINING_COPIES = ("clean", "noise", "loud", "room", "line", "tract")
"""Copies that are trained on."""
TEST_COPIES = ("white10", "babble10", "line8k", "room5")
"""Copies that are only ever tested on."""


def read(utterance):
    """The samples, −1 to 1."""
    samples, rate = soundfile.read(utterance.sound, dtype="float32")
    if rate != RATE:
        raise SystemExit(f"{utterance.sound}: {rate} Hz, and 16000 Hz is expected")
    return samples


def colour(rng, length, slope):
    """Noise whose power falls with frequency to the power of `slope`: 0 white, 1 pink, 2 brown."""
    spectrum = np.fft.rfft(rng.standard_normal(length))
    frequency = np.maximum(np.fft.rfftfreq(length, 1 / RATE), 40.0)
    return np.fft.irfft(spectrum * frequency ** (-slope / 2), length)


def babble(rng, length, utterances):
    """Several others talking at once."""
    total = np.zeros(length)
    for _ in range(rng.integers(3, 8)):
        other = read(utterances[rng.integers(len(utterances))])
        other = other / (other.std() + 1e-6)
        total += np.roll(np.resize(other, length), rng.integers(length)) * rng.uniform(0.5, 1.0)
    return total


def hum(rng, length):
    """A mains hum with its overtones."""
    time = np.arange(length) / RATE
    base = rng.choice([50.0, 60.0])
    return sum(np.sin(2 * np.pi * base * n * time + rng.uniform(0, 6)) / n for n in range(1, 9))


def any_noise(rng, length, utterances):
    """One of the noises; those that are steady swell and fall."""
    kind = rng.choice(["white", "pink", "brown", "babble", "hum"], p=[0.25, 0.25, 0.1, 0.3, 0.1])
    if kind == "babble":
        return babble(rng, length, utterances)
    if kind == "hum":
        return hum(rng, length) + colour(rng, length, 1) * 0.1
    noise = colour(rng, length, {"white": 0, "pink": 1, "brown": 2}[kind])
    knots = rng.uniform(0.4, 1.0, 2 + length // RATE)
    return noise * np.interp(np.linspace(0, len(knots) - 1, length), np.arange(len(knots)), knots)


def add(samples, noise, decibels):
    """Speech with noise `decibels` below the level of its louder half."""
    frames = samples[:len(samples) // 400 * 400].reshape(-1, 400) if len(samples) >= 400 else samples[None]
    power = np.sort((frames ** 2).mean(1))
    level = power[len(power) // 2:].mean()
    return samples + noise * np.sqrt(level / (np.mean(noise ** 2) + 1e-12)) * 10 ** (-decibels / 20)


def add_to_whole(samples, noise, decibels):
    """Noise whose power is `decibels` below that of the whole recording, pauses included: the usual meaning."""
    return samples + noise * np.sqrt(np.mean(samples ** 2) / (np.mean(noise ** 2) + 1e-12)) * 10 ** (-decibels / 20)


def room(rng, samples, seconds, direct):
    """A room whose echo falls by 60 dB in `seconds`, and lies `direct` dB below the direct sound."""
    length = int(seconds * RATE)
    tail = rng.standard_normal(length) * 10 ** (-3 * np.arange(length) / length)
    tail[:int(0.003 * RATE)] = 0
    tail *= 10 ** (-direct / 20) / np.sqrt((tail ** 2).sum())
    tail[0] = 1.0
    return fftconvolve(samples, tail)[:len(samples)]


def line(samples, low, high, order=6):
    """Only frequencies from `low` to `high` hertz."""
    return sosfilt(butter(order, [low, high], "bandpass", fs=RATE, output="sos"), samples)


def copy(name, utterance, utterances):
    """One copy of an utterance: its samples, and the factor by which frequencies are to be stretched."""
    rng = np.random.default_rng(zlib.crc32(f"{name} {utterance.id}".encode()))
    samples = read(utterance)
    length, stretch = len(samples), 1.0
    if name == "noise":
        samples = add(samples, any_noise(rng, length, utterances), rng.uniform(2, 20))
    elif name == "loud":
        kind = rng.choice(["white", "pink", "babble"])
        noise = babble(rng, length, utterances) if kind == "babble" else colour(rng, length, int(kind == "pink"))
        samples = add(samples, noise, rng.uniform(2, 14))
    elif name == "room":
        samples = room(rng, samples, rng.uniform(0.15, 0.8), rng.uniform(-2, 12))
        if rng.random() < 0.5:
            samples = add(samples, any_noise(rng, length, utterances), rng.uniform(8, 25))
    elif name == "line":
        samples = line(samples, rng.uniform(40, 400), rng.uniform(3000, 7000))
        if rng.random() < 0.6:
            samples = add(samples, any_noise(rng, length, utterances), rng.uniform(6, 25))
    elif name == "tract":
        stretch = rng.uniform(0.85, 1.2)
        if rng.random() < 0.3:
            samples = add(samples, any_noise(rng, length, utterances), rng.uniform(8, 25))
    elif name == "white10":
        samples = add_to_whole(samples, colour(rng, length, 0), 10)
    elif name == "babble10":
        samples = add_to_whole(samples, babble(rng, length, utterances), 10)
    elif name == "line8k":
        samples = line(samples, 200, 3600)
    elif name == "room5":
        samples = room(rng, samples, 0.5, 3)
    return samples.astype(np.float32), stretch
