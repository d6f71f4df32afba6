import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { LevelMeter } from "./level";
import { UNHEARD, type Block } from "./meter";
import { FakeContext, fakeLevelParts, FakeWorklet } from "./testing/fake-audio";

const stream = {} as MediaStream;
/** 20 ms at a level of -20 dBFS. */
const loud: Block = { squares: 9.6, count: 960, min: -0.14, max: 0.14, clipped: 0 };
let end: () => void = vi.fn();

function listen(context: FakeContext): LevelMeter {
  const meter = new LevelMeter(fakeLevelParts(context));
  end = meter.listen(stream);
  return meter;
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("AudioWorkletNode", FakeWorklet);
});
afterEach(() => {
  end();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function hear(times: number, block = loud): void {
  for (let time = 0; time < times; time += 1) FakeWorklet.newest?.hear(block);
}

describe("on the audio thread", () => {
  it("loads the processor from a file of its own and tells the level with every piece", async () => {
    const context = new FakeContext();
    const meter = listen(context);
    await settle();
    expect(context.modules).toEqual(["/assets/level.js"]);
    expect(meter.hearing.get()).toEqual({ by: "worklet", judgement: "listening", clipping: false });
    const told = vi.fn();
    meter.subscribe(told);
    hear(100);
    expect(told).toHaveBeenCalledTimes(100);
    expect(meter.level.rms).toBeCloseTo(-20);
    expect(meter.hearing.get().judgement).toBe("good");
  });

  it("draws nothing anew for a piece of sound that changes nothing to tell", async () => {
    const meter = listen(new FakeContext());
    await settle();
    hear(100);
    const told = vi.fn();
    meter.hearing.subscribe(told);
    hear(100);
    expect(told).not.toHaveBeenCalled();
    hear(1, { ...loud, clipped: 9 });
    expect(told).toHaveBeenCalledOnce();
  });

  it("has the wave of the last seconds always, and that of the take only while it is recorded", async () => {
    const meter = listen(new FakeContext());
    await settle();
    hear(10);
    meter.draw(true);
    hear(5);
    meter.draw(false);
    hear(10);
    expect(meter.recent.bins.min).toHaveLength(25);
    expect(meter.overview.bins.min).toHaveLength(5);
    meter.clear();
    expect(meter.overview.bins.min).toHaveLength(0);
  });

  it("keeps the time of a take when another device has another rate", async () => {
    const context = new FakeContext();
    context.sampleRate = 16_000;
    const meter = listen(context);
    await settle();
    meter.draw(true);
    hear(50, { ...loud, count: 320 });
    const { min, seconds } = meter.overview.bins;
    expect(min.length * seconds).toBeCloseTo(1);
  });

  it("is let go with everything it made", async () => {
    const context = new FakeContext();
    const meter = listen(context);
    await settle();
    hear(100);
    end();
    expect(context.state).toBe("closed");
    expect([context.source.to.size, FakeWorklet.newest?.to.size]).toEqual([0, 0]);
    hear(1);
    expect(meter.level).toEqual(UNHEARD);
    expect(meter.hearing.get()).toEqual({ by: "nothing", judgement: "listening", clipping: false });
  });

  it("is let go also when that happens before the processor was loaded", async () => {
    const context = new FakeContext();
    const meter = listen(context);
    end();
    await settle();
    expect([context.state, context.source.to.size]).toEqual(["closed", 0]);
    expect(meter.hearing.get().by).toBe("nothing");
  });
});

describe("where there is no audio thread", () => {
  it("looks by a timer, and counts the time between two looks as heard", async () => {
    const context = new FakeContext("running", false);
    context.analyser.samples.fill(0.1);
    const meter = listen(context);
    await settle();
    meter.draw(true);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(meter.hearing.get()).toEqual({ by: "timer", judgement: "good", clipping: false });
    expect(meter.level.rms).toBeCloseTo(-20);
    const { min, seconds } = meter.overview.bins;
    expect(min.length * seconds).toBeCloseTo(4, 0);
    end();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a browser that does not let sound through", () => {
  it("waits for the person to press something", async () => {
    const context = new FakeContext("suspended");
    const resume = vi.spyOn(context, "resume");
    const meter = listen(context);
    await settle();
    expect(meter.hearing.get().by).toBe("suspended");
    resume.mockClear();
    window.dispatchEvent(new Event("pointerdown"));
    expect(resume).toHaveBeenCalled();
    context.become("running");
    expect(meter.hearing.get().by).toBe("worklet");
  });

  it("says so when it cannot look at sound at all", async () => {
    const meter = new LevelMeter({
      ...fakeLevelParts(new FakeContext()),
      context: () => {
        throw new DOMException("too many", "NotSupportedError");
      },
    });
    end = meter.listen(stream);
    await settle();
    expect(meter.hearing.get().by).toBe("failed");
  });
});
