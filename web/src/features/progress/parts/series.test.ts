import { expect, test } from "vitest";

import type { Schema } from "@/lib/api";

import { OVERALL, rubricsOf, seriesOf, type ScoredTake } from "./series";

const scored = (value: number): Schema<"Outcome"> => ({
  scored: {
    value,
    interval: { low: value - 5, high: value + 5, level: 0.8 },
    band: { name: "Solid", descriptor: "Fine." },
  },
});

const card = (version: number, overall: Schema<"Outcome">, pace: Schema<"Outcome">): Schema<"ScoreBody"> => ({
  id: "s",
  created_at: "2026-05-01T10:00:00Z",
  card: {
    rubric: { name: "public-speaking", version },
    title: "Public speaking",
    models: [],
    overall,
    criteria: [{ key: "pace", title: "Pace", weight: 1, outcome: pace, evidence: [] }],
  },
});

const take = (day: number, ...cards: Schema<"ScoreBody">[]): ScoredTake => ({
  id: `take-${day}`,
  title: "A take",
  created_at: `2026-05-0${day}T10:00:00Z`,
  cards,
});

const TAKES = [
  take(3, card(2, scored(70), scored(60))),
  take(1, card(1, scored(50), scored(40))),
  take(2, card(2, scored(65), { not_scored: "Too short." }), card(1, scored(55), scored(45))),
];

test("the rubric of the newest take comes first, with how many takes it scored", () => {
  expect(rubricsOf(TAKES).map(({ id, takes }) => [id, takes])).toEqual([
    ["public-speaking@2", 2],
    ["public-speaking@1", 2],
  ]);
});

test("a series holds one version's scores alone, in the order of time", () => {
  const overall = seriesOf(TAKES, "public-speaking@2").find(({ key }) => key === OVERALL);
  expect(overall?.points.map(({ session, value }) => [session, value])).toEqual([
    ["take-2", 65],
    ["take-3", 70],
  ]);
});

test("what was not scored is left out, not taken for zero", () => {
  const pace = seriesOf(TAKES, "public-speaking@2").find(({ key }) => key === "pace");
  expect(pace?.points.map(({ value }) => value)).toEqual([60]);
});
