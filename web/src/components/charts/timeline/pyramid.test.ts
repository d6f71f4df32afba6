import { describe, expect, it } from "vitest";

import { levelFor, pointsIn, pyramidOf, pyramidOfStretches, pyramidOfWave, summary } from "./pyramid";

const hour = () => Array.from({ length: 360_000 }, (_, at) => (at % 3 === 0 ? null : 100 + (at % 200)));

describe("a pyramid", () => {
  it("keeps every peak at every level", () => {
    const values = new Array<number>(1000).fill(0);
    values[613] = 0.9;
    values[87] = -0.8;
    const pyramid = pyramidOfWave(0, 0.01, values, values);
    for (const level of pyramid.levels) {
      expect(Math.max(...level.high)).toBeCloseTo(0.9);
      expect(Math.min(...level.low)).toBeCloseTo(-0.8);
    }
  });

  it("means over what was measured, not over gaps", () => {
    const pyramid = pyramidOf(0, 1, [100, null, 200, null, ...new Array<null>(200).fill(null)]);
    const [, second, third] = pyramid.levels;
    expect(second?.mean[0]).toBe(100);
    expect(third?.mean[0]).toBe(150);
    expect(third?.weight[0]).toBe(2);
    expect(third?.mean[1]).toBeNaN();
  });

  it("takes the server's stretches with their weights", () => {
    const stretches = [
      { low: 90, mean: 100, high: 120, measured: 3 },
      { low: 80, mean: 200, high: 260, measured: 1 },
      ...new Array<null>(80).fill(null),
    ];
    const [, second] = pyramidOfStretches(0, 2, stretches).levels;
    expect([second?.low[0], second?.mean[0], second?.high[0]]).toEqual([80, 125, 260]);
  });

  it("has nothing but one level for nothing", () => {
    const pyramid = pyramidOf(0, 0.01, []);
    expect(pyramid.levels).toHaveLength(1);
    expect(summary(pyramid, 0, 1)).toBeNull();
  });
});

it("draws an hour on a thousand pixels from about a thousand points", () => {
  const pyramid = pyramidOf(0, 0.01, hour());
  const level = levelFor(pyramid, 3600 / 1000);
  const [first, end] = pointsIn(pyramid, level, 0, 3600);
  expect(end - first).toBeGreaterThan(1000);
  expect(end - first).toBeLessThan(2100);
});

it("draws a second from its own points only", () => {
  const pyramid = pyramidOf(0, 0.01, hour());
  const level = levelFor(pyramid, 1 / 1000);
  const [first, end] = pointsIn(pyramid, level, 1800, 1801);
  expect([first, end]).toEqual([179_999, 180_101]);
});

it("sums up a stretch", () => {
  const pyramid = pyramidOf(0, 0.1, [1, 2, 3, null, 5, 6, 7, 8, 9, 10]);
  expect(summary(pyramid, 0, 0.3)).toEqual({ low: 1, high: 3, mean: 2, measured: 3 });
  expect(summary(pyramid, 0.3, 0.4)).toBeNull();
  expect(summary(pyramid, 5, 6)).toBeNull();
});
