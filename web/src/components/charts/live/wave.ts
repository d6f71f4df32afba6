/** Where the bars of a running wave stand: the newest at the right, each a few stretches of sound. */
import type { Bins } from "@/lib/capture/waveform";

export interface WaveBar {
  /** Left edge, px. */
  x: number;
  /** How far up and down it reaches, 0 to 1. */
  reach: number;
  /** It touches full scale: the sound is cut off there. */
  clipped: boolean;
}

/** Width of a bar and of the gap after it, px. */
export const BAR = 3;
export const GAP = 2;

/** The loudest sample that is still whole. */
const FULL = 0.99;
/** What speech at a good distance reaches fills most of the height; quiet sound is still seen. */
const drawn = (peak: number) => Math.min(1, Math.sqrt(Math.min(1, peak)));

/**
 * `total`: stretches there were in all. Bars keep the same stretches as they run along, so that they move and do not
 * flicker: a bar's stretches are counted from the beginning, not from the newest.
 */
export function barsOf({ min, max }: Bins, total: number, width: number, capacity: number): WaveBar[] {
  const places = Math.max(1, Math.floor(width / (BAR + GAP)));
  const each = Math.max(1, Math.ceil(capacity / places));
  const first = total - min.length;
  const last = Math.floor((total - 1) / each);
  const bars: WaveBar[] = [];
  for (let bar = last; bar > last - places && bar >= 0; bar--) {
    const from = Math.max(0, bar * each - first);
    const to = Math.min(min.length, (bar + 1) * each - first);
    if (to <= 0) break;
    let peak = 0;
    for (let at = from; at < to; at++) peak = Math.max(peak, -(min[at] ?? 0), max[at] ?? 0);
    bars.push({
      x: width - (last - bar + 1) * (BAR + GAP) + GAP,
      reach: drawn(peak),
      clipped: peak >= FULL,
    });
  }
  return bars;
}
