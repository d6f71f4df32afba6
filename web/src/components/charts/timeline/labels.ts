/** The timeline's texts. `{name}` is replaced by what it stands for, already written for the reader's locale. */
import type { MarkKind } from "../marks";
import type { Lane } from "./model";

export interface TimelineLabels {
  /** Name of the whole, such as “Timeline of the recording”. */
  title: string;
  /** Name of the place that arrow keys move: “Moment”. */
  moment: string;
  /** What the keys do, for those who cannot see the buttons. */
  keys: string;
  lanes: Record<Lane, string>;
  marks: Record<MarkKind, string>;
  pauseInside: string;
  pauseBetween: string;
  /** `{value} Hz` */
  hertz: string;
  /** `{value} semitones` */
  semitones: string;
  /** `{value} dB` */
  decibels: string;
  /** `{value} words/min` */
  wordsPerMinute: string;
  /** `{value} s` */
  seconds: string;
  /** `{lane}, over {seconds} s`: over how long pace is counted. */
  paceOver: string;
  /** `of {length}` */
  ofLength: string;
  lanesShown: string;
  zoomIn: string;
  zoomOut: string;
  showAll: string;
  /** Turns dragging into selecting. */
  select: string;
  follow: string;
  inSemitones: string;
  asTable: string;
  /** `{from} to {to}, {length}` */
  selected: string;
  zoomToSelection: string;
  clearSelection: string;
  /** The table's caption: `From {from} to {to}, by {step}`. */
  tableCaption: string;
  time: string;
  silence: string;
  /** Stands where nothing was measured. */
  nothing: string;
}
