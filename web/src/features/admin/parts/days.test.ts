import { expect, test } from "vitest";

import { daysOf } from "./days";

test.each([
  ["", null],
  [" 90 ", 90],
  ["36500", 36_500],
  ["0", "wrong"],
  ["36501", "wrong"],
  ["1.5", "wrong"],
  ["ten", "wrong"],
])("%j is %j", (typed, days) => {
  expect(daysOf(typed)).toBe(days);
});
