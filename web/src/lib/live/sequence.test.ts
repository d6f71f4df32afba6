import { describe, expect, it } from "vitest";

import type { LiveEvent } from "./events";
import { Sequence } from "./sequence";

const event = (seq: number): LiveEvent => ({ seq, channel: "score", data: { type: "fluency" } });
const numbers = (events: LiveEvent[]) => events.map(({ seq }) => seq);

describe("Sequence", () => {
  it("gives out events in order, each once, however they come", () => {
    const sequence = new Sequence();
    const out = [3, 1, 1, 2, 5, 3, 4, 5].map((seq) => numbers(sequence.push(event(seq))));
    expect(out).toEqual([[], [1], [], [2, 3], [], [], [4, 5], []]);
    expect([sequence.last, sequence.gap]).toEqual([5, false]);
  });

  it("goes on behind what is no longer there", () => {
    const sequence = new Sequence();
    sequence.push(event(41));
    sequence.push(event(40));
    sequence.push(event(43));
    expect(numbers(sequence.skip())).toEqual([40, 41]);
    expect(sequence.gap).toBe(true);
    expect(numbers(sequence.skip())).toEqual([43]);
    expect(numbers(sequence.skip())).toEqual([]);
  });
});
