import { expect, it } from "vitest";

import { clusters } from "./clusters";

const marks = [0, 1, 1.5, 10, 20, 20.1, 20.2].map((start) => ({ span: { start, end: start + 0.3 } }));

it("puts together what would overlap, and keeps the rest apart", () => {
  const found = clusters(marks, { from: 0, to: 30 }, 1);
  expect(found.map(({ count }) => count)).toEqual([1, 2, 1, 3]);
  expect(found[3]?.span).toEqual({ start: 20, end: 20.5 });
});

it("looks at what is visible only", () => {
  expect(clusters(marks, { from: 9, to: 12 }, 0.5)).toHaveLength(1);
  expect(clusters(marks, { from: 12, to: 14 }, 0.5)).toEqual([]);
});
