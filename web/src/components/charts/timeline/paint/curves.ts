/** Waveform, pitch, intensity and pace. Each looks at the visible points only. */
import type { Box } from "../layout";
import { type Pace, paceWindow } from "../pace";
import { type Level, type Pyramid, levelFor, pointsIn } from "../pyramid";
import type { Axis } from "../scales";
import type { Role } from "../../theme";
import type { Pen } from "./pen";

const at = (values: Float32Array, point: number) => values[point] ?? Number.NaN;
const middle = (pyramid: Pyramid, level: Level, point: number) => pyramid.start + (point + 0.5) * level.step;

/** An outline above and below the middle of the lane. */
export function paintWave(pen: Pen, plot: Box, wave: Pyramid, peak: number, loudness?: Pyramid): void {
  const { g } = pen;
  const centre = plot.top + plot.height / 2;
  const scale = plot.height / 2 / peak;
  const level = levelFor(wave, pen.perPixel);
  pen.rule(centre);
  g.fillStyle = pen.colour("wave");
  const finer = loudness && level.step > pen.perPixel * 4 && loudness.levels[0].step < level.step / 2;
  if (finer) {
    fillEnvelope(pen, centre, scale, loudness, peak);
    return;
  }
  const [first, end] = pointsIn(wave, level, pen.view.from, pen.view.to);
  if (end <= first) return;
  g.beginPath();
  for (let point = first; point < end; point++) {
    g.lineTo(pen.x(middle(wave, level, point)), centre - Math.max(at(level.high, point) * scale, 0.5));
  }
  for (let point = end - 1; point >= first; point--) {
    g.lineTo(pen.x(middle(wave, level, point)), centre - Math.min(at(level.low, point) * scale, -0.5));
  }
  g.fill();
}

/** Peak of speech over its root mean square, about. */
const CREST = 2.2;

/**
 * The outline that the loudness stands for, where the waveform has no points as fine as the screen: dB over 2·10⁻⁵ back to
 * samples.
 */
function fillEnvelope(pen: Pen, centre: number, scale: number, loudness: Pyramid, peak: number): void {
  const { g } = pen;
  const level = levelFor(loudness, pen.perPixel);
  const [first, end] = pointsIn(loudness, level, pen.view.from, pen.view.to);
  if (end <= first) return;
  const reach = (point: number) => {
    const db = at(level.high, point);
    const sample = Number.isFinite(db) ? Math.min(peak, 2e-5 * 10 ** (db / 20) * CREST) : 0;
    return Math.max(sample * scale, 0.5);
  };
  g.beginPath();
  for (let point = first; point < end; point++)
    g.lineTo(pen.x(middle(loudness, level, point)), centre - reach(point));
  for (let point = end - 1; point >= first; point--) {
    g.lineTo(pen.x(middle(loudness, level, point)), centre + reach(point));
  }
  g.fill();
}

/** A jump of more than this, in octaves, is no movement of the voice: the line breaks. */
const JUMP = 0.4;

/** Measured curves: a line through the means, and behind it, where points stand for many frames, the band they span. */
export function paintTrack(
  pen: Pen,
  plot: Box,
  track: Pyramid,
  axis: Axis,
  role: Role,
  jumps: boolean,
): void {
  const level = levelFor(track, pen.perPixel);
  const [first, end] = pointsIn(track, level, pen.view.from, pen.view.to);
  const y = (value: number) => plot.top + plot.height * (1 - axis.place(value));
  if (level !== track.levels[0] || at(level.weight, first) > 1)
    fillBand(pen, track, level, first, end, y, role);
  const { g } = pen;
  g.lineJoin = g.lineCap = "round";
  for (const [colour, weight] of [
    ["sheet", 4],
    [role, 1.75],
  ] as const) {
    g.strokeStyle = pen.colour(colour);
    g.lineWidth = weight;
    g.beginPath();
    let before = Number.NaN;
    for (let point = first; point < end; point++) {
      const value = at(level.mean, point);
      if (!Number.isNaN(value)) {
        const [px, py] = [pen.x(middle(track, level, point)), y(value)];
        const joined = !Number.isNaN(before) && (!jumps || Math.abs(Math.log2(value / before)) < JUMP);
        if (!joined) g.moveTo(px, py);
        g.lineTo(px, py);
      }
      before = value;
    }
    g.stroke();
  }
}

function fillBand(
  pen: Pen,
  track: Pyramid,
  level: Level,
  first: number,
  end: number,
  y: (value: number) => number,
  role: Role,
): void {
  const { g } = pen;
  g.fillStyle = pen.colour(role);
  g.globalAlpha = 0.22;
  g.beginPath();
  const width = Math.max(1, level.step / pen.perPixel);
  for (let point = first; point < end; point++) {
    const [low, high] = [at(level.low, point), at(level.high, point)];
    if (Number.isNaN(low)) continue;
    const top = y(high);
    g.rect(pen.x(track.start + point * level.step), top, width, Math.max(1, y(low) - top));
  }
  g.fill();
  g.globalAlpha = 1;
}

/** Pixels between points of the pace curve. */
const PACE_STEP = 3;

export function paintPace(pen: Pen, plot: Box, pace: Pace, axis: Axis, seconds: number): void {
  const { g } = pen;
  const window = paceWindow(pen.perPixel);
  const bottom = plot.top + plot.height;
  const step = PACE_STEP * pen.perPixel;
  // Points stand at multiples of the step, so that the curve keeps its shape while it is moved.
  const first = Math.max(0, Math.floor(pen.view.from / step));
  const last = Math.min(Math.ceil(Math.min(pen.view.to, seconds) / step), first + pen.width / PACE_STEP + 3);
  const points: [number, number][] = [];
  for (let point = first; point <= last; point++) {
    const time = Math.min(point * step, seconds);
    points.push([pen.x(time), bottom - plot.height * axis.place(pace.at(time, window))]);
  }
  if (points.length === 0) return;
  g.beginPath();
  g.moveTo(points[0]?.[0] ?? 0, bottom);
  for (const [x, y] of points) g.lineTo(x, y);
  g.lineTo(points.at(-1)?.[0] ?? 0, bottom);
  g.fillStyle = pen.colour("pace");
  g.globalAlpha = 0.18;
  g.fill();
  g.globalAlpha = 1;
  g.beginPath();
  for (const [x, y] of points) g.lineTo(x, y);
  g.strokeStyle = pen.colour("pace");
  g.lineWidth = 1.75;
  g.stroke();
}
