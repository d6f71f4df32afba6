import { beforeAll, expect, it, vi } from "vitest";

import type { Palette } from "../../theme";
import { layOut } from "../layout";
import { LANES, modelOf } from "../model";
import { LABELS } from "../testing";
import { paint } from "./paint";
import { Pen } from "./pen";

beforeAll(() => {
  vi.stubGlobal("Path2D", vi.fn());
});

/** Counts what is drawn. */
function counting() {
  const counts = { lineTo: 0, rect: 0, fillRect: 0, fillText: 0, fill: 0 };
  const nothing = () => undefined;
  const g = new Proxy<Record<string, unknown>>(
    {},
    {
      get: (kept, name: string) => {
        if (name === "measureText") return (text: string) => ({ width: text.length * 7 });
        if (name in counts) return () => (counts[name as keyof typeof counts] += 1);
        return kept[name] ?? nothing;
      },
      set: (kept, name: string, value: unknown) => {
        kept[name] = value;
        return true;
      },
    },
  );
  return { g: g as unknown as CanvasRenderingContext2D, counts };
}

const palette = { family: "sans-serif", rem: 16 } as unknown as Palette;
const seconds = 3600;
const frames = Array.from({ length: seconds * 100 }, (_, at) => (at % 4 ? 100 + (at % 90) : null));
const many = (count: number, length: number) =>
  Array.from({ length: count }, (_, at) => {
    const start = (at / count) * seconds;
    return { start, end: start + length };
  });
const model = modelOf(
  {
    seconds,
    waveform: {
      step: 0.01,
      low: new Float32Array(360_000).fill(-0.5),
      high: new Float32Array(360_000).fill(0.5),
    },
    pitch: { start: 0.005, step: 0.01, frames },
    intensity: { start: 0.005, step: 0.01, frames: frames.map((value) => value ?? 40) },
    words: many(9000, 0.2).map((span) => ({ text: "word", span, timing: "measured", doubtful: false })),
    pauses: many(1500, 0.6).map((span) => ({ span, place: "inside", before_word: null })),
    marks: many(600, 0.4).map((span) => ({ kind: "filler", span, text: "um" })),
  },
  "hertz",
);
const scene = {
  model,
  layout: layOut(LANES, 1, 16),
  labels: LABELS,
  locale: "en",
  unit: "hertz" as const,
  detail: null,
};

it.each([
  ["an hour", 0, 3600],
  ["ten minutes", 1000, 1600],
  ["ten seconds", 1800, 1810],
  ["half a second", 1800, 1800.5],
])("draws %s with at most a few strokes a pixel", (_, from, to) => {
  const { g, counts } = counting();
  paint(new Pen(g, palette, { from, to }, 1000), scene);
  const strokes = Object.values(counts).reduce((sum, count) => sum + count, 0);
  expect(strokes).toBeLessThan(20_000);
  expect(counts.lineTo).toBeGreaterThan(100);
});

it("writes words only where there is room for them", () => {
  const close = counting();
  paint(new Pen(close.g, palette, { from: 1800, to: 1806 }, 1000), scene);
  const far = counting();
  paint(new Pen(far.g, palette, { from: 1800, to: 1900 }, 1000), scene);
  expect(close.counts.fillText - far.counts.fillText).toBeGreaterThan(0);

  // Words of 28 px every 24 px: every second one has room.
  const crowded = counting();
  paint(new Pen(crowded.g, palette, { from: 1800, to: 1816.7 }, 1000), scene);
  const roomy = counting();
  paint(new Pen(roomy.g, palette, { from: 1800, to: 1808.35 }, 1000), scene);
  expect(crowded.counts.fillText).toBeLessThan(roomy.counts.fillText + 15);
});
