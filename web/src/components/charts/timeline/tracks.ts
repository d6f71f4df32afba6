/** Tracks as the server gives them, made ready for drawing. */
import type { components } from "@/lib/api/schema";

import { type Pyramid, pyramidOf, pyramidOfStretches, pyramidOfWave } from "./pyramid";

type Schemas = components["schemas"];

/** A part of a track: every frame, or what equal stretches of them come to. As `getMetrics` answers. */
export type Series = Pick<Schemas["SeriesBody"], "start" | "step" | "frames" | "stretches">;

/** Lowest and highest sample by equal steps. As in an analysis, but a part may begin later than the recording. */
export interface WavePart {
  /** Second at which the first step begins; 0 without it. */
  start?: number;
  step: number;
  low: ArrayLike<number>;
  high: ArrayLike<number>;
}

/** A track of `getProsody` in the form of a series. */
export const seriesOfPitch = (pitch: Pick<Schemas["Pitch"], "start" | "step" | "f0_hz">): Series => ({
  start: pitch.start,
  step: pitch.step,
  frames: pitch.f0_hz,
});

/** A track of `getProsody` in the form of a series. */
export const seriesOfIntensity = (intensity: Schemas["Intensity"]): Series => ({
  start: intensity.start,
  step: intensity.step,
  frames: intensity.db,
});

/** A series' time is the centre of its first frame; a pyramid's is where its first point begins. */
export function pyramidOfSeries(series: Series): Pyramid {
  return series.stretches
    ? pyramidOfStretches(series.start, series.step, series.stretches)
    : pyramidOf(series.start - series.step / 2, series.step, series.frames ?? []);
}

export const pyramidOfWavePart = (wave: WavePart): Pyramid =>
  pyramidOfWave(wave.start ?? 0, wave.step, wave.low, wave.high);

/**
 * Lowest and highest sample by equal steps of `step` seconds. For callers that hold the sound itself and have no finer
 * waveform from the server.
 */
export function waveOfSamples(samples: Float32Array, rate: number, step: number, start = 0): WavePart {
  const each = Math.max(1, Math.round(step * rate));
  const count = Math.ceil(samples.length / each);
  const [low, high] = [new Float32Array(count), new Float32Array(count)];
  for (let point = 0; point < count; point++) {
    let [bottom, top] = [Infinity, -Infinity];
    for (let at = point * each; at < Math.min((point + 1) * each, samples.length); at++) {
      const sample = samples[at] ?? 0;
      if (sample < bottom) bottom = sample;
      if (sample > top) top = sample;
    }
    low[point] = bottom;
    high[point] = top;
  }
  return { start, step: each / rate, low, high };
}
