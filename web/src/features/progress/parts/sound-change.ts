import type { Schema } from "@/lib/api";

/** How a sound changed over days of practice, with the interval that the change lies in. */
export type SoundChange = {
  /** Points from the first day to the last, along a straight line. */
  points: number;
  low: number;
  high: number;
  direction: Schema<"Direction">;
  days: number;
};

/** Days with practice that are compared at most, the latest: older ones say little of where somebody is going. */
export const MOST_DAYS = 30;
/** With fewer, nothing shows how far days lie apart by chance. */
const LEAST_DAYS = 3;
/** Before anything is known, days are taken to lie this far apart, as the server takes readings of a sound … */
const SPREAD = 20;
/** … with the weight of so many days. */
const WEIGHT = 2;
/** Standard errors on either side that make an 80 % interval. */
const ERRORS = 1.2816;

/**
 * The change of one sound: a straight line by least squares through its days, day by day. Days count alike, however often
 * the sound was said: readings of one day share mood, room and sentences. How far the days lie off the line says how sure
 * that is; few days borrow their spread from `SPREAD`, as in `docs/pronunciation.md`. An interval that holds zero is no
 * change.
 *
 * `null` with under three days.
 */
export function soundChange(all: readonly Schema<"SoundDayBody">[]): SoundChange | null {
  const scores = all.slice(-MOST_DAYS).map(({ score }) => score);
  const days = scores.length;
  if (days < LEAST_DAYS) return null;
  const middle = (days - 1) / 2;
  const mean = sum(scores) / days;
  const length = sum(scores.map((_, index) => (index - middle) ** 2));
  const slope = sum(scores.map((score, index) => (index - middle) * (score - mean))) / length;
  const misfit = sum(scores.map((score, index) => (score - mean - slope * (index - middle)) ** 2));
  const variance = (misfit + WEIGHT * SPREAD ** 2) / (days - 2 + WEIGHT);
  const span = days - 1;
  const points = slope * span;
  const reach = ERRORS * Math.sqrt(variance / length) * span;
  return {
    points,
    low: points - reach,
    high: points + reach,
    direction: points - reach > 0 ? "up" : points + reach < 0 ? "down" : "no_change",
    days,
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
