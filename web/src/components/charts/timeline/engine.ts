/**
 * Owns the view and everything that changes many times a second: the drawing, the playhead, the read-out, the value of the
 * slider. None of it goes through React.
 */
import { type Palette, readPalette, watchTheme } from "../theme";
import type { Span } from "../types";
import { spoken, written } from "./describe";
import type { TrackName, Tracks } from "./detail";
import { type Scene, paint, paintMap } from "./paint/paint";
import { Pen } from "./paint/pen";
import { type View, clampView, follow, reveal, spanOf, timeAt, whole, xAt, zoomAt } from "./viewport";

/** The elements, found by `data-part` below the root. */
export type Part = "stage" | "canvas" | "playhead" | "cursor" | "selection" | "readout" | "map" | "window";

/** Height of the strip with the whole recording, px. */
export const MAP_HEIGHT = 44;
/** A screen with more pixels is drawn with this many for each CSS px: more cannot be seen. */
const MOST_RATIO = 3;
/** Milliseconds of rest before finer data is asked for. */
const SETTLE = 140;
/** Milliseconds between changes of the read-out during playback. */
const READ_EVERY = 100;

export class Engine {
  readonly #root: HTMLElement;
  readonly #parts: Record<Part, HTMLElement>;
  readonly #listeners = new Set<() => void>();
  readonly #stop: (() => void)[];
  #palette: Palette;
  #scene: Scene | null = null;
  #view: View = whole(1);
  #width = 0;
  #frame = 0;
  #mapDirty = true;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #time = 0;
  #cursor: number | null = null;
  #selection: Span | null = null;
  #follows = true;
  #readAt = 0;

  constructor(root: HTMLElement) {
    this.#root = root;
    const part = (name: Part) => {
      const found = root.querySelector<HTMLElement>(`[data-part="${name}"]`);
      if (!found) throw new Error(`the timeline has no part ${name}`);
      return found;
    };
    this.#parts = {
      stage: part("stage"),
      canvas: part("canvas"),
      playhead: part("playhead"),
      cursor: part("cursor"),
      selection: part("selection"),
      readout: part("readout"),
      map: part("map"),
      window: part("window"),
    };
    this.#palette = readPalette(root);
    const observer = new ResizeObserver(() => this.#resize());
    observer.observe(this.#parts.stage);
    this.#stop = [
      () => observer.disconnect(),
      watchTheme(() => {
        this.#palette = readPalette(this.#root);
        this.#mapDirty = true;
        this.#draw();
      }),
    ];
    this.#resize();
  }

  dispose(): void {
    for (const stop of this.#stop) stop();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settle);
    this.#scene?.detail?.cancel();
    this.#listeners.clear();
  }

  /** Calls `listener` when the view has changed. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): View => this.#view;

  /** Where pointers are heard. */
  get stage(): HTMLElement {
    return this.#parts.stage;
  }

  get time(): number {
    return this.#time;
  }

  get cursor(): number | null {
    return this.#cursor;
  }

  get perPixel(): number {
    return spanOf(this.#view) / Math.max(1, this.#width);
  }

  /** The rem that lanes are laid out with. */
  get rem(): number {
    return this.#palette.rem;
  }

  /** Shows other data. The view stays where the recording is the same length, else the whole is shown. */
  show(scene: Scene): void {
    const before = this.#scene;
    if (before?.detail !== scene.detail) before?.detail?.cancel();
    this.#scene = scene;
    this.#mapDirty = true;
    if (before?.model.seconds !== scene.model.seconds) this.setView(whole(scene.model.seconds));
    this.#resize();
    this.#say();
  }

  setView(view: View): void {
    const seconds = this.#scene?.model.seconds ?? 1;
    const next = clampView(view, seconds);
    if (next.from === this.#view.from && next.to === this.#view.to) return;
    this.#view = next;
    this.#draw();
    for (const listener of this.#listeners) listener();
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.#want(), SETTLE);
  }

  zoom(factor: number, x: number = this.#anchor()): void {
    const anchor = timeAt(this.#view, this.#width, x);
    this.setView(zoomAt(this.#view, factor, anchor, this.#scene?.model.seconds ?? 1));
  }

  pan(px: number): void {
    const by = px * this.perPixel;
    this.setView({ from: this.#view.from + by, to: this.#view.to + by });
  }

  /** Where zooming by keys and buttons aims: the cursor or the playhead where visible, else the middle. */
  #anchor(): number {
    for (const time of [this.#cursor, this.#time]) {
      if (time !== null && time >= this.#view.from && time <= this.#view.to) {
        return xAt(this.#view, this.#width, time);
      }
    }
    return this.#width / 2;
  }

  timeAt(x: number): number {
    const time = timeAt(this.#view, this.#width, x);
    return Math.min(Math.max(0, time), this.#scene?.model.seconds ?? 0);
  }

  /** Whether the view turns its page when playback leaves it. */
  follows(on: boolean): void {
    this.#follows = on;
  }

  /** Playback is at `time`. Called for every frame. */
  setTime(time: number): void {
    const moved = Math.abs(time - this.#time) > 1e-6;
    this.#time = time;
    if (moved && this.#follows && this.#scene) {
      this.setView(follow(this.#view, time, this.#scene.model.seconds));
    }
    this.#place();
    const now = performance.now();
    if (this.#cursor !== null || now - this.#readAt < READ_EVERY) return;
    this.#readAt = now;
    this.#read();
  }

  /** The place that is read out, by the pointer or by keys. */
  setCursor(time: number | null, keep = false): void {
    this.#cursor = time;
    if (time !== null && keep) this.setView(reveal(this.#view, time, this.#scene?.model.seconds ?? 1, 0.05));
    this.#place();
    this.#read();
    if (keep) this.#say();
  }

  setSelection(span: Span | null): void {
    this.#selection = span;
    this.#place();
  }

  /** The finest tracks there are for the view. */
  tracks(): Tracks {
    const [scene, tracks] = [this.#scene, {} as Tracks];
    for (const name of Object.keys(scene?.model.tracks ?? {}) as TrackName[]) {
      const base = scene?.model.tracks[name];
      tracks[name] = scene?.detail ? scene.detail.track(name, base, this.#view) : base;
    }
    return tracks;
  }

  /** Draws again, because finer data has come. */
  readonly refresh = (): void => {
    this.#draw();
    for (const listener of this.#listeners) listener();
  };

  /** Tells the slider's value, for screen readers. */
  readonly say = (): void => this.#say();

  #want(): void {
    if (this.#scene?.detail) this.#scene.detail.want(this.#view, this.perPixel, this.#scene.model.tracks);
  }

  #resize(): void {
    const width = this.#parts.stage.clientWidth;
    const height = this.#scene?.layout.height ?? 0;
    const grown = fit(this.#parts.canvas as HTMLCanvasElement, width, height);
    const mapped = fit(this.#parts.map as HTMLCanvasElement, width, MAP_HEIGHT);
    if (width !== this.#width || grown || mapped) this.#mapDirty = true;
    this.#width = width;
    this.#draw();
    this.#place();
  }

  #draw(): void {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  }

  #paint(): void {
    const scene = this.#scene;
    const g = context(this.#parts.canvas as HTMLCanvasElement);
    if (!scene || !g || this.#width === 0) return;
    paint(new Pen(g, this.#palette, this.#view, this.#width), scene);
    this.#place();
    if (!this.#mapDirty) return;
    this.#mapDirty = false;
    const map = context(this.#parts.map as HTMLCanvasElement);
    if (map)
      paintMap(new Pen(map, this.#palette, whole(scene.model.seconds), this.#width), scene.model, MAP_HEIGHT);
  }

  /** Puts playhead, cursor, selection and the map's window in place. */
  #place(): void {
    const { playhead, cursor, selection, window } = this.#parts;
    this.#line(playhead, this.#time);
    this.#line(cursor, this.#cursor);
    this.#box(selection, this.#selection, this.#view);
    const all = whole(this.#scene?.model.seconds ?? 1);
    this.#box(window, { start: this.#view.from, end: this.#view.to }, all);
  }

  #line(element: HTMLElement, time: number | null): void {
    const shown = time !== null && time >= this.#view.from && time <= this.#view.to;
    element.style.visibility = shown ? "visible" : "hidden";
    if (shown) element.style.transform = `translateX(${xAt(this.#view, this.#width, time)}px)`;
  }

  #box(element: HTMLElement, span: Span | null, view: View): void {
    const left = span ? Math.max(0, xAt(view, this.#width, span.start)) : 0;
    const right = span ? Math.min(this.#width, xAt(view, this.#width, span.end)) : 0;
    element.style.visibility = span && right >= left ? "visible" : "hidden";
    element.style.transform = `translateX(${left}px)`;
    element.style.width = `${Math.max(2, right - left)}px`;
  }

  #read(): void {
    if (!this.#scene) return;
    const where = { ...this.#scene, tracks: this.tracks() };
    this.#parts.readout.textContent = written(where, this.#cursor ?? this.#time, this.perPixel);
  }

  #say(): void {
    if (!this.#scene) return;
    const { stage } = this.#parts;
    const time = this.#cursor ?? this.#time;
    const where = { ...this.#scene, tracks: this.tracks() };
    stage.setAttribute("aria-valuenow", time.toFixed(2));
    stage.setAttribute("aria-valuetext", spoken(where, time, this.perPixel));
    this.#read();
  }
}

/** Gives a canvas the pixels that its size on the screen has. Whether that changed anything. */
function fit(canvas: HTMLCanvasElement, width: number, height: number): boolean {
  const ratio = Math.min(window.devicePixelRatio || 1, MOST_RATIO);
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width === wide && canvas.height === high) return false;
  canvas.width = wide;
  canvas.height = high;
  canvas.style.height = `${height}px`;
  return true;
}

function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const g = canvas.getContext("2d");
  const ratio = Math.min(window.devicePixelRatio || 1, MOST_RATIO);
  g?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return g;
}
