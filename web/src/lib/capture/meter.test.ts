import { describe, expect, it } from "vitest";

import { blockOf, FLOOR, Meter, type Judgement } from "./meter";

const RATE = 48_000;
const BLOCK = 960;

/** A sine of that level, dBFS at its peak. */
function tone(decibels: number, seconds: number): Float32Array[] {
  const amplitude = 10 ** (decibels / 20);
  const sample = (index: number) => amplitude * Math.sin((2 * Math.PI * 200 * index) / RATE);
  return Array.from({ length: Math.round(seconds * 50) }, () =>
    Float32Array.from({ length: BLOCK }, (_, i) => sample(i)),
  );
}

const silence = (seconds: number) => tone(-Infinity, seconds);

function hear(meter: Meter, blocks: Float32Array[]): Judgement[] {
  return blocks.map((samples) => meter.push(blockOf(samples)).judgement);
}

describe("blockOf", () => {
  it("sums samples up", () => {
    const { squares, ...rest } = blockOf(Float32Array.of(0.5, -0.25, 0, 1, -1));
    expect(squares).toBeCloseTo(2.3125);
    expect(rest).toEqual({ count: 5, min: -1, max: 1, clipped: 2 });
  });
});

describe("level", () => {
  it("is -3 dBFS for a full-scale sine, whose peak is 0", () => {
    const meter = new Meter(RATE);
    hear(meter, tone(0, 1));
    expect(meter.level.rms).toBeCloseTo(-3.01, 1);
    expect(meter.level.peak).toBeCloseTo(0, 1);
  });

  it("is the floor, and no infinity, in digital silence, also after sound", () => {
    const meter = new Meter(RATE);
    hear(meter, tone(-6, 1));
    hear(meter, silence(6));
    expect([meter.level.rms, meter.level.peak]).toEqual([FLOOR, FLOOR]);
  });

  it("lets the peak fall slowly enough to be seen", () => {
    const meter = new Meter(RATE);
    hear(meter, tone(-10, 0.5));
    hear(meter, silence(0.5));
    expect(meter.level.peak).toBeCloseTo(-20, 0);
  });
});

describe("judgement", () => {
  it("says nothing before it has heard enough", () => {
    expect(new Set(hear(new Meter(RATE), tone(-20, 1.4)))).toEqual(new Set(["listening"]));
  });

  it.each<[number, Judgement]>([
    [-Infinity, "silent"],
    [-70, "silent"],
    [-50, "quiet"],
    [-20, "good"],
  ])("says what a sound of %s dBFS is", (level, expected) => {
    expect(hear(new Meter(RATE), tone(level, 2)).at(-1)).toBe(expected);
  });

  it("does not call a pause between sentences silence", () => {
    const meter = new Meter(RATE);
    hear(meter, tone(-20, 2));
    expect(new Set(hear(meter, silence(2.5)))).toEqual(new Set(["good"]));
    expect(hear(meter, silence(1)).at(-1)).toBe("silent");
  });

  it("does not flicker at the bound", () => {
    const meter = new Meter(RATE);
    hear(meter, tone(-50, 4));
    // Peaks of -38 and -36 are levels of -41 and -39: over the inner bound, under the outer one.
    const along = [-38, -36, -38, -36].flatMap((level) => hear(meter, tone(level, 1)));
    expect(new Set(along)).toEqual(new Set(["quiet"]));
    expect(hear(meter, tone(-33, 1)).at(-1)).toBe("good");
    expect(new Set([-38, -36].flatMap((level) => hear(meter, tone(level, 3))))).toEqual(new Set(["good"]));
  });
});

describe("clipping", () => {
  it("is told for a while, and not for a single sample", () => {
    const meter = new Meter(RATE);
    const single = new Float32Array(BLOCK);
    single[3] = 1;
    expect(meter.push(blockOf(single)).clipping).toBe(false);
    expect(meter.push(blockOf(new Float32Array(BLOCK).fill(1))).clipping).toBe(true);
    hear(meter, silence(1.9));
    expect(meter.level.clipping).toBe(true);
    hear(meter, silence(0.2));
    expect(meter.level.clipping).toBe(false);
  });
});
