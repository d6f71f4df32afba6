/** The same as the drawing in rows: what the visible stretch comes to, by equal steps. */
import { type TimeMark, firstFrom } from "../marks";
import type { Tracks } from "./detail";
import type { Model } from "./model";
import { summary } from "./pyramid";
import { timeStep } from "./scales";
import type { View } from "./viewport";

export interface Row {
  from: number;
  to: number;
  /** Mean F0, Hz; `null` where nothing is voiced. */
  pitch: number | null;
  /** Mean loudness, dB. */
  intensity: number | null;
  /** Words per minute; `null` without words. */
  pace: number | null;
  /** Seconds of silence. */
  silence: number;
  /** What begins here. */
  marks: TimeMark[];
}

/** Rows at most, about. */
const ROWS = 30;

/** Seconds of a row: a round step that gives about thirty rows. */
export const rowStep = (view: View) => timeStep(view, ROWS, 1);

export function tabulate(model: Model, tracks: Tracks, view: View, step: number): Row[] {
  const rows: Row[] = [];
  const end = Math.min(view.to, model.seconds);
  for (let at = Math.floor(view.from / step + 1e-9); at * step < end - 1e-9; at++) {
    const [from, to] = [at * step, Math.min((at + 1) * step, model.seconds)];
    rows.push({
      from,
      to,
      pitch: (tracks.pitch && summary(tracks.pitch, from, to))?.mean ?? null,
      intensity: (tracks.intensity && summary(tracks.intensity, from, to))?.mean ?? null,
      pace: model.pace.empty ? null : model.pace.between(from, to),
      silence: silence(model, from, to),
      marks: model.marks.slice(firstFrom(model.marks, from), firstFrom(model.marks, to)),
    });
  }
  return rows;
}

function silence(model: Model, from: number, to: number): number {
  let total = 0;
  for (let index = Math.max(0, firstFrom(model.pauses, from) - 1); index < model.pauses.length; index++) {
    const span = model.pauses[index]?.span;
    if (!span || span.start >= to) break;
    total += Math.max(0, Math.min(span.end, to) - Math.max(span.start, from));
  }
  return total;
}
