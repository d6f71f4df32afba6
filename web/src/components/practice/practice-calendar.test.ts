import { expect, test } from "vitest";

import { amountOf, weeksUpTo } from "./practice-calendar";

test("the last week ends today, and the others are whole", () => {
  // 2026-05-06 is a Wednesday.
  const weeks = weeksUpTo("2026-05-06", 3, 1);
  expect(weeks.map((week) => week.length)).toEqual([7, 7, 3]);
  expect(weeks[0]?.[0]).toBe("2026-04-20");
  expect(weeks[2]).toEqual(["2026-05-04", "2026-05-05", "2026-05-06"]);
});

test("weeks begin on Sunday where they do", () => {
  expect(weeksUpTo("2026-05-06", 1, 0)[0]?.[0]).toBe("2026-05-03");
  expect(weeksUpTo("2026-05-03", 1, 0)[0]).toEqual(["2026-05-03"]);
});

test("more practice fills more of a day", () => {
  const of = (takes: number, readings: number) => amountOf({ takes, readings });
  expect([of(0, 0), of(0, 1), of(1, 0), of(2, 1), of(4, 0)]).toEqual([0, 1, 2, 3, 4]);
});
