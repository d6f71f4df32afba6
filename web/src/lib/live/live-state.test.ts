import { describe, expect, it } from "vitest";

import type { LiveEvent, Scores, Token } from "./events";
import { fold, NOTHING_YET, progress, steps } from "./live-state";

const word = (text: string): Token => ({ text, start: 0, end: 1, confidence: 0.9 });
const stretch = { start: 0, end: 10, f0_hz: 120, low_hz: 90, high_hz: 180, voiced_share: 0.5, db: 60 };
const scores: Scores = {
  rubric: { name: "public-speaking", version: 3 },
  overall: {
    scored: {
      value: 61,
      interval: { low: 55, high: 67, level: 0.8 },
      band: { name: "Solid", descriptor: "…" },
    },
  },
  criteria: [{ key: "pace", outcome: { not_scored: "Too little speech." } }],
};

/** Numbers events from `first` on. */
function numbered(events: Omit<LiveEvent, "seq">[], first = 1): LiveEvent[] {
  return events.map((event, index) => ({ ...event, seq: first + index }) as LiveEvent);
}

const session = (state: string, run: number, failure: string | null = null) =>
  ({ channel: "state", data: { type: "session", state, run, failure } }) as Omit<LiveEvent, "seq">;
const step = (name: string) =>
  ({ channel: "state", data: { type: "step", step: name } }) as Omit<LiveEvent, "seq">;
const words = (texts: string[], done: number) =>
  ({ channel: "tokens", data: { type: "words", words: texts.map(word), done } }) as Omit<LiveEvent, "seq">;

const FIRST_RUN = numbered([
  session("ready", 0),
  session("processing", 1),
  step("ingest"),
  { channel: "tokens", data: { type: "reset" } },
  { channel: "metrics", data: { type: "reset" } },
  words(["Well,", "good"], 0.3),
  { channel: "metrics", data: { type: "stretches", stretches: [stretch], done: 0.5 } },
  words(["morning."], 1),
  step("asr"),
  { channel: "metrics", data: { type: "measured" } },
  step("prosody"),
  step("align"),
  { channel: "score", data: { type: "fluency" } },
  step("fluency"),
  { channel: "score", data: { type: "scored", ...scores } },
  step("score"),
  { channel: "score", data: { type: "drills", count: 4 } },
  step("drill"),
  session("done", 1),
]);

const texts = (state: typeof NOTHING_YET) => state.words.map(({ text }) => text);

describe("fold", () => {
  it("gathers what a session's events tell", () => {
    const state = fold(NOTHING_YET, FIRST_RUN);
    expect(state).toMatchObject({
      seq: 19,
      session: "done",
      run: 1,
      heard: 1,
      looked: 1,
      measured: true,
      fluency: true,
      scores,
      drills: 4,
    });
    expect(texts(state)).toEqual(["Well,", "good", "morning."]);
    expect(state.stretches).toEqual([stretch]);
  });

  it("comes to the same whether events come one by one or all at once, or twice", () => {
    const one = FIRST_RUN.reduce((state, event) => fold(state, [event, event]), NOTHING_YET);
    expect(one).toEqual(fold(NOTHING_YET, FIRST_RUN));
    expect(fold(one, FIRST_RUN)).toBe(one);
  });

  it("forgets the words of a try that is made again", () => {
    const state = fold(NOTHING_YET, [
      ...FIRST_RUN.slice(0, 6),
      ...numbered([{ channel: "tokens", data: { type: "reset" } }, words(["Hell,"], 0.2)], 7),
    ]);
    expect(texts(state)).toEqual(["Hell,"]);
    expect(state.heard).toBe(0.2);
  });

  it("forgets everything of the run before when a session is begun anew", () => {
    const done = fold(NOTHING_YET, FIRST_RUN);
    const again = fold(done, numbered([session("processing", 2)], 20));
    expect(again).toEqual({ ...NOTHING_YET, seq: 20, session: "processing", run: 2 });
  });

  it("keeps everything when only the scores are made anew", () => {
    const done = fold(NOTHING_YET, FIRST_RUN);
    const later = { ...scores, rubric: { name: "public-speaking", version: 4 } };
    const again = fold(done, numbered([{ channel: "score", data: { type: "scored", ...later } }], 20));
    expect(again).toEqual({ ...done, seq: 20, scores: later });
  });

  it("says why a session failed", () => {
    const state = fold(
      NOTHING_YET,
      numbered([session("processing", 1), session("failed", 1, "Nobody speaks in it.")]),
    );
    expect(state).toMatchObject({ session: "failed", failure: "Nobody speaks in it." });
  });

  it("keeps the newest of each report", () => {
    const report = (id: string, state: string) =>
      ({ channel: "score", data: { type: "report", id, format: "pdf", state } }) as Omit<LiveEvent, "seq">;
    const state = fold(
      NOTHING_YET,
      numbered([report("a", "queued"), report("b", "ready"), report("a", "failed")]),
    );
    expect(state.reports).toEqual({
      a: { format: "pdf", state: "failed" },
      b: { format: "pdf", state: "ready" },
    });
  });

  it("passes over what a newer server may tell", () => {
    const strange = numbered([
      { channel: "state", data: { type: "weather" } },
      { channel: "score", data: { type: "weather" } },
      { channel: "tokens", data: { type: "weather" } },
      { channel: "metrics", data: { type: "weather" } },
    ] as unknown as Omit<LiveEvent, "seq">[]);
    expect(fold(NOTHING_YET, strange)).toEqual({ ...NOTHING_YET, seq: 4 });
  });

  it("gathers an hour of words in a moment", () => {
    const events = numbered(Array.from({ length: 9_000 }, (_, index) => words([`w${index}`], index / 9_000)));
    const began = performance.now();
    expect(fold(NOTHING_YET, events).words).toHaveLength(9_000);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe("steps", () => {
  const state = (upTo: number) => fold(NOTHING_YET, FIRST_RUN.slice(0, upTo));
  const shown = (upTo: number) =>
    Object.fromEntries(steps(state(upTo)).map((each) => [each.name, each.state]));

  it("says which wait, which are at work and which are done", () => {
    expect(shown(1)).toMatchObject({ ingest: "waiting", asr: "waiting" });
    expect(shown(2)).toMatchObject({ ingest: "working", asr: "waiting" });
    expect(shown(6)).toMatchObject({ ingest: "done", asr: "working", prosody: "working", align: "waiting" });
    expect(shown(9)).toMatchObject({ asr: "done", align: "working", fluency: "waiting" });
    expect(new Set(Object.values(shown(19)))).toEqual(new Set(["done"]));
  });

  it("says how far hearing and measuring are", () => {
    const [, asr, prosody] = steps(state(7));
    expect([asr?.done, prosody?.done]).toEqual([0.3, 0.5]);
  });

  it("counts the times as found when hearing finds them as well", () => {
    const masked = numbered([
      session("processing", 1),
      step("ingest"),
      step("asr"),
      step("prosody"),
      step("fluency"),
    ]);
    const align = steps(fold(NOTHING_YET, masked)).find(({ name }) => name === "align");
    expect(align?.state).toBe("done");
  });

  it("has progress that only grows", () => {
    const along = FIRST_RUN.map((_, index) => progress(state(index + 1)));
    expect(along).toEqual([...along].sort((a, b) => a - b));
    expect(along.at(-1)).toBeCloseTo(1);
  });
});
