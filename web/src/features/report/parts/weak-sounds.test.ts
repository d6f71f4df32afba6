import { expect, it } from "vitest";

import type { Schema } from "@/lib/api";

import { weakSounds, wordsOff } from "./weak-sounds";

type Phone = Schema<"PronouncedPhone">;

const phone = (arpabet: string, score: number, heard?: string): Phone => ({
  arpabet,
  ipa: arpabet.toLowerCase(),
  stress: null,
  score,
  low: score,
  high: score,
  start: 0,
  end: 0.1,
  state: heard ? "other_sound" : score < 60 ? "accented" : "good",
  heard: heard ? [{ arpabet: heard, ipa: heard.toLowerCase(), probability: 0.9 }] : [],
  left_out: 0,
});

const word = (text: string, score: number, phones: Phone[]): Schema<"PronouncedWord"> => ({
  text,
  score,
  low: score,
  high: score,
  start: 1,
  end: 2,
  state: score < 60 ? "mispronounced" : "good",
  guessed: false,
  phones,
});

it("puts first what costs most, and leaves out what goes well", () => {
  const words = [
    word("think", 40, [phone("TH", 30, "S"), phone("K", 95)]),
    word("three", 50, [phone("TH", 50, "S"), phone("R", 55)]),
    word("thing", 90, [phone("TH", 90)]),
  ];
  const [first, second, ...more] = weakSounds(words);
  expect(first).toMatchObject({ arpabet: "TH", times: 3, off: 2, heard: "s" });
  expect(first?.score).toBeCloseTo(170 / 3);
  expect(second).toMatchObject({ arpabet: "R", heard: null });
  expect(more).toEqual([]);
});

it("lists the words that are off, the worst first", () => {
  const words = [
    word("a", 55, [phone("AH", 50)]),
    word("b", 20, [phone("B", 20)]),
    word("c", 90, [phone("S", 90)]),
  ];
  expect(wordsOff(words).map(({ text }) => text)).toEqual(["b", "a"]);
});
