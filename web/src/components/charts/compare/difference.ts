/** What changed between two takes, and whether that is more than chance. */
import type { CriterionScore, Outcome, Score, ScoreCard } from "../types";

/** How a score went from one take to another, with the interval of the change. */
export interface Difference {
  points: number;
  low: number;
  high: number;
  direction: "up" | "down" | "no_change";
}

/**
 * The change from `before` to `after`. The takes are two recordings, so that their errors are independent: half widths add
 * up as the sides of a right angle. An interval that holds zero is no change: chance alone gives that too.
 */
export function differenceOf(before: Score, after: Score): Difference {
  const half = ({ interval }: Score) => (interval.high - interval.low) / 2;
  const points = after.value - before.value;
  const reach = Math.hypot(half(before), half(after));
  return {
    points,
    low: points - reach,
    high: points + reach,
    direction: points - reach > 0 ? "up" : points + reach < 0 ? "down" : "no_change",
  };
}

/** A score of two takes beside one another. What was not scored is `null`. */
export interface ComparedScore {
  /** The criterion's key; `null` for the whole. */
  key: string | null;
  title: string;
  before: Score | null;
  after: Score | null;
  difference: Difference | null;
}

/** Only scores by one version of one rubric can be compared. */
export const comparable = (one: Pick<ScoreCard, "rubric">, other: Pick<ScoreCard, "rubric">) =>
  one.rubric.name === other.rubric.name && one.rubric.version === other.rubric.version;

const scored = (outcome: Outcome | undefined) => (outcome && "scored" in outcome ? outcome.scored : null);

type Card = Pick<ScoreCard, "overall"> & { criteria: Pick<CriterionScore, "key" | "title" | "outcome">[] };

/** The whole first, then the criteria in the rubric's order. */
export function compareCards(before: Card, after: Card): ComparedScore[] {
  const pair = (key: string | null, title: string, one: Outcome | undefined, other: Outcome) => {
    const [earlier, later] = [scored(one), scored(other)];
    const difference = earlier && later && differenceOf(earlier, later);
    return { key, title, before: earlier, after: later, difference };
  };
  return [
    pair(null, "", before.overall, after.overall),
    ...after.criteria.map(({ key, title, outcome }) =>
      pair(key, title, before.criteria.find((one) => one.key === key)?.outcome, outcome),
    ),
  ];
}
