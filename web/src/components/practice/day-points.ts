import type { Schema } from "@/lib/api";
import { noonOf } from "@/lib/practice/days";

import type { ChartPoint } from "./points-chart";

/** How many days of reading aloud a chart shows at most: the latest. */
const MOST = 60;

/** The mean accuracy of days with readings, for a chart. */
export function dayPoints(days: readonly Schema<"DayBody">[], date: (day: Date) => string): ChartPoint[] {
  return days
    .slice(-MOST)
    .flatMap(({ day, mean_accuracy: value }) =>
      typeof value === "number" ? [{ key: day, label: date(noonOf(day)), value }] : [],
    );
}
