import { expect, it } from "vitest";

import { layOut } from "./layout";
import { lanesOf, modelOf } from "./model";
import { DATA, MODEL } from "./testing";

it("has a lane for everything there is, and for nothing else", () => {
  expect(lanesOf(MODEL)).toEqual(["waveform", "words", "pitch", "intensity", "pace", "pauses", "findings"]);
  expect(lanesOf(modelOf({ seconds: 3 }, "hertz"))).toEqual([]);
  expect(lanesOf(modelOf({ seconds: 3, waveform: { step: 1, low: [], high: [] } }, "hertz"))).toEqual([]);
});

it("takes the voice's range from the server, or finds it, with room", () => {
  const told = modelOf({ ...DATA, voice: { median_hz: 150, low_hz: 100, high_hz: 200 } }, "hertz");
  expect(told.axes.pitch.low).toBeCloseTo(100 / 2 ** 0.25);
  expect(told.median).toBe(150);
  expect(MODEL.median).toBeCloseTo(200);
});

it("scales sound to its peak, loudness to its loudest, pace to its fastest", () => {
  expect(MODEL.peak).toBeCloseTo(0.5);
  expect(MODEL.axes.intensity.high).toBe(70);
  // At the beginning only five of the ten seconds lie inside: four words in them are 48 a minute.
  expect(MODEL.axes.pace.high).toBe(80);
});

it("lays lanes below one another, in rem", () => {
  const layout = layOut(["waveform", "findings"], 3, 16);
  const [wave, findings] = layout.lanes;
  expect(wave?.box.top).toBe(layout.ruler.height);
  expect(findings?.box.top).toBe((wave?.box.top ?? 0) + (wave?.box.height ?? 0));
  expect(findings?.plot.height).toBe(3 * 1.25 * 16);
  expect(layOut(["waveform"], 0, 32).height).toBeGreaterThan(layOut(["waveform"], 0, 16).height * 1.9);
});
