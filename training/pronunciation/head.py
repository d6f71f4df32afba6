"""The head: from the numbers of an utterance to scores of its phones, its words and the whole.

One block of attention over the phones. `crates/phonetics/src/goodness/head.rs` computes the same.
"""
import math
import random

import numpy as np
import torch
from torch import nn

from .corpus import SILENCE

WIDTH = 32
HEADS = 4
CLIP_PHONE, CLIP_UTTERANCE = 6.0, 5.0


def word_positions(word_of):
    """0 for the first phone of a word, 1 inside, 2 for the last, 3 for the only one."""
    first = np.r_[True, word_of[1:] != word_of[:-1]]
    last = np.r_[first[1:], True]
    return np.where(first & last, 3, np.where(first, 0, np.where(last, 2, 1)))


class Block(nn.Module):
    """Attention, then a small network, each added to what came in."""

    def __init__(self, drop):
        super().__init__()
        self.n1, self.qkv, self.o = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.n2, self.f1, self.f2 = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.drop = nn.Dropout(drop)

    def forward(self, h, mask):
        batch, length, _ = h.shape
        q, k, v = self.qkv(self.n1(h)).reshape(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        a = q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + (1 - mask.float())[:, None, None, :] * -1e9
        h = h + self.drop(self.o((self.drop(a.softmax(-1)) @ v).transpose(1, 2).reshape(batch, length, WIDTH)))
        return h + self.drop(self.f2(self.drop(nn.functional.gelu(self.f1(self.n2(h))))))


class Head(nn.Module):
    """Phones `0 … 2`, words and the utterance's scores `0 … 2` (a fifth of the experts' scale)."""

    def __init__(self, phone_values, utterance_values, drop=0.1, input_drop=0.2):
        super().__init__()
        self.input_drop = nn.Dropout(input_drop)
        self.inp = nn.Linear(phone_values, WIDTH)
        self.gate, self.emb, self.place = nn.Embedding(SILENCE, WIDTH), nn.Embedding(SILENCE, WIDTH), nn.Embedding(4, WIDTH)
        self.near = nn.Linear(2 * WIDTH, WIDTH)
        self.block = Block(drop)
        self.norm = nn.LayerNorm(WIDTH)
        self.phone = nn.Linear(WIDTH, 1)
        self.word1, self.word2 = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 1)
        self.att = nn.Linear(WIDTH, 1)
        self.whole = nn.Linear(utterance_values, WIDTH)
        self.un, self.u1, self.u2 = nn.LayerNorm(3 * WIDTH), nn.Linear(3 * WIDTH, WIDTH), nn.Linear(WIDTH, 4)
        self.whole_drop, self.drop = nn.Dropout(input_drop), nn.Dropout(drop)
        nn.init.ones_(self.gate.weight)
        nn.init.normal_(self.emb.weight, std=0.1)
        nn.init.normal_(self.place.weight, std=0.1)
        nn.init.constant_(self.phone.bias, 1.8)
        nn.init.constant_(self.word2.bias, 1.7)
        nn.init.constant_(self.u2.bias, 1.5)

    def forward(self, x, phone, place, mask, words, whole):
        m = mask.float()[..., None]
        h = (self.inp(self.input_drop(x)) * self.gate(phone) + self.emb(phone) + self.place(place)) * m
        none = torch.zeros_like(h[:, :1])
        around = torch.cat([torch.cat([none, h[:, :-1]], 1), torch.cat([h[:, 1:], none], 1)], -1)
        h = h + self.near(around)
        h = self.norm(self.block(h, mask))
        phones = self.phone(h)[..., 0]
        spoken = self.word2(nn.functional.gelu(self.word1(words @ h)))[..., 0]
        mean = (h * m).sum(1) / m.sum(1)
        weight = (self.att(h)[..., 0] + (mask.float() - 1) * 1e9).softmax(-1)[..., None]
        pooled = torch.cat([mean, (h * weight).sum(1), self.whole(self.whole_drop(whole))], 1)
        return phones, spoken, self.u2(self.drop(nn.functional.gelu(self.u1(self.un(pooled)))))


class Example:
    """One utterance as the head gets it, with what the experts said. Not-a-number where nothing is known."""
    __slots__ = ("x", "phone", "place", "word_of", "whole", "phone_scores", "word_scores", "scores")

    def __init__(self, x, phone, word_of, whole, phone_scores, word_scores, scores):
        self.x, self.phone, self.word_of, self.whole = x, phone, word_of, whole
        self.place = word_positions(word_of)
        self.phone_scores, self.word_scores, self.scores = phone_scores, word_scores, scores


class Scale:
    """Brings inputs to mean 0 and deviation 1, and clips them."""

    def __init__(self, examples):
        x = np.concatenate([example.x for example in examples])
        self.mean, self.deviation = x.mean(0), x.std(0) + 1e-3
        whole = np.stack([example.whole for example in examples])
        self.whole_mean, self.whole_deviation = whole.mean(0), whole.std(0) + 1e-6

    def phones(self, x):
        """Values of phones."""
        return np.clip((x - self.mean) / self.deviation, -CLIP_PHONE, CLIP_PHONE).astype(np.float32)

    def whole(self, values):
        """Values of the utterance."""
        return np.clip((values - self.whole_mean) / self.whole_deviation, -CLIP_UTTERANCE, CLIP_UTTERANCE).astype(np.float32)


def batch(examples, scale):
    """Padded tensors."""
    count = len(examples)
    length = max(len(example.phone) for example in examples)
    most = max(len(example.word_scores) for example in examples)
    x = np.zeros((count, length, len(scale.mean)), np.float32)
    phone, place, mask = np.zeros((count, length), np.int64), np.zeros((count, length), np.int64), np.zeros((count, length), bool)
    words = np.zeros((count, most, length), np.float32)
    phones, spoken = np.full((count, length), np.nan, np.float32), np.full((count, most), np.nan, np.float32)
    for i, example in enumerate(examples):
        size = len(example.phone)
        x[i, :size], phone[i, :size], place[i, :size], mask[i, :size] = scale.phones(example.x), example.phone, example.place, True
        words[i, example.word_of, np.arange(size)] = 1 / np.bincount(example.word_of)[example.word_of]
        phones[i, :size] = example.phone_scores
        spoken[i, :len(example.word_scores)] = example.word_scores / 5
    whole = np.stack([scale.whole(example.whole) for example in examples])
    scores = np.stack([example.scores for example in examples]) / 5
    return [torch.from_numpy(value) for value in (x, phone, place, mask, words, whole, phones, spoken, scores.astype(np.float32))]


def squares(found, wanted):
    """Mean square over what is known."""
    known = ~torch.isnan(wanted)
    return ((found - torch.nan_to_num(wanted))[known] ** 2).mean() if known.any() else found.sum() * 0


def train(examples, seed, epochs=12, size=32, rate=1.5e-3, decay=0.01, clean=0.5, **options):
    """A head. `examples` has a list for each utterance: its clean copy first, then others, of which one is taken at random
    in the epochs (all but a share of `clean`) that do not take the clean one."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    scale = Scale([example for copies in examples for example in copies])
    net = Head(len(scale.mean), len(scale.whole_mean), **options)
    optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=decay)
    steps = epochs * math.ceil(len(examples) / size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, steps + 1, pct_start=0.15)
    net.train()
    for _ in range(epochs):
        order = list(range(len(examples)))
        rng.shuffle(order)
        batches = []
        for start in range(0, len(order), size * 8):
            near = sorted(order[start:start + size * 8], key=lambda index: len(examples[index][0].phone))
            batches += [near[at:at + size] for at in range(0, len(near), size)]
        rng.shuffle(batches)
        for indices in batches:
            chosen = [
                copies[0] if len(copies) == 1 or rng.random() < clean else rng.choice(copies[1:])
                for copies in (examples[index] for index in indices)
            ]
            *inputs, phones, spoken, scores = batch(chosen, scale)
            found = net(*inputs)
            loss = squares(found[0], phones) + squares(found[1], spoken) + squares(found[2], scores)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    net.eval()
    return net, scale


def predict(heads, examples):
    """Mean of several heads: (phones 0 to 2, words 0 to 10, scores 0 to 10) for each example."""
    found = [None] * len(examples)
    order = sorted(range(len(examples)), key=lambda index: len(examples[index].phone))
    with torch.no_grad():
        for start in range(0, len(order), 64):
            indices = order[start:start + 64]
            total = None
            for net, scale in heads:
                *inputs, _, _, _ = batch([examples[index] for index in indices], scale)
                one = net(*inputs)
                total = one if total is None else [a + b for a, b in zip(total, one)]
            phones, words, scores = [value.numpy() / len(heads) for value in total]
            for i, index in enumerate(indices):
                example = examples[index]
                found[index] = (
                    phones[i, :len(example.phone)].clip(0, 2), (5 * words[i, :len(example.word_scores)]).clip(0, 10),
                    (5 * scores[i]).clip(0, 10))
    return found
