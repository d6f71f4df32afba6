import { expect, it } from "vitest";

import { Marks } from "@/components/charts/marks";
import type { Schema } from "@/lib/api";

import { MOST_WORDS, kindsIn, lineAt, linesOf, markedLines } from "./lines";

const said = (count: number): Schema<"Word">[] =>
  Array.from({ length: count }, (_, at) => ({
    text: `w${at}`,
    span: { start: at, end: at + 0.5 },
    timing: "measured",
    confidence: 1,
    doubtful: at === 2,
    phones: [],
  }));
const utterance = (first_word: number, end_word: number) => ({
  first_word,
  end_word,
  span: { start: first_word, end: end_word },
});

it("breaks long utterances into lines of about the same length, and loses no word", () => {
  const long = MOST_WORDS * 2 + 1;
  const lines = linesOf({ words: said(long + 3), utterances: [utterance(0, 3), utterance(3, long + 3)] });
  expect(lines.map(({ first, end }) => end - first)).toEqual([3, 27, 27, 27]);
  expect(lines.map(({ first }) => first)).toEqual([0, 3, 30, 57]);
  expect(lines.at(-1)?.end).toBe(long + 3);
  expect(lines[1]?.start).toBe(3);
});

it("finds the line of a word, also where lines are left out", () => {
  const lines = [
    { first: 0, end: 3, start: 0 },
    { first: 10, end: 12, start: 10 },
  ];
  expect([-1, 0, 2, 5, 10, 99].map((word) => lineAt(lines, word))).toEqual([-1, 0, 0, 0, 1, 1]);
});

it("keeps the lines with what is looked for", () => {
  const words = said(6);
  const lines = linesOf({ words, utterances: [utterance(0, 3), utterance(3, 6)] });
  const marks = new Marks(words, {
    findings: [],
    filled_pauses: [{ span: { start: 3.6, end: 3.9 }, found_by: "sound", text: null, word: null }],
    pauses: [{ span: { start: 4.5, end: 5.2 }, place: "inside", before_word: 5 }],
  });
  expect(lines.map((line) => [...kindsIn(line, marks)])).toEqual([["doubtful"], ["filler", "pause"]]);
  expect(markedLines(lines, marks, new Set(["pause"]))).toEqual([lines[1]]);
  expect(markedLines(lines, marks, new Set(["slip"]))).toEqual([]);
});

it("makes nothing of an hour", () => {
  const words = said(12_000);
  const utterances = Array.from({ length: 800 }, (_, at) => utterance(at * 15, at * 15 + 15));
  const begun = performance.now();
  const lines = linesOf({ words, utterances });
  const marks = new Marks(words, { findings: [], filled_pauses: [], pauses: [] });
  markedLines(lines, marks, new Set(["doubtful"]));
  expect(lines).toHaveLength(800);
  expect(performance.now() - begun).toBeLessThan(1000);
});
