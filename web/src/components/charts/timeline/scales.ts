/** Axes: where their lines are, and what stands at them. */
import { type View, spanOf } from "./viewport";

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18_000];

/** Seconds between marks on the time axis, so that they are at least `gap` px apart. */
export function timeStep(view: View, width: number, gap: number): number {
  const least = (gap / Math.max(width, 1)) * spanOf(view);
  return STEPS.find((step) => step >= least) ?? 36_000;
}

/** Multiples of `step` inside the view. Counted in whole steps, so that they do not drift. */
export function timeTicks(view: View, step: number): number[] {
  const first = Math.ceil(view.from / step - 1e-9);
  const last = Math.floor(view.to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * step);
}

/** An axis from a value to a place between 0 (bottom) and 1 (top); values outside stay at the edge. */
export interface Axis {
  low: number;
  high: number;
  place: (value: number) => number;
  /** Values at which a line is drawn. */
  ticks: number[];
}

const within = (share: number) => Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));

/** Round values that cut `low` to `high` into about `count` parts. */
export function niceTicks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / Math.max(1, count);
  if (!(rough > 0) || !Number.isFinite(rough)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((nice) => nice * power >= rough * 0.999) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * step);
}

export function linearAxis(low: number, high: number, count = 3): Axis {
  const top = high > low ? high : low + 1;
  return {
    low,
    high: top,
    place: (value) => within((value - low) / (top - low)),
    ticks: niceTicks(low, top, count),
  };
}

export const semitones = (hz: number, reference: number) => 12 * Math.log2(hz / reference);

/** F0 in Hz is read on a logarithmic axis, as ears do; its lines are round hertz, or round semitones from the median. */
export type PitchUnit = "hertz" | "semitones";

const HERTZ = [50, 75, 100, 150, 200, 300, 400, 600, 800];

export function pitchAxis(low: number, high: number, unit: PitchUnit, median: number): Axis {
  const bottom = Math.max(1, low);
  const top = Math.max(high, bottom * 1.06);
  const reach = Math.log(top / bottom);
  const place = (hz: number) => within(Math.log(hz / bottom) / reach);
  if (unit === "hertz") {
    const inside = (step: readonly number[]) => step.filter((hz) => hz >= bottom && hz <= top);
    const ticks = inside(HERTZ);
    return { low: bottom, high: top, place, ticks: ticks.length >= 2 ? ticks : niceTicks(bottom, top, 3) };
  }
  const step = semitones(top, bottom) > 15 ? 6 : 3;
  const first = Math.ceil(semitones(bottom, median) / step);
  const last = Math.floor(semitones(top, median) / step);
  const ticks = Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, at) => median * 2 ** (((first + at) * step) / 12),
  );
  return { low: bottom, high: top, place, ticks };
}

/** What a voice's range comes to when the server did not say: its middle 90 %, and its median. */
export function voiceRange(frames: ArrayLike<number>): { low: number; median: number; high: number } | null {
  const voiced = Float32Array.from(frames)
    .filter((hz) => hz > 0)
    .sort();
  const at = (share: number) => voiced[Math.round(share * (voiced.length - 1))] ?? 0;
  return voiced.length > 0 ? { low: at(0.05), median: at(0.5), high: at(0.95) } : null;
}

/** Room above and below a voice's range, as in the report: three semitones. */
export const ROOM = 2 ** (3 / 12);
