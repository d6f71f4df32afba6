/** Everything the timeline draws, made ready once whenever the data changes. */
import { type TimeMark, MARK_KINDS, type MarkKind } from "../marks";
import type { Pause, Word } from "../types";
import { Pace } from "./pace";
import { type Axis, type PitchUnit, ROOM, linearAxis, pitchAxis, voiceRange } from "./scales";
import type { Tracks } from "./detail";
import { type Series, type WavePart, pyramidOfSeries, pyramidOfWavePart } from "./tracks";

export const LANES = ["waveform", "words", "pitch", "intensity", "pace", "pauses", "findings"] as const;
export type Lane = (typeof LANES)[number];

/** What the timeline is given. Times are seconds of the recording; lists are in order of time. */
export interface TimelineData {
  /** Length of the recording. */
  seconds: number;
  waveform?: WavePart | null;
  pitch?: Series | null;
  intensity?: Series | null;
  /** The voice's range, from the pitch summary; without it, it is found in the track. */
  voice?: { median_hz: number; low_hz: number; high_hz: number } | null;
  words?: readonly Word[];
  pauses?: readonly Pause[];
  marks?: readonly TimeMark[];
}

export interface Model {
  seconds: number;
  tracks: Tracks;
  words: readonly Word[];
  pauses: readonly Pause[];
  marks: readonly TimeMark[];
  /** The kinds of mark that occur, in the order of their rows, each with its marks. */
  rows: { kind: MarkKind; marks: TimeMark[] }[];
  pace: Pace;
  /** The loudest sample, so that a quiet recording fills its lane. */
  peak: number;
  median: number;
  axes: { pitch: Axis; intensity: Axis; pace: Axis };
}

/** The loudness that is worth drawing below the loudest moment, dB. */
const DB_SHOWN = 50;

export function modelOf(data: TimelineData, unit: PitchUnit): Model {
  const seconds = Math.max(0, data.seconds);
  const tracks: Tracks = {};
  if (data.waveform && data.waveform.low.length > 0) tracks.waveform = pyramidOfWavePart(data.waveform);
  if (data.pitch) tracks.pitch = pyramidOfSeries(data.pitch);
  if (data.intensity) tracks.intensity = pyramidOfSeries(data.intensity);
  const words = data.words ?? [];
  const marks = data.marks ?? [];
  const pace = new Pace(words, seconds);
  const range = rangeOf(data, tracks);
  return {
    seconds,
    tracks,
    words,
    pauses: data.pauses ?? [],
    marks,
    rows: MARK_KINDS.map((kind) => ({ kind, marks: marks.filter((mark) => mark.kind === kind) })).filter(
      (row) => row.marks.length > 0 && row.kind !== "pause",
    ),
    pace,
    peak: peakOf(tracks),
    median: range.median,
    axes: {
      pitch: pitchAxis(range.low / ROOM, range.high * ROOM, unit, range.median),
      intensity: intensityAxis(tracks),
      pace: linearAxis(0, paceCeiling(pace, seconds), 2),
    },
  };
}

/** The lanes there is something to draw in. */
export function lanesOf(model: Model): Lane[] {
  const there: Record<Lane, boolean> = {
    waveform: model.tracks.waveform !== undefined,
    words: model.words.length > 0,
    pitch: model.tracks.pitch !== undefined,
    intensity: model.tracks.intensity !== undefined,
    pace: !model.pace.empty,
    pauses: model.pauses.length > 0,
    findings: model.rows.length > 0,
  };
  return LANES.filter((lane) => there[lane]);
}

function rangeOf(data: TimelineData, tracks: Tracks): { low: number; median: number; high: number } {
  if (data.voice && data.voice.low_hz > 0 && data.voice.high_hz > data.voice.low_hz) {
    return { low: data.voice.low_hz, median: data.voice.median_hz, high: data.voice.high_hz };
  }
  const means = tracks.pitch?.levels[0].mean;
  return (means && voiceRange(means)) ?? { low: 100, median: 150, high: 300 };
}

/** The coarsest level has the extremes of all. */
function extremes(track: Tracks[keyof Tracks]): { low: number; high: number } {
  const top = track?.levels.at(-1);
  const known = (values?: Float32Array) => [...(values ?? [])].filter((value) => !Number.isNaN(value));
  return { low: Math.min(...known(top?.low)), high: Math.max(...known(top?.high)) };
}

function peakOf(tracks: Tracks): number {
  const { low, high } = extremes(tracks.waveform);
  const peak = Math.max(Math.abs(low), Math.abs(high));
  return Number.isFinite(peak) ? Math.max(0.05, peak) : 1;
}

function intensityAxis(tracks: Tracks): Axis {
  const { high } = extremes(tracks.intensity);
  const top = Number.isFinite(high) ? Math.ceil(high / 5) * 5 : 90;
  return linearAxis(top - DB_SHOWN, top, 2);
}

/** The fastest ten seconds, up to the next multiple of forty, as in the report. */
function paceCeiling(pace: Pace, seconds: number): number {
  let highest = 0;
  const steps = Math.min(2000, Math.ceil(seconds / 5));
  for (let step = 0; step <= steps; step++)
    highest = Math.max(highest, pace.at((step / steps) * seconds || 0));
  return Math.max(40, Math.ceil(highest / 40) * 40);
}
