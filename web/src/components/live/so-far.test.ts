import { expect, it } from "vitest";

import type { Stretch, Token } from "@/lib/live/events";

import { soFar } from "./so-far";

const word = (start: number, end: number): Token => ({ text: "word", start, end, confidence: 1 });
const stretch = (start: number, end: number, fields: Partial<Stretch> = {}): Stretch => ({
  start,
  end,
  f0_hz: null,
  low_hz: null,
  high_hz: null,
  voiced_share: null,
  db: null,
  ...fields,
});

it("says nothing of what it has not heard", () => {
  expect(soFar([], [])).toEqual({ rate: null, pitch: null, voiced: null });
  expect(soFar([word(0, 1), word(1, 4)], [stretch(0, 5)])).toEqual({ rate: null, pitch: null, voiced: null });
});

it("counts words a minute from the first to the last", () => {
  expect(soFar([word(10, 11), word(12, 13), word(19, 20)], []).rate).toBe(18);
});

it("weighs voice by how long the stretches are", () => {
  const stretches = [
    stretch(0, 5, { voiced_share: 1 }),
    stretch(5, 20, { voiced_share: 0.2 }),
    stretch(20, 25),
  ];
  expect(soFar([], stretches).voiced).toBeCloseTo(0.4);
});

it("takes the middle of the pitch, so that one wrong stretch moves nothing", () => {
  const pitch = (f0_hz: number) => ({ f0_hz, low_hz: f0_hz - 20, high_hz: f0_hz + 40 });
  const stretches = [120, 124, 480, 122].map((f0, index) => stretch(index, index + 1, pitch(f0)));
  expect(soFar([], stretches).pitch).toEqual({ middle: 122, low: 102, high: 162 });
});
