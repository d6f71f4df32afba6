import { expect, it } from "vitest";

import { marksAt, nextMark, spoken, written } from "./describe";
import { LABELS, MODEL } from "./testing";

const where = { model: MODEL, tracks: MODEL.tracks, labels: LABELS, locale: "en", unit: "hertz" as const };

it("reads what is to be seen at a moment", () => {
  expect(written(where, 1.2, 0.01)).toBe(
    "0:01.2  ·  “um”  ·  200 Hz  ·  70 dB  ·  40 words/min  ·  Filler: um",
  );
  expect(written(where, 4, 0.01)).toContain("Pause inside a phrase, 1.4 s");
  expect(written(where, 4, 0.01)).not.toContain("Hz");
});

it("says the same to a screen reader, with the length", () => {
  expect(spoken(where, 1.2, 0.01)).toMatch(/^1\.2 seconds of 6 seconds, “um”, 200 Hz/);
});

it("counts semitones from the speaker's median", () => {
  const unit = "semitones" as const;
  expect(written({ ...where, unit }, 1.2, 0.01)).toContain("200 Hz  ·  0.0 st");
});

it("leaves words out where a pixel holds several", () => {
  expect(written(where, 1.2, 3.6)).not.toContain("“um”");
});

it("finds the marks at a moment, the next and the one before", () => {
  expect(marksAt(MODEL.marks, 1.9, 0.1)).toEqual([]);
  expect(marksAt(MODEL.marks, 1.9, 0.4).map(({ kind }) => kind)).toEqual(["filler"]);
  expect(nextMark(MODEL.marks, 1, true)?.kind).toBe("pause");
  expect(nextMark(MODEL.marks, 1, false)).toBeUndefined();
  expect(nextMark(MODEL.marks, 3.6, false)?.kind).toBe("filler");
});
