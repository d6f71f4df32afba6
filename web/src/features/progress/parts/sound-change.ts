import type { Schema } from "@/lib/api";
import { lineThrough, NORMAL, varianceOf, within, type Reach } from "@/lib/practice/line";

/** How a sound changed over days of practice, with the interval that the change lies in. */
export type SoundChange = Reach & { days: number };

/** Days with practice that are compared at most, the latest: older ones say little of where somebody is going. */
export const MOST_DAYS = 30;
/** With fewer, nothing shows how far days lie apart by chance. */
const LEAST_DAYS = 3;

/**
 * The change of one sound: a straight line by least squares through its days, day by day. Days count alike, however often
 * the sound was said: readings of one day share mood, room and sentences. How far the days lie off the line says how sure
 * that is, by `varianceOf`. An interval that holds zero is no change.
 *
 * `null` with under three days.
 */
export function soundChange(all: readonly Schema<"SoundDayBody">[]): SoundChange | null {
  const scores = all.slice(-MOST_DAYS).map(({ score }) => score);
  const days = scores.length;
  if (days < LEAST_DAYS) return null;
  const { slope, spread, misfit } = lineThrough(scores);
  const span = days - 1;
  return { ...within(slope * span, NORMAL * Math.sqrt(varianceOf(misfit, days - 2) / spread) * span), days };
}
