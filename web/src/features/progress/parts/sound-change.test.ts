import { expect, test } from "vitest";

import { MOST_DAYS, soundChange } from "./sound-change";

const days = (...scores: number[]) =>
  scores.map((score, index) => ({ day: `2026-05-${String(index + 1).padStart(2, "0")}`, times: 4, score }));

test("under three days are no change yet", () => {
  expect(soundChange([])).toBeNull();
  expect(soundChange(days(20, 90))).toBeNull();
});

test("a steady rise is up, from the first day to the last", () => {
  const change = soundChange(days(30, 38, 45, 52, 61, 68, 75));
  expect(change?.direction).toBe("up");
  expect(change?.points).toBeCloseTo(45, 0);
  expect(change?.days).toBe(7);
  expect(change?.low).toBeGreaterThan(0);
});

test("a steady fall is down", () => {
  expect(soundChange(days(75, 68, 61, 52, 45, 38, 30))?.direction).toBe("down");
});

test("days that go up and down are no change", () => {
  expect(soundChange(days(50, 70, 48, 72, 51, 69, 55))?.direction).toBe("no_change");
});

test("three days on a straight line by chance do not pass for sure", () => {
  const change = soundChange(days(50, 55, 60));
  expect(change?.direction).toBe("no_change");
  // The days lie on the line, so that all of the spread is borrowed: 2 · 20² over 3.
  expect(change?.high).toBeCloseTo(10 + 1.2816 * Math.sqrt(800 / 3 / 2) * 2);
});

test("only the latest days count", () => {
  const change = soundChange(days(...Array<number>(20).fill(5), ...Array<number>(MOST_DAYS).fill(60)));
  expect(change).toMatchObject({ days: MOST_DAYS, points: 0, direction: "no_change" });
});
