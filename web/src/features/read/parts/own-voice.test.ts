import { expect, test, vi } from "vitest";

import { OwnVoice } from "./own-voice";

/** A source that plays until it is stopped, or until the test says that it has ended. */
class FakeSource extends EventTarget {
  buffer: AudioBuffer | null = null;
  readonly connect = vi.fn();
  readonly start = vi.fn<(when?: number, from?: number, length?: number) => void>();
  readonly stop = vi.fn(() => this.dispatchEvent(new Event("ended")));
}

function voice() {
  const sources: FakeSource[] = [];
  const context = {
    destination: {},
    resume: () => Promise.resolve(),
    close: () => Promise.resolve(),
    createBufferSource: () => {
      const source = new FakeSource();
      sources.push(source);
      return source;
    },
  };
  return { sources, own: new OwnVoice({ context: () => context as unknown as AudioContext }) };
}

const BUFFER = {} as AudioBuffer;
const begun = () => new Promise((resolve) => setTimeout(resolve));

test("a word is played with a little around it, and not from before the beginning", async () => {
  const { sources, own } = voice();
  void own.play(BUFFER, { start: 0.02, end: 0.5 });
  await begun();
  const [, from, length] = sources[0]?.start.mock.calls[0] ?? [];
  expect(from).toBe(0);
  expect(length).toBeCloseTo(0.56);
});

test("another wish ends what plays", async () => {
  const { sources, own } = voice();
  const first = own.play(BUFFER);
  await begun();
  void own.play(BUFFER);
  await first;
  expect(sources[0]?.stop).toHaveBeenCalled();
});

test("playing is over when the sound has ended", async () => {
  const { sources, own } = voice();
  const playing = own.play(BUFFER);
  await begun();
  sources[0]?.dispatchEvent(new Event("ended"));
  await expect(playing).resolves.toBeUndefined();
});
