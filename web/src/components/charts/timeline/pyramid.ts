/**
 * A track in several resolutions, so that drawing an hour costs as much as drawing a second: each level has half as many
 * points as the one below it, with the lowest, the highest and the mean value of the points it stands for.
 */

export interface Level {
  /** Seconds that a point covers. */
  step: number;
  /** `NaN` where there is no value, as in `high` and `mean`. */
  low: Float32Array;
  high: Float32Array;
  mean: Float32Array;
  /** How many measured frames are behind each point. */
  weight: Float32Array;
}

export interface Pyramid {
  /** Second at which the first point of every level begins. */
  start: number;
  /** Second at which the last one ends. */
  end: number;
  /** The finest first. There is always one. */
  levels: [Level, ...Level[]];
}

const empty = (count: number, step: number): Level => ({
  step,
  low: new Float32Array(count).fill(Number.NaN),
  high: new Float32Array(count).fill(Number.NaN),
  mean: new Float32Array(count).fill(Number.NaN),
  weight: new Float32Array(count),
});

/** Half as many points. */
function coarser(fine: Level): Level {
  const level = empty(Math.ceil(fine.low.length / 2), fine.step * 2);
  for (let point = 0; point < level.low.length; point++) {
    let [low, high, sum, weight] = [Infinity, -Infinity, 0, 0];
    for (let at = point * 2; at < Math.min(point * 2 + 2, fine.low.length); at++) {
      const share = fine.weight[at] ?? 0;
      if (share <= 0) continue;
      low = Math.min(low, fine.low[at] ?? Infinity);
      high = Math.max(high, fine.high[at] ?? -Infinity);
      sum += (fine.mean[at] ?? 0) * share;
      weight += share;
    }
    if (weight > 0) {
      level.low[point] = low;
      level.high[point] = high;
      level.mean[point] = sum / weight;
      level.weight[point] = weight;
    }
  }
  return level;
}

function stack(start: number, finest: Level): Pyramid {
  const levels: [Level, ...Level[]] = [finest];
  for (let level = finest; level.low.length > 64;) {
    level = coarser(level);
    levels.push(level);
  }
  return { start, end: start + finest.low.length * finest.step, levels };
}

/** Values by equal steps; `start` is where the first step begins. What is no number counts as no value. */
export function pyramidOf(start: number, step: number, values: ArrayLike<number | null>): Pyramid {
  const level = empty(values.length, step);
  for (let point = 0; point < values.length; point++) {
    const value = values[point];
    if (typeof value !== "number" || !Number.isFinite(value)) continue;
    level.low[point] = level.high[point] = level.mean[point] = value;
    level.weight[point] = 1;
  }
  return stack(start, level);
}

/** A stretch of a track as the server sums it up. */
export interface Stretch {
  low: number;
  mean: number;
  high: number;
  measured: number;
}

export function pyramidOfStretches(
  start: number,
  step: number,
  stretches: readonly (Stretch | null)[],
): Pyramid {
  const level = empty(stretches.length, step);
  stretches.forEach((stretch, point) => {
    if (!stretch || stretch.measured <= 0) return;
    level.low[point] = stretch.low;
    level.high[point] = stretch.high;
    level.mean[point] = stretch.mean;
    level.weight[point] = stretch.measured;
  });
  return stack(start, level);
}

/** Lowest and highest sample by equal steps, each −1 to 1. */
export function pyramidOfWave(
  start: number,
  step: number,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
): Pyramid {
  const level = empty(Math.min(low.length, high.length), step);
  const clean = (value = 0) => (Number.isFinite(value) ? Math.min(1, Math.max(-1, value)) : 0);
  for (let point = 0; point < level.low.length; point++) {
    const [bottom, top] = [clean(low[point]), clean(high[point])];
    level.low[point] = Math.min(bottom, top);
    level.high[point] = Math.max(bottom, top);
    level.mean[point] = (bottom + top) / 2;
    level.weight[point] = 1;
  }
  return stack(start, level);
}

/** The coarsest level whose points are no wider than `step` seconds; the finest where none is that fine. */
export function levelFor(pyramid: Pyramid, step: number): Level {
  let chosen: Level = pyramid.levels[0];
  for (const level of pyramid.levels) if (level.step <= step * 1.0001) chosen = level;
  return chosen;
}

/** Indices of the points of `level` that touch `from` to `to`, with one more on each side: `[first, end)`. */
export function pointsIn(pyramid: Pyramid, level: Level, from: number, to: number): [number, number] {
  const first = Math.floor((from - pyramid.start) / level.step) - 1;
  const end = Math.ceil((to - pyramid.start) / level.step) + 1;
  const count = level.low.length;
  return [Math.min(Math.max(first, 0), count), Math.min(Math.max(end, 0), count)];
}

/** What the track comes to between two times; `null` where nothing was measured. */
export function summary(pyramid: Pyramid, from: number, to: number): Stretch | null {
  const level = levelFor(pyramid, Math.max((to - from) / 16, pyramid.levels[0].step));
  let [low, high, sum, weight] = [Infinity, -Infinity, 0, 0];
  const first = Math.max(0, Math.floor((from - pyramid.start) / level.step + 1e-9));
  const end = Math.max(first + 1, Math.ceil((to - pyramid.start) / level.step - 1e-9));
  for (let point = first; point < Math.min(end, level.low.length); point++) {
    const share = level.weight[point] ?? 0;
    if (share <= 0) continue;
    low = Math.min(low, level.low[point] ?? Infinity);
    high = Math.max(high, level.high[point] ?? -Infinity);
    sum += (level.mean[point] ?? 0) * share;
    weight += share;
  }
  return weight > 0 ? { low, high, mean: sum / weight, measured: weight } : null;
}
