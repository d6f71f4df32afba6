/** Marks that would overlap on the screen are drawn as one, with their number. */
import { firstFrom } from "../marks";
import type { Span } from "../types";
import type { View } from "./viewport";

export interface Cluster<Mark> {
  /** The first of them. */
  first: Mark;
  count: number;
  /** From the first one's start to the last one's end. */
  span: Span;
}

/** The clusters of `marks` (in order of time) that are visible; marks closer than `gap` seconds become one. */
export function clusters<Mark extends { span: Span }>(
  marks: readonly Mark[],
  view: View,
  gap: number,
): Cluster<Mark>[] {
  const found: Cluster<Mark>[] = [];
  let [open, from]: [Cluster<Mark> | null, number] = [null, 0];
  for (let index = Math.max(0, firstFrom(marks, view.from - gap) - 1); index < marks.length; index++) {
    const mark = marks[index];
    if (!mark || mark.span.start > view.to + gap) break;
    if (mark.span.end < view.from - gap) continue;
    if (open && mark.span.start - from < gap) {
      open.count += 1;
      open.span = { start: open.span.start, end: Math.max(open.span.end, mark.span.end) };
    } else {
      open = { first: mark, count: 1, span: { ...mark.span } };
      from = mark.span.start;
      found.push(open);
    }
  }
  return found;
}
