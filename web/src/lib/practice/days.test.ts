import { expect, test } from "vitest";

import { byDay, dayAfter, dayOf, noonOf, practiceDays, streakOf } from "./days";

const at = (moment: string) => ({ created_at: new Date(moment).toISOString() });

test("a list is cut where the day changes where its reader is", () => {
  const items = [at("2026-05-02T00:10:00"), at("2026-05-01T23:50:00"), at("2026-05-01T00:01:00")];
  expect(byDay(items).map(({ day, items: all }) => [day, all.length])).toEqual([
    ["2026-05-02", 1],
    ["2026-05-01", 2],
  ]);
});

test("nothing has no days", () => {
  expect(byDay([])).toEqual([]);
});

test("a day is the same day again", () => {
  expect(dayOf(noonOf("2026-03-29").toISOString())).toBe("2026-03-29");
});

const done = (day: string) => ({ day, takes: 0, readings: 1 });

test("takes and readings of a day are counted together", () => {
  const days = practiceDays(
    [at("2026-05-01T09:00:00"), at("2026-05-01T10:00:00"), at("2026-04-30T10:00:00")],
    [{ day: "2026-05-01", attempts: 3 }],
  );
  expect(days).toEqual([
    { day: "2026-04-30", takes: 1, readings: 0 },
    { day: "2026-05-01", takes: 2, readings: 3 },
  ]);
});

test("a streak lasts until a whole day passes without practice", () => {
  const days = [done("2026-02-27"), done("2026-02-28"), done("2026-03-01")];
  expect(streakOf(days, "2026-03-01")).toBe(3);
  expect(streakOf(days, "2026-03-02")).toBe(3);
  expect(streakOf(days, "2026-03-03")).toBe(0);
});

test("the day after the last of a month is the first of the next, also when clocks change", () => {
  expect(dayAfter("2026-02-28", 1)).toBe("2026-03-01");
  expect(dayAfter("2026-03-30", -1)).toBe("2026-03-29");
});
