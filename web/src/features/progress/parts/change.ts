import { lineThrough, NORMAL, sum, within, type Reach } from "@/lib/practice/line";

/** One score of one take. */
export type ScorePoint = {
  session: string;
  name: string;
  at: string;
  value: number;
  low: number;
  high: number;
};

/** How scores changed over some takes, with the interval that the change lies in. */
export type Change = Reach & { takes: number };

/** As `NORMAL`, of Student's t with 1, 2, … degrees of freedom; further on it is the normal one's, a little wider. */
const STUDENT = [3.0777, 1.8856, 1.6377, 1.5332, 1.4759, 1.4398, 1.4149, 1.3968, 1.383, 1.3722] as const;
const FURTHER = 1.3722;

/**
 * The change over takes in the order of time: a straight line by least squares through their scores, take by take (days
 * between them do not matter). Its interval is the wider of two: what the scores' own intervals allow, and how far the
 * scores lie off the line. An interval that holds zero is no change: that is what chance alone would give too.
 *
 * `null` with under two takes. Intervals are the 80 % ones of `docs/scoring.md`.
 */
export function changeOf(points: readonly ScorePoint[]): Change | null {
  const takes = points.length;
  if (takes < 2) return null;
  const middle = (takes - 1) / 2;
  const { slope, spread, misfit } = lineThrough(points.map(({ value }) => value));
  const deviations = points.map(({ low, high }) => (high - low) / 2 / NORMAL);
  const measured =
    NORMAL * Math.sqrt(sum(deviations.map((deviation, index) => ((index - middle) * deviation) ** 2)));
  const freedom = takes - 2;
  const scattered =
    freedom > 0 ? (STUDENT[freedom - 1] ?? FURTHER) * Math.sqrt((misfit / freedom) * spread) : 0;

  const span = takes - 1;
  return { ...within(slope * span, (Math.max(measured, scattered) / spread) * span), takes };
}
