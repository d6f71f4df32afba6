import { expect, test } from "vitest";

import { changeOf, type ScorePoint } from "./change";

const take = (value: number, half = 5): ScorePoint => ({
  session: String(value),
  name: "A take",
  at: "2026-05-01T10:00:00Z",
  value,
  low: value - half,
  high: value + half,
});

test("one take is no change", () => {
  expect(changeOf([])).toBeNull();
  expect(changeOf([take(60)])).toBeNull();
});

test("two takes whose difference is larger than both intervals together have changed", () => {
  const change = changeOf([take(50), take(62)]);
  expect(change?.direction).toBe("up");
  expect(change?.points).toBeCloseTo(12);
  // Two intervals of ±5 that do not know of one another give √2 · 5.
  expect(change?.low).toBeCloseTo(12 - Math.SQRT2 * 5);
});

test("a difference within the intervals is no change", () => {
  expect(changeOf([take(60), take(66)])?.direction).toBe("no_change");
  expect(changeOf([take(66), take(60)])?.direction).toBe("no_change");
});

test("takes that go up and down are no change, however sure each score is", () => {
  const change = changeOf([50, 70, 48, 72, 55].map((value) => take(value, 0.5)));
  expect(change?.direction).toBe("no_change");
});

test("takes that fall steadily have got worse, and the change is from the first to the last", () => {
  const change = changeOf([80, 75, 71, 65, 60].map((value) => take(value, 4)));
  expect(change?.direction).toBe("down");
  expect(change?.points).toBeCloseTo(-20);
  expect(change?.takes).toBe(5);
});

test("three takes on a straight line by chance are still as unsure as their scores", () => {
  const change = changeOf([take(60, 10), take(62, 10), take(64, 10)]);
  expect(change?.direction).toBe("no_change");
});
