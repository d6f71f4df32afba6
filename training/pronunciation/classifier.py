"""The frame classifier: 1152 values of the encoder to 39 phones and silence, every 20 ms."""
import math

import numpy as np
import torch
from torch import nn

from .corpus import CLASSES, SILENCE

HIDDEN = 192
BATCH = 1024
RATE = 2e-3


def train(copies, classes, usable, chosen, seed, epochs, share=0.5, hidden=HIDDEN):
    """A classifier from the frames that are `usable` and `chosen` (one value for each frame). `copies` are the features of
    each copy, the clean one first: all of its frames are used, and `share` of those of the others, others in every epoch.
    Most silence is left out."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    all_frames = np.where(usable & chosen)[0]
    sample = np.sort(rng.choice(all_frames, min(len(all_frames), 20_000), replace=False))
    seen = np.concatenate([copy[sample] for copy in copies]).astype(np.float32)
    mean, deviation = seen.mean(0), seen.std(0) + 1e-3
    del seen
    net = nn.Sequential(nn.Dropout(0.1), nn.Linear(len(mean), hidden), nn.GELU(), nn.Dropout(0.2), nn.Linear(hidden, CLASSES))
    speech = all_frames[classes[all_frames] != SILENCE]
    silence = all_frames[classes[all_frames] == SILENCE]
    size = len(speech) + int(0.4 * len(silence))
    steps = int(epochs * (1 + share * (len(copies) - 1)) * size / BATCH) + epochs
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, steps, pct_start=0.1)
    loss = nn.CrossEntropyLoss(label_smoothing=0.02)
    shift, scale = torch.from_numpy(mean), torch.from_numpy(1 / deviation)
    step = 0
    for _ in range(epochs):
        picks = []
        for index, _ in enumerate(copies):
            frames = np.concatenate([speech, silence[rng.random(len(silence)) < 0.4]])
            if index:
                frames = frames[rng.random(len(frames)) < share]
            picks.append(np.stack([np.full(len(frames), index), frames], 1))
        picks = np.concatenate(picks)
        rng.shuffle(picks)
        for start in range(0, len(picks) - BATCH + 1, BATCH):
            if step >= steps:
                break
            batch = picks[start:start + BATCH]
            batch = batch[np.lexsort((batch[:, 1], batch[:, 0]))]
            values = np.concatenate([copy[batch[batch[:, 0] == index, 1]] for index, copy in enumerate(copies)])
            inputs = (torch.from_numpy(values).float() - shift) * scale
            targets = torch.from_numpy(classes[batch[:, 1]].astype(np.int64))
            value = loss(net(inputs), targets)
            optimiser.zero_grad()
            value.backward()
            optimiser.step()
            schedule.step()
            step += 1
    first, second = net[1], net[4]
    return {
        "mean": mean, "deviation": deviation,
        "w1": first.weight.detach().numpy(), "b1": first.bias.detach().numpy(),
        "w2": second.weight.detach().numpy(), "b2": second.bias.detach().numpy(),
    }


def posteriors(weights, features):
    """Log-probabilities, `frames × 40`."""
    with torch.no_grad():
        inputs = (torch.from_numpy(np.asarray(features, np.float32)) - torch.from_numpy(weights["mean"])) / torch.from_numpy(weights["deviation"])
        hidden = nn.functional.gelu(inputs @ torch.from_numpy(weights["w1"]).T + torch.from_numpy(weights["b1"]))
        scores = hidden @ torch.from_numpy(weights["w2"]).T + torch.from_numpy(weights["b2"])
        return scores.log_softmax(-1).numpy()


def prior(weights, copy, frames):
    """Mean probability of each class over `frames`."""
    total, count = np.zeros(CLASSES), 0
    for start in range(0, len(frames), 8192):
        found = posteriors(weights, copy[frames[start:start + 8192]])
        total += np.exp(found).sum(0)
        count += len(found)
    return (total / count).astype(np.float32)


def accuracy(found, classes, usable):
    """Share of frames of well-said phones whose likeliest class is right."""
    asked = usable & (classes != SILENCE)
    return float((found.argmax(1) == classes)[asked].mean()) if asked.any() else math.nan
