import type { Schema } from "@/lib/api";

import type { ScorePoint } from "./change";

/** A take with the score cards that it has, newest first. */
export type ScoredTake = {
  id: string;
  title: string;
  created_at: string;
  cards: readonly Schema<"ScoreBody">[];
};

/** One rubric in one version: only its own scores are comparable. */
export type RubricChoice = { id: string; title: string; name: string; version: number; takes: number };

/** How one criterion, or the whole, went over the takes; the earliest first. */
export type Series = { key: string; title: string; points: ScorePoint[] };

const idOf = ({ name, version }: Schema<"RubricRef">) => `${name}@${version}`;

/** The rubrics that takes were scored by, that of the newest take first. */
export function rubricsOf(takes: readonly ScoredTake[]): RubricChoice[] {
  const rubrics = new Map<string, RubricChoice>();
  for (const take of newestFirst(takes)) {
    const seen = new Set<string>();
    for (const { card } of take.cards) {
      const id = idOf(card.rubric);
      if (seen.has(id)) continue;
      seen.add(id);
      const known = rubrics.get(id) ?? { id, title: card.title, ...card.rubric, takes: 0 };
      rubrics.set(id, { ...known, takes: known.takes + 1 });
    }
  }
  return [...rubrics.values()];
}

/** The key of the whole among the series: no criterion has it, since theirs have no space. */
export const OVERALL = "over all";

/** The whole and each criterion of one rubric, over the takes that were scored by it. What was not scored is left out. */
export function seriesOf(takes: readonly ScoredTake[], rubric: string): Series[] {
  const series = new Map<string, Series>([[OVERALL, { key: OVERALL, title: "", points: [] }]]);
  for (const take of newestFirst(takes).reverse()) {
    const card = take.cards.find((one) => idOf(one.card.rubric) === rubric)?.card;
    if (!card) continue;
    add(series, OVERALL, "", take, card.overall);
    for (const { key, title, outcome } of card.criteria) add(series, key, title, take, outcome);
  }
  return [...series.values()].filter(({ points }) => points.length > 0);
}

function add(
  series: Map<string, Series>,
  key: string,
  title: string,
  take: ScoredTake,
  outcome: Schema<"Outcome">,
): void {
  if (!("scored" in outcome)) return;
  const { value, interval } = outcome.scored;
  const one = series.get(key) ?? { key, title, points: [] };
  series.set(key, one);
  one.points.push({
    session: take.id,
    name: take.title,
    at: take.created_at,
    value,
    low: interval.low,
    high: interval.high,
  });
}

const newestFirst = (takes: readonly ScoredTake[]) =>
  [...takes].sort((a, b) => b.created_at.localeCompare(a.created_at));
