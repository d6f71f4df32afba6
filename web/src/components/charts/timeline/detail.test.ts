import { expect, it, vi } from "vitest";

import { DetailCache, type LoadDetail, wanted } from "./detail";
import { pyramidOf } from "./pyramid";

const base = { pitch: pyramidOf(0, 2, new Array<number>(1800).fill(100)) };
const fine = (from: number, to: number) => ({
  pitch: { start: from, step: 0.01, frames: new Array<number>(Math.round((to - from) * 100)).fill(120) },
});
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

it("asks for nothing while the data is finer than the screen", () => {
  const load = vi.fn<LoadDetail>();
  new DetailCache(load, 3600, () => undefined).want({ from: 0, to: 3600 }, 3.6, base);
  expect(load).not.toHaveBeenCalled();
});

it("loads once what neighbouring views share, and then draws from it", async () => {
  const load = vi.fn<LoadDetail>((from, to) => Promise.resolve(fine(from, to)));
  const ready = vi.fn();
  const cache = new DetailCache(load, 3600, ready);
  cache.want({ from: 600, to: 610 }, 0.01, base);
  cache.want({ from: 601, to: 611 }, 0.01, base);
  await settled();
  cache.want({ from: 602, to: 612 }, 0.01, base);
  expect(load).toHaveBeenCalledTimes(1);
  expect(ready).toHaveBeenCalledTimes(1);
  expect(cache.track("pitch", base.pitch, { from: 602, to: 612 })?.levels[0].step).toBe(0.01);
  expect(cache.track("pitch", base.pitch, { from: 900, to: 910 })).toBe(base.pitch);
});

it("drops an answer that nobody waits for any more", async () => {
  const signals: AbortSignal[] = [];
  const load = vi.fn<LoadDetail>((from, to, _, signal) => {
    signals.push(signal);
    return Promise.resolve(fine(from, to));
  });
  const cache = new DetailCache(load, 3600, () => undefined);
  cache.want({ from: 600, to: 610 }, 0.01, base);
  cache.want({ from: 1600, to: 1610 }, 0.01, base);
  await settled();
  expect(signals[0]?.aborted).toBe(true);
  expect(cache.track("pitch", base.pitch, { from: 600, to: 610 })).toBe(base.pitch);
  expect(cache.track("pitch", base.pitch, { from: 1600, to: 1610 })).not.toBe(base.pitch);
});

it("asks again after a failure, and never again after “nothing finer”", async () => {
  const load = vi.fn<LoadDetail>().mockRejectedValueOnce(new Error("offline")).mockResolvedValue(null);
  const cache = new DetailCache(load, 3600, () => undefined);
  for (let attempt = 0; attempt < 4; attempt++) {
    cache.want({ from: 600, to: 610 }, 0.01, base);
    await settled();
  }
  expect(load).toHaveBeenCalledTimes(2);
});

it("asks for the view with room on both sides, inside the recording", () => {
  for (const view of [
    { from: 600, to: 610 },
    { from: 0, to: 7 },
    { from: 3599, to: 3600 },
  ]) {
    const window = wanted(view, 3600);
    expect(window.from).toBeLessThanOrEqual(view.from);
    expect(window.to).toBeGreaterThanOrEqual(view.to);
    expect(window.to).toBeLessThanOrEqual(3600);
  }
});
