import { expect, it } from "vitest";

import type { Schema } from "@/lib/api";

import { figuresOf, usualOf } from "./figures";

const pause = (start: number, end: number, place: Schema<"PausePlace">) => ({ span: { start, end }, place });
const analysis = {
  transcript: { words: [{}, {}] },
  fluency: {
    word_count: 138,
    words_per_minute: 100.8,
    filled_pauses_per_minute: 1.46,
    filled_pauses: [{}, {}],
    phonation_share: 0.685,
    mean_length_of_run: 6.1,
    looked_for: ["repetition", "grammar"],
    pauses: [pause(1, 1.5, "inside"), pause(3, 5, "between")],
    findings: [{ kind: "grammar" }, { kind: "hedge" }, { kind: "restart" }, { kind: "repetition" }],
  },
  prosody: {
    rate: { articulation_rate: 3.1 },
    pitch_summary: { low_hz: 100, high_hz: 230, median_hz: 150, range_semitones: 14.39 },
  },
} as unknown as Schema<"Analysis">;

const figure = (of: Schema<"Analysis">, key: string) => figuresOf(of).find((one) => one.key === key);

it("gives the numbers of the report", () => {
  expect(figuresOf(analysis).map(({ key, value }) => [key, value])).toEqual([
    ["pace", 100.8],
    ["pauses", 2],
    ["fillers", 2],
    ["pitch", 14.39],
    ["speaking", 68.5],
    ["slips", 1],
  ]);
  expect(figure(analysis, "pauses")?.detail).toEqual({ key: "pauses", values: { longest: 2, inside: 1 } });
  expect(figure(analysis, "slips")?.detail).toEqual({ key: "slips", values: { restarts: 2, crutches: 1 } });
});

it("says that it did not measure, rather than zero", () => {
  const { fluency, prosody } = analysis;
  const silent = {
    transcript: { words: [] },
    prosody: { ...prosody, pitch_summary: null },
    fluency: {
      ...fluency,
      words_per_minute: null,
      filled_pauses_per_minute: null,
      phonation_share: null,
    },
  } as unknown as Schema<"Analysis">;
  expect(figuresOf(silent).map(({ value }) => value)).toEqual([null, null, null, null, null, null]);
  const noRules = { ...analysis, fluency: { ...fluency, looked_for: ["repetition"] } } as Schema<"Analysis">;
  expect(figure(noRules, "slips")).toMatchObject({ value: null, detail: { key: "noRules" } });
  const estimated = {
    ...analysis,
    fluency: { ...fluency, pauses: [pause(1, 2, "unknown")] },
  };
  expect(figure(estimated, "pauses")?.detail.key).toBe("pausesUnplaced");
});

it("finds what the rubric says of a measure", () => {
  const card = {
    criteria: [{ evidence: [{ measure: "mean_pause", comment: "Your pauses lasted 0.9 seconds." }] }],
  } as Schema<"ScoreCard">;
  expect(usualOf(card, ["inside_pauses_per_minute", "mean_pause"])).toBe("Your pauses lasted 0.9 seconds.");
  expect(usualOf(card, ["words_per_minute"])).toBeNull();
});
