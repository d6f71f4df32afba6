/**
 * Finer data for the visible stretch. Remembers the last few stretches that were loaded, asks for a new one only when the
 * screen shows more than the data has, and for somewhat more than is visible, so that a little panning needs nothing.
 */
import type { Pyramid } from "./pyramid";
import { type Series, type WavePart, pyramidOfSeries, pyramidOfWavePart } from "./tracks";
import { type View, spanOf } from "./viewport";

/** What a caller can load finely. A track that is absent stays as it is. */
export interface TimelineDetail {
  waveform?: WavePart;
  pitch?: Series;
  intensity?: Series;
}

/**
 * Loads the tracks from second `from` to second `to`, with `resolution` points of each at most. Fails or answers `null` where
 * there is nothing finer.
 */
export type LoadDetail = (
  from: number,
  to: number,
  resolution: number,
  signal: AbortSignal,
) => Promise<TimelineDetail | null>;

export type TrackName = keyof TimelineDetail;
export type Tracks = Partial<Record<TrackName, Pyramid>>;

interface Window extends View {
  tracks: Tracks;
}

/** Windows kept; the one used longest ago goes first. */
const KEPT = 8;
/** Points asked for; the server gives 10 000 at most. */
const POINTS = 6000;

/** The stretch to ask for: three times the visible one, on a grid, so that neighbouring views ask for the same. */
export function wanted(view: View, seconds: number): View {
  const grid = 2 ** Math.ceil(Math.log2(spanOf(view)));
  const from = Math.max(0, Math.floor(view.from / grid) * grid - grid / 2);
  return { from, to: Math.min(seconds, from + grid * 3) };
}

const covers = (window: View, view: View, seconds: number) =>
  window.from <= view.from + 1e-6 && window.to >= Math.min(view.to, seconds) - 1e-6;

export class DetailCache {
  readonly #load: LoadDetail;
  readonly #seconds: number;
  readonly #ready: () => void;
  #windows: Window[] = [];
  #pending: { window: View; control: AbortController } | null = null;
  /** Windows for which there is nothing finer; asked once. */
  readonly #refused = new Set<string>();

  constructor(load: LoadDetail, seconds: number, ready: () => void) {
    this.#load = load;
    this.#seconds = seconds;
    this.#ready = ready;
  }

  /** The finest track among the base and the loaded windows that covers the view. */
  track(name: TrackName, base: Pyramid | undefined, view: View): Pyramid | undefined {
    let best = base;
    for (const window of this.#windows) {
      const track = window.tracks[name];
      if (!track || !covers(window, view, this.#seconds)) continue;
      if (!best || track.levels[0].step < best.levels[0].step) best = track;
    }
    return best;
  }

  /** Asks for the view's stretch where some track of `base` is coarser than `step` seconds and nothing loaded is as fine. */
  want(view: View, step: number, base: Tracks): void {
    const names = Object.keys(base) as TrackName[];
    const coarse = names.some((name) => (this.track(name, base[name], view)?.levels[0].step ?? 0) > step);
    if (!coarse) {
      this.cancel();
      return;
    }
    const window = wanted(view, this.#seconds);
    const key = `${window.from} ${window.to}`;
    if (this.#refused.has(key) || this.#windows.some((known) => `${known.from} ${known.to}` === key)) return;
    if (this.#pending && `${this.#pending.window.from} ${this.#pending.window.to}` === key) return;
    this.cancel();
    const control = new AbortController();
    const pending = { window, control };
    this.#pending = pending;
    const points = Math.min(POINTS, Math.ceil((window.to - window.from) / step) * 2);
    this.#load(window.from, window.to, points, control.signal).then(
      (detail) => this.#arrived(pending, key, detail),
      () => this.#arrived(pending, key, undefined),
    );
  }

  /** Forgets what was asked for. */
  cancel(): void {
    this.#pending?.control.abort();
    this.#pending = null;
  }

  #arrived(pending: { window: View }, key: string, detail: TimelineDetail | null | undefined): void {
    if (this.#pending !== pending) return;
    this.#pending = null;
    if (detail === null) this.#refused.add(key);
    if (!detail) return;
    const tracks: Tracks = {};
    if (detail.waveform) tracks.waveform = pyramidOfWavePart(detail.waveform);
    if (detail.pitch) tracks.pitch = pyramidOfSeries(detail.pitch);
    if (detail.intensity) tracks.intensity = pyramidOfSeries(detail.intensity);
    this.#windows = [{ ...pending.window, tracks }, ...this.#windows].slice(0, KEPT);
    this.#ready();
  }
}
