/** Where each lane lies, in CSS px from the top. */
import type { Lane } from "./model";

export interface Box {
  top: number;
  height: number;
}

export interface Placed {
  lane: Lane;
  /** The lane with its title. */
  box: Box;
  /** Where the data is drawn. */
  plot: Box;
}

export interface Layout {
  ruler: Box;
  lanes: Placed[];
  height: number;
}

/** Heights in rem, so that lanes grow with the reader's text. */
const PLOT: Record<Lane, number> = {
  waveform: 4.25,
  words: 1.5,
  pitch: 6.5,
  intensity: 3.25,
  pace: 3.75,
  pauses: 1.25,
  findings: 1.25,
};
const TITLE = 1.35;
const GAP = 0.5;
const RULER = 1.75;

/** The findings' lane has a row for each kind that occurs. Words need no title: they speak for themselves. */
export function layOut(lanes: readonly Lane[], markRows: number, rem: number): Layout {
  let top = RULER * rem;
  const placed = lanes.map((lane): Placed => {
    const title = lane === "words" ? 0.25 : TITLE;
    const plot = PLOT[lane] * (lane === "findings" ? Math.max(1, markRows) : 1);
    const at = top;
    top += (title + plot + GAP) * rem;
    return {
      lane,
      box: { top: at, height: (title + plot + GAP) * rem },
      plot: { top: at + title * rem, height: plot * rem },
    };
  });
  return { ruler: { top: 0, height: RULER * rem }, lanes: placed, height: Math.ceil(top) };
}
