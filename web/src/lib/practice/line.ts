import type { Schema } from "@/lib/api";

/** 90 % point of the normal distribution: the middle 80 % lies within it on both sides. */
export const NORMAL = 1.2816;

/** A straight line by least squares through values in their order, evenly spaced. */
export type Line = {
  /** Points from one value to the next. */
  slope: number;
  /** Squared distances of the places from their middle, together. */
  spread: number;
  /** Squared distances of the values from the line, together. */
  misfit: number;
};

export function lineThrough(values: readonly number[]): Line {
  const middle = (values.length - 1) / 2;
  const mean = sum(values) / values.length;
  const spread = sum(values.map((_, index) => (index - middle) ** 2));
  const slope = sum(values.map((value, index) => (index - middle) * (value - mean))) / spread;
  const misfit = sum(values.map((value, index) => (value - mean - slope * (index - middle)) ** 2));
  return { slope, spread, misfit };
}

/** Before anything is known, readings of a sound are taken to lie this far apart, points, as on the server … */
const SPREAD = 20;
/** … with the weight of so many. */
const WEIGHT = 2;

/**
 * Variance of readings of a sound, points squared, from their squared distances together and the degrees of freedom in them:
 * few readings borrow their spread from `SPREAD`, as in `docs/pronunciation.md`.
 */
export function varianceOf(misfit: number, freedom: number): number {
  return (misfit + WEIGHT * SPREAD ** 2) / (freedom + WEIGHT);
}

/** A change in points, with the interval that it lies in. */
export type Reach = { points: number; low: number; high: number; direction: Schema<"Direction"> };

/** The change with `reach` points on both sides. An interval that holds zero is no change. */
export function within(points: number, reach: number): Reach {
  const [low, high] = [points - reach, points + reach];
  return { points, low, high, direction: low > 0 ? "up" : high < 0 ? "down" : "no_change" };
}

export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
