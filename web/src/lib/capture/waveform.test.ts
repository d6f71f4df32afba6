import { describe, expect, it } from "vitest";

import { Overview, Recent } from "./waveform";

const RATE = 1_000;
const list = (values: Float32Array) => [...values];
const level = (value: number) => ({ min: -value, max: value / 2 });

describe("Overview", () => {
  it("has the lowest and the highest sample of each stretch, wherever the sound was cut", () => {
    const overview = new Overview(RATE, 8, 0.01);
    for (const value of [1, 2, 3, 4, 5, 6]) overview.push(5, level(value));
    expect(list(overview.bins.min)).toEqual([-2, -4, -6]);
    expect(list(overview.bins.max)).toEqual([1, 2, 3]);
    expect(overview.bins.seconds).toBe(0.01);
  });

  it("makes two stretches one when there is no room for more", () => {
    const overview = new Overview(RATE, 4, 0.01);
    for (const value of [1, 2, 3, 4]) overview.push(10, level(value));
    expect(list(overview.bins.min)).toEqual([-2, -4]);
    expect(overview.bins.seconds).toBe(0.02);
    overview.push(20, level(9));
    expect(list(overview.bins.min)).toEqual([-2, -4, -9]);
  });

  it("holds an hour in the room of a minute", () => {
    const overview = new Overview(48_000, 2_048);
    for (let block = 0; block < 50 * 3_600; block += 1) overview.push(960, level((block % 100) / 100));
    const { min, max, seconds } = overview.bins;
    expect(min.length).toBeGreaterThan(1_023);
    expect(min.length).toBeLessThan(2_049);
    expect(min.length * seconds).toBeGreaterThan(3_590);
    expect(min.length * seconds).toBeLessThan(3_601);
    expect(list(max).every((value) => Math.abs(value - 0.495) < 1e-6)).toBe(true);
  });

  it("takes sound of any length at once", () => {
    const overview = new Overview(RATE, 4, 0.01);
    overview.push(1_000, level(1));
    const { min, seconds } = overview.bins;
    expect(min.length * seconds).toBeGreaterThan(0.6);
    expect(min.length).toBeLessThan(4);
  });

  it("begins anew for another take", () => {
    const overview = new Overview(RATE, 4, 0.01);
    overview.push(1_005, level(1));
    overview.clear();
    expect(overview.bins).toMatchObject({ min: new Float32Array(0), seconds: 0.01 });
    overview.push(10, level(2));
    expect(list(overview.bins.min)).toEqual([-2]);
  });
});

describe("Recent", () => {
  it("has the last stretches, the oldest first", () => {
    const recent = new Recent(RATE, 0.03, 0.01);
    recent.push(10, level(1));
    expect(list(recent.bins.min)).toEqual([-1]);
    for (const value of [2, 3, 4, 5]) recent.push(10, level(value));
    expect(list(recent.bins.min)).toEqual([-3, -4, -5]);
    expect(recent.total).toBe(5);
    recent.clear();
    expect(list(recent.bins.min)).toEqual([]);
  });

  it("is not held up by a page that slept for an hour", () => {
    const recent = new Recent(48_000);
    recent.push(48_000 * 3_600, level(1));
    expect(recent.bins.min).toHaveLength(500);
  });
});
