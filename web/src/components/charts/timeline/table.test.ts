import { expect, it } from "vitest";

import { rowStep, tabulate } from "./table";
import { MODEL } from "./testing";

it("says in rows what the drawing shows", () => {
  const rows = tabulate(MODEL, MODEL.tracks, { from: 0, to: 6 }, 2);
  expect(rows.map(({ from, to }) => [from, to])).toEqual([
    [0, 2],
    [2, 4],
    [4, 6],
  ]);
  expect(rows.map(({ pitch }) => pitch)).toEqual([200, 200, null]);
  expect(rows.map(({ silence }) => silence)).toEqual([0, expect.closeTo(0.4), expect.closeTo(1)]);
  expect(rows.map(({ marks }) => marks.map(({ kind }) => kind))).toEqual([["filler"], ["pause"], []]);
  expect(rows[0]?.pace).toBeCloseTo(60);
});

it("has some thirty rows, whatever is visible", () => {
  for (const to of [2, 60, 600, 3600]) {
    const view = { from: 0, to };
    expect(to / rowStep(view)).toBeGreaterThan(9);
    expect(to / rowStep(view)).toBeLessThanOrEqual(30);
  }
});
