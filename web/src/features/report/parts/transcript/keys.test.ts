import { expect, it } from "vitest";

import { stepFrom } from "./keys";

// The words between the two lines are left out by a filter.
const lines = [
  { first: 0, end: 3, start: 0 },
  { first: 10, end: 12, start: 10 },
];
const from = (word: number, ...keys: string[]) => keys.map((key) => stepFrom(word, key, lines));

it("goes from word to word over the lines that are shown", () => {
  expect(from(1, "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp")).toEqual([2, 0, 10, null]);
  expect(from(2, "ArrowRight", "Home", "End")).toEqual([10, 0, 2]);
  expect(from(10, "ArrowLeft", "ArrowUp", "ArrowDown")).toEqual([2, 0, null]);
});

it("stays where nothing follows, and leaves other keys alone", () => {
  expect(from(11, "ArrowRight", "Enter", "a")).toEqual([null, null, null]);
  expect(from(0, "ArrowLeft")).toEqual([null]);
  expect(stepFrom(0, "ArrowRight", [])).toBeNull();
});
