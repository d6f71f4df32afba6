import { describe, expect, it } from "vitest";

import { linearAxis, niceTicks, pitchAxis, semitones, timeStep, timeTicks, voiceRange } from "./scales";

describe("the time axis", () => {
  it("has round steps that never crowd", () => {
    expect(timeStep({ from: 0, to: 3600 }, 900, 80)).toBe(600);
    expect(timeStep({ from: 0, to: 60 }, 900, 80)).toBe(10);
    expect(timeStep({ from: 7, to: 8 }, 900, 80)).toBe(0.1);
  });

  it("marks multiples of the step that are visible", () => {
    expect(timeTicks({ from: 3, to: 21 }, 5)).toEqual([5, 10, 15, 20]);
    expect(timeTicks({ from: 0, to: 0.3 }, 0.1).at(-1)).toBeCloseTo(0.3);
  });
});

describe("the pitch axis", () => {
  it("gives equal room to equal intervals", () => {
    const axis = pitchAxis(100, 400, "hertz", 200);
    expect(axis.place(200)).toBeCloseTo(0.5);
    expect(axis.place(400) - axis.place(200)).toBeCloseTo(axis.place(200) - axis.place(100));
    expect(axis.ticks).toEqual([100, 150, 200, 300, 400]);
  });

  it("counts semitones from the median", () => {
    const axis = pitchAxis(100, 200, "semitones", 150);
    const steps = axis.ticks.map((hz) => Math.round(semitones(hz, 150)));
    expect(steps).toContain(0);
    expect(steps).toEqual([-6, -3, 0, 3]);
  });

  it("keeps values outside at its edge, and survives an empty range", () => {
    const axis = pitchAxis(100, 100, "hertz", 100);
    expect(axis.place(50)).toBe(0);
    expect(axis.place(900)).toBe(1);
    expect(axis.place(0)).toBe(0);
  });
});

it("cuts a range at round values", () => {
  expect(niceTicks(0, 240, 3)).toEqual([0, 100, 200]);
  expect(niceTicks(40, 90, 3)).toEqual([40, 60, 80]);
  expect(niceTicks(5, 5, 3)).toEqual([5]);
  expect(linearAxis(3, 3).place(3)).toBe(0);
});

it("finds a voice's range without its extremes", () => {
  const frames = [NaN, 50, ...new Array<number>(98).fill(200), 500];
  expect(voiceRange(frames)).toEqual({ low: 200, median: 200, high: 200 });
  expect(voiceRange([NaN])).toBeNull();
});
