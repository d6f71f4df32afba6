import { describe, expect, it } from "vitest";

import { Marks, timeMarks, wordAt } from "./marks";
import type { Fluency, Word } from "./types";

const words: Word[] = ["I", "um", "am", "agree", "you", "know"].map((text, at) => ({
  text,
  span: { start: at, end: at + 0.8 },
  timing: "measured",
  doubtful: at === 3,
}));

const finding = (kind: Fluency["findings"][number]["kind"], first_word: number, end_word: number) => ({
  kind,
  first_word,
  end_word,
  span: { start: first_word, end: end_word - 0.2 },
  text: "…",
  message: kind,
  suggestion: null,
});

const fluency: Fluency = {
  findings: [finding("grammar", 0, 4), finding("crutch", 4, 6), finding("hedge", 5, 99)],
  filled_pauses: [
    { span: { start: 1, end: 1.8 }, found_by: "words", text: "um", word: 1 },
    { span: { start: 2.85, end: 2.95 }, found_by: "sound", text: null, word: null },
    { span: { start: 9, end: 9.4 }, found_by: "sound", text: null, word: null },
  ],
  pauses: [
    { span: { start: 2, end: 2.6 }, place: "inside", before_word: 3 },
    { span: { start: 4, end: 4.3 }, place: "between", before_word: 5 },
    { span: { start: 6, end: 8 }, place: "unknown", before_word: null },
  ],
};

describe("marks by word", () => {
  const marks = new Marks(words, fluency);

  it("show the strongest reason, with the finding behind it", () => {
    expect(words.map((_, index) => marks.word(index))).toEqual([
      "slip",
      "filler",
      "slip",
      "slip",
      "weak",
      "weak",
    ]);
    expect(marks.finding(0)?.message).toBe("grammar");
    expect(marks.finding(1)).toBeUndefined();
  });

  it("have silences from half a second on, and sounds that no word explains, before the word that follows", () => {
    expect(marks.pauseBefore(3)?.place).toBe("inside");
    expect(marks.pauseBefore(5)).toBeUndefined();
    expect(marks.soundsBefore(3)).toHaveLength(1);
    expect(marks.soundsBefore(words.length)).toHaveLength(1);
  });

  it("count a finding once, however many words it has", () => {
    expect(marks.counts()).toEqual({ filler: 3, slip: 1, repeat: 0, weak: 2, doubtful: 0, pause: 1 });
  });
});

it("marks by time are in order, with long silences only", () => {
  const kinds = timeMarks(fluency).map(({ kind }) => kind);
  expect(kinds).toEqual(["slip", "filler", "pause", "filler", "weak", "weak", "pause", "filler"]);
});

it("finds the word at a time", () => {
  expect(wordAt(words, -1)).toBe(-1);
  expect(wordAt(words, 0)).toBe(0);
  expect(wordAt(words, 1.9)).toBe(1);
  expect(wordAt(words, 99)).toBe(5);
});
