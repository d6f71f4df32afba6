import { expect, it } from "vitest";

import type { Outcome, Score } from "../types";
import { comparable, compareCards, differenceOf } from "./difference";

const score = (value: number, half: number): Score => ({
  value,
  interval: { low: value - half, high: value + half, level: 0.8 },
  band: { name: "Solid", descriptor: "" },
});
const criterion = (key: string, outcome: Outcome) => ({ key, title: key, outcome });

it("calls a change one only when chance does not explain it", () => {
  expect(differenceOf(score(60, 3), score(66, 4))).toEqual({
    points: 6,
    low: 1,
    high: 11,
    direction: "up",
  });
  expect(differenceOf(score(60, 6), score(66, 8)).direction).toBe("no_change");
  expect(differenceOf(score(60, 3), score(50, 4)).direction).toBe("down");
});

it("puts scores beside one another, also where one take has none", () => {
  const before = {
    overall: { scored: score(50, 3) },
    criteria: [criterion("pausing", { scored: score(40, 3) })],
  };
  const after = {
    overall: { scored: score(60, 4) },
    criteria: [
      criterion("pace", { scored: score(70, 5) }),
      criterion("pausing", { not_scored: "Too little was said." }),
    ],
  };
  const [whole, pace, pausing] = compareCards(before, after);
  expect(whole?.difference?.direction).toBe("up");
  expect(pace?.before).toBeNull();
  expect(pace?.difference).toBeNull();
  expect(pausing?.before?.value).toBe(40);
  expect(pausing?.after).toBeNull();
});

it("compares only what one version of one rubric gave", () => {
  const card = (name: string, version: number) => ({ rubric: { name, version } });
  expect(comparable(card("talk", 1), card("talk", 1))).toBe(true);
  expect(comparable(card("talk", 1), card("talk", 2))).toBe(false);
  expect(comparable(card("talk", 1), card("exam", 1))).toBe(false);
});
