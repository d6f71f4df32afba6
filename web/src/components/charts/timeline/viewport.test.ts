import { describe, expect, it } from "vitest";

import {
  MIN_SPAN,
  around,
  clampView,
  follow,
  panBy,
  reveal,
  spanOf,
  timeAt,
  whole,
  xAt,
  zoomAt,
} from "./viewport";

const HOUR = 3600;

describe("zooming", () => {
  it("keeps the anchor where it is on the screen", () => {
    const before = { from: 100, to: 200 };
    const after = zoomAt(before, 4, 130, HOUR);
    expect(spanOf(after)).toBeCloseTo(25);
    expect(xAt(after, 1000, 130)).toBeCloseTo(xAt(before, 1000, 130));
  });

  it("ends at the whole recording and at half a second", () => {
    expect(zoomAt({ from: 100, to: 200 }, 1e-6, 130, HOUR)).toEqual(whole(HOUR));
    expect(spanOf(zoomAt({ from: 100, to: 101 }, 1e6, 100.5, HOUR))).toBeCloseTo(MIN_SPAN);
  });

  it("out at the start does not show time before it", () => {
    expect(zoomAt({ from: 0, to: 10 }, 0.5, 9, HOUR)).toEqual({ from: 0, to: 20 });
  });
});

describe("panning", () => {
  it("stops at both ends", () => {
    expect(panBy({ from: 5, to: 15 }, -100, HOUR)).toEqual({ from: 0, to: 10 });
    expect(panBy({ from: 3585, to: 3595 }, 100, HOUR)).toEqual({ from: 3590, to: 3600 });
  });

  it("reveals a time with as little movement as possible", () => {
    const view = { from: 10, to: 20 };
    expect(reveal(view, 15, HOUR)).toBe(view);
    expect(reveal(view, 22, HOUR)).toEqual({ from: 12, to: 22 });
    expect(reveal(view, 8, HOUR, 0.1)).toEqual({ from: 7, to: 17 });
  });

  it("follows playback page by page, and stays on the last page", () => {
    const view = { from: 10, to: 20 };
    expect(follow(view, 19, HOUR)).toBe(view);
    expect(follow(view, 19.5, HOUR).from).toBeCloseTo(18.7);
    const last = { from: 3590, to: 3600 };
    expect(follow(last, 3599.9, HOUR)).toEqual(last);
  });
});

it("survives what is no recording", () => {
  expect(clampView({ from: Number.NaN, to: 3 }, 10)).toEqual(whole(10));
  expect(whole(0)).toEqual({ from: 0, to: MIN_SPAN });
  expect(around(4, 5, 3)).toEqual({ from: 1, to: 3 });
});

it("places and times are inverse", () => {
  const view = { from: 12, to: 37 };
  expect(timeAt(view, 640, xAt(view, 640, 20))).toBeCloseTo(20);
});
