/** A short recording for tests: four words, a filler, a long pause inside a phrase. */
import { timeMarks } from "../marks";
import type { TimelineLabels } from "./labels";
import { type TimelineData, modelOf } from "./model";

export const DATA: TimelineData = {
  seconds: 6,
  waveform: { step: 0.5, low: new Array<number>(12).fill(-0.5), high: new Array<number>(12).fill(0.25) },
  pitch: {
    start: 0.005,
    step: 0.01,
    frames: Array.from({ length: 600 }, (_, at) => (at < 300 ? 200 : null)),
  },
  intensity: { start: 0.005, step: 0.01, frames: new Array<number>(600).fill(70) },
  words: ["So", "um", "this", "works"].map((text, at) => ({
    text,
    span: { start: at, end: at + 0.6 },
    timing: "measured" as const,
    doubtful: false,
  })),
  pauses: [{ span: { start: 3.6, end: 5 }, place: "inside", before_word: null }],
  marks: timeMarks({
    findings: [],
    filled_pauses: [{ span: { start: 1, end: 1.6 }, found_by: "words", text: "um", word: 1 }],
    pauses: [{ span: { start: 3.6, end: 5 }, place: "inside", before_word: null }],
  }),
};

export const MODEL = modelOf(DATA, "hertz");

export const LABELS: TimelineLabels = {
  title: "Timeline",
  moment: "Moment",
  keys: "Arrow keys move.",
  lanes: {
    waveform: "Sound",
    words: "Words",
    pitch: "Pitch",
    intensity: "Loudness",
    pace: "Pace",
    pauses: "Pauses",
    findings: "Findings",
  },
  marks: {
    filler: "Filler",
    slip: "Slip",
    repeat: "Repeated",
    weak: "Weak",
    doubtful: "Doubtful",
    pause: "Pause",
  },
  pauseInside: "Pause inside a phrase",
  pauseBetween: "Pause between phrases",
  hertz: "{value} Hz",
  semitones: "{value} st",
  decibels: "{value} dB",
  wordsPerMinute: "{value} words/min",
  seconds: "{value} s",
  paceOver: "{lane}, over {seconds} s",
  ofLength: "of {length}",
  lanesShown: "Shown",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  showAll: "Show all",
  select: "Select",
  follow: "Follow",
  inSemitones: "In semitones",
  asTable: "As table",
  selected: "{from} to {to}, {length}",
  zoomToSelection: "Zoom to it",
  clearSelection: "Clear",
  tableCaption: "{from} to {to}, by {step}",
  time: "Time",
  silence: "Silence",
  nothing: "–",
};
