/** Words per minute around a moment, as the server's report counts it. */
import type { Word } from "../types";

/** Seconds over which pace is counted when nothing longer is needed. */
export const PACE_SECONDS = 10;

/** Windows to choose from: a window narrower than a few pixels would draw nothing but jitter. */
const WINDOWS = [PACE_SECONDS, 30, 60, 120];

/** The window for a drawing in which a pixel is `perPixel` seconds. */
export const paceWindow = (perPixel: number) => WINDOWS.find((seconds) => seconds >= perPixel * 8) ?? 120;

export class Pace {
  /** The middles of the words, ascending. */
  readonly #middles: Float64Array;
  readonly #seconds: number;

  constructor(words: readonly Pick<Word, "span">[], seconds: number) {
    this.#middles = Float64Array.from(words, ({ span }) => (span.start + span.end) / 2).sort();
    this.#seconds = seconds;
  }

  get empty() {
    return this.#middles.length === 0;
  }

  /** Index of the first word whose middle is `time` or later. */
  #from(time: number): number {
    let [low, high] = [0, this.#middles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#middles[middle] ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Words whose middle lies in the stretch, by the minute, over the part of it that lies inside the recording. */
  between(from: number, to: number): number {
    const inside = Math.min(to, this.#seconds) - Math.max(from, 0);
    return inside > 0 ? ((this.#from(to) - this.#from(from)) * 60) / inside : 0;
  }

  /** The same over `window` seconds around `time`. */
  at(time: number, window = PACE_SECONDS): number {
    return this.between(time - window / 2, time + window / 2);
  }
}
