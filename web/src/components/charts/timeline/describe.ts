/** What is to be read at a moment, for the line above the drawing and for screen readers. */
import { clock, decimal, fill, signed, spokenTime } from "../format";
import { type TimeMark, firstFrom, wordAt } from "../marks";
import type { TimelineLabels } from "./labels";
import type { Model } from "./model";
import type { Tracks } from "./detail";
import { summary } from "./pyramid";
import { type PitchUnit, semitones } from "./scales";

/** The marks that touch `time`, or come within `near` seconds of it. */
export function marksAt(marks: readonly TimeMark[], time: number, near: number): TimeMark[] {
  // Findings may span many words; none is longer than this.
  const first = firstFrom(marks, time - 60);
  const found: TimeMark[] = [];
  for (let index = first; index < marks.length; index++) {
    const mark = marks[index];
    if (!mark || mark.span.start > time + near) break;
    if (mark.span.end >= time - near) found.push(mark);
  }
  return found;
}

/** The first mark after `time`, or the last one before it. */
export function nextMark(marks: readonly TimeMark[], time: number, forward: boolean): TimeMark | undefined {
  const at = firstFrom(marks, time);
  if (!forward) return marks[at - 1];
  return marks.slice(at).find((mark) => mark.span.start > time + 1e-6);
}

interface Where {
  model: Model;
  tracks: Tracks;
  labels: TimelineLabels;
  locale: string;
  unit: PitchUnit;
}

/** `perPixel`: seconds that a pixel covers. The values are those of the drawing there, not of a single frame. */
export function describe(where: Where, time: number, perPixel: number): string[] {
  const { model, tracks, labels, locale, unit } = where;
  const reach = Math.max(perPixel, 0.02);
  const parts: string[] = [];
  const word = wordAt(model.words, time);
  const said = model.words[word];
  if (said && time < said.span.end + reach && perPixel < 0.2) parts.push(`“${said.text}”`);
  const pitch = tracks.pitch && summary(tracks.pitch, time - reach / 2, time + reach / 2);
  if (pitch) {
    parts.push(fill(labels.hertz, { value: decimal(pitch.mean, locale) }));
    if (unit === "semitones") {
      parts.push(fill(labels.semitones, { value: signed(semitones(pitch.mean, model.median), locale, 1) }));
    }
  }
  const loud = tracks.intensity && summary(tracks.intensity, time - reach / 2, time + reach / 2);
  if (loud) parts.push(fill(labels.decibels, { value: decimal(loud.mean, locale) }));
  if (!model.pace.empty) {
    parts.push(fill(labels.wordsPerMinute, { value: decimal(model.pace.at(time), locale) }));
  }
  for (const mark of marksAt(model.marks, time, perPixel * 6).slice(0, 3))
    parts.push(nameOf(mark, labels, locale));
  return parts;
}

/** “Filler: um”, “Pause inside a phrase, 1.2 s”. */
export function nameOf(mark: TimeMark, labels: TimelineLabels, locale: string): string {
  if (mark.kind === "pause") {
    const length = fill(labels.seconds, { value: decimal(mark.span.end - mark.span.start, locale, 1) });
    return `${mark.inside ? labels.pauseInside : labels.pauseBetween}, ${length}`;
  }
  return mark.text ? `${labels.marks[mark.kind]}: ${mark.text}` : labels.marks[mark.kind];
}

/** The read-out for the eye … */
export const written = (where: Where, time: number, perPixel: number) =>
  [clock(time, where.locale, perPixel < 0.1 ? 1 : 0), ...describe(where, time, perPixel)].join("  ·  ");

/** … and for the ear. */
export function spoken(where: Where, time: number, perPixel: number): string {
  const at = spokenTime(time, where.locale, perPixel < 0.1 ? 1 : 0);
  const of = fill(where.labels.ofLength, { length: spokenTime(where.model.seconds, where.locale) });
  return [`${at} ${of}`, ...describe(where, time, perPixel)].join(", ");
}
