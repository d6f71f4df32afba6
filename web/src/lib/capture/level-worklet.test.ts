import { afterEach, describe, expect, it, vi } from "vitest";

import { blockOf, type Block } from "./meter";

interface Processor {
  port: { postMessage: (block: Block) => void };
  process: (inputs: Float32Array[][]) => boolean;
}

/** Loads the file as the audio thread would, with the world it finds there. */
async function load(): Promise<{ processor: Processor; blocks: Block[] }> {
  const blocks: Block[] = [];
  class AudioWorkletProcessor {
    port = { postMessage: (block: Block) => blocks.push(block) };
  }
  let registered: (new () => Processor) | undefined;
  vi.stubGlobal("sampleRate", 48_000);
  vi.stubGlobal("AudioWorkletProcessor", AudioWorkletProcessor);
  vi.stubGlobal("registerProcessor", (name: string, processor: new () => Processor) => {
    expect(name).toBe("level");
    registered = processor;
  });
  vi.resetModules();
  const file = "./level-worklet.js";
  await import(/* @vite-ignore */ file);
  if (registered === undefined) throw new Error("nothing was registered");
  return { processor: new registered(), blocks };
}

describe("the processor on the audio thread", () => {
  afterEach(() => void vi.unstubAllGlobals());

  it("sums 20 ms up as the page would, however the browser cuts the sound", async () => {
    const { processor, blocks } = await load();
    const samples = Float32Array.from({ length: 1_920 }, (_, index) => 1.2 * Math.sin(index / 7));
    for (let at = 0; at < samples.length; at += 128) {
      expect(processor.process([[samples.subarray(at, at + 128)]])).toBe(true);
    }
    expect(blocks).toHaveLength(2);
    const expected = blockOf(samples.subarray(0, 960));
    expect(blocks[0]).toMatchObject({ ...expected, squares: expect.closeTo(expected.squares, 3) as number });
    expect(blocks[0]?.clipped).toBeGreaterThan(0);
  });

  it("goes on when there is no sound at all", async () => {
    const { processor, blocks } = await load();
    expect(processor.process([[]])).toBe(true);
    expect(blocks).toEqual([]);
  });
});
