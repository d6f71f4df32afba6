import { expect, it } from "vitest";

import { BAR, GAP, barsOf } from "./wave";

const bins = (...peaks: number[]) => ({
  min: Float32Array.from(peaks, (peak) => -peak),
  max: Float32Array.from(peaks, (peak) => peak / 2),
  seconds: 0.02,
});
const width = 3 * (BAR + GAP);

it("has the newest at the right, and no bar before anything was heard", () => {
  const bars = barsOf(bins(0.25, 1), 2, width, 3);
  expect(bars.map(({ x }) => x)).toEqual([width - BAR, width - BAR - (BAR + GAP)]);
  expect(bars.map(({ reach }) => reach)).toEqual([1, 0.5]);
  expect(bars.map(({ clipped }) => clipped)).toEqual([true, false]);
  expect(barsOf(bins(), 0, width, 3)).toEqual([]);
});

it("keeps the same sound in a bar while it runs along", () => {
  // Two stretches a bar: after a third came, the first two still share one.
  const before = barsOf(bins(0.04, 0.16), 2, width, 6);
  const after = barsOf(bins(0.04, 0.16, 0.01), 3, width, 6);
  expect(before[0]?.reach).toBeCloseTo(0.4);
  expect(after[1]?.reach).toBeCloseTo(0.4);
  expect(after).toHaveLength(2);
});

it("has no more bars than there is room", () => {
  expect(barsOf(bins(...new Array<number>(50).fill(0.5)), 1050, width, 50).length).toBeLessThanOrEqual(3);
});
