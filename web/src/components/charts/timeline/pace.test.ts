import { expect, it } from "vitest";

import { Pace, paceWindow } from "./pace";

const steady = Array.from({ length: 40 }, (_, at) => ({ span: { start: at * 0.5, end: at * 0.5 + 0.4 } }));

it("counts over what lies inside the recording", () => {
  const pace = new Pace(steady, 20);
  for (const time of [0, 10, 20]) expect(pace.at(time)).toBeCloseTo(120);
  expect(pace.between(0, 20)).toBeCloseTo(120);
});

it("is 0 without words, and outside", () => {
  expect(new Pace([], 0).at(0)).toBe(0);
  expect(new Pace(steady, 20).between(30, 40)).toBe(0);
});

it("widens its window as the drawing gets coarser", () => {
  expect(paceWindow(0.01)).toBe(10);
  expect(paceWindow(3.6)).toBe(30);
  expect(paceWindow(12)).toBe(120);
});
