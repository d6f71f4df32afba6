/** Pauses, findings, words and the time axis. */
import { GLYPHS, MARK_ROLES } from "../../glyphs";
import { type MarkKind, LONG_PAUSE_SECONDS, firstFrom } from "../../marks";
import type { Pause, Word } from "../../types";
import { clusters } from "../clusters";
import type { Box } from "../layout";
import type { Model } from "../model";
import { timeStep, timeTicks } from "../scales";
import { spanOf } from "../viewport";
import type { Pen } from "./pen";

/** The visible ones of a list in order of time whose entries do not overlap. */
function* visible<Item extends { span: { start: number; end: number } }>(items: readonly Item[], pen: Pen) {
  for (let index = Math.max(0, firstFrom(items, pen.view.from) - 1); index < items.length; index++) {
    const item = items[index];
    if (!item || item.span.start > pen.view.to) return;
    if (item.span.end >= pen.view.from) yield item;
  }
}

export function paintRuler(
  pen: Pen,
  ruler: Box,
  bottom: number,
  write: (time: number, decimals: number) => string,
): void {
  const { g } = pen;
  const step = timeStep(pen.view, pen.width, pen.rem * 5);
  const decimals = step < 1 ? 1 : 0;
  pen.font(0.75);
  g.textAlign = "left";
  g.fillStyle = pen.colour("line");
  const ticks = timeTicks(pen.view, step);
  for (const time of ticks) g.fillRect(Math.round(pen.x(time)), ruler.top, 1, bottom - ruler.top);
  for (const time of ticks) {
    const x = pen.x(time);
    if (x < pen.width - pen.rem * 2) pen.text(write(time, decimals), x + 4, ruler.top + pen.rem, "inkSoft");
  }
}

/** A pause of at least this many px is worth showing behind the other lanes. */
const SHADE = 3;

/** Long pauses as shade behind everything. */
export function paintShades(pen: Pen, pauses: readonly Pause[], top: number, bottom: number): void {
  pen.g.fillStyle = pen.colour("sunk");
  for (const { span } of visible(pauses, pen)) {
    const [left, right] = [pen.x(span.start), pen.x(span.end)];
    if (right - left >= SHADE) pen.g.fillRect(left, top, right - left, bottom - top);
  }
}

/** Between phrases: a bar of half height. Inside one: full height, in the colour of what stands out, with an edge. */
export function paintPauses(
  pen: Pen,
  plot: Box,
  pauses: readonly Pause[],
  write: (seconds: number) => string,
): void {
  const { g } = pen;
  pen.font(0.6875);
  g.textAlign = "center";
  for (const { span, place } of visible(pauses, pen)) {
    const [left, right] = [pen.x(span.start), pen.x(span.end)];
    const [width, inside] = [Math.max(1, right - left), place === "inside"];
    const height = plot.height * (inside ? 1 : 0.5);
    g.fillStyle = pen.colour(inside ? "bad" : "intensity");
    g.globalAlpha = inside ? 0.85 : 0.6;
    if (width > 8) g.globalAlpha = inside ? 0.22 : 0.3;
    g.fillRect(left, plot.top + plot.height - height, width, height);
    g.globalAlpha = 1;
    if (width > 8 && inside) {
      g.strokeStyle = pen.colour("bad");
      g.lineWidth = 1.25;
      g.setLineDash([3, 2]);
      g.strokeRect(left + 0.5, plot.top + 0.5, width - 1, plot.height - 1);
      g.setLineDash([]);
    }
    if (span.end - span.start >= LONG_PAUSE_SECONDS && width > pen.rem * 2) {
      pen.text(
        write(span.end - span.start),
        (left + right) / 2,
        plot.top + plot.height * 0.5 + pen.rem * 0.25,
        "ink",
      );
    }
  }
  g.textAlign = "left";
}

/** A row for each kind, with its shape where it happened; what would overlap becomes one, with its number. */
export function paintFindings(pen: Pen, plot: Box, rows: Model["rows"]): void {
  const height = plot.height / Math.max(1, rows.length);
  rows.forEach(({ kind, marks }, row) => {
    const centre = plot.top + height * (row + 0.5);
    pen.rule(plot.top + height * (row + 1) - 1);
    const size = pen.rem * 0.72;
    const gap = (size + pen.rem * 0.9) * pen.perPixel;
    for (const { first, count, span } of clusters(marks, pen.view, gap)) {
      paintMark(pen, kind, span, centre, size, count, first.inside ?? false);
    }
  });
}

function paintMark(
  pen: Pen,
  kind: MarkKind,
  span: { start: number; end: number },
  centre: number,
  size: number,
  count: number,
  strong: boolean,
): void {
  const { g } = pen;
  const [left, right] = [pen.x(span.start), pen.x(span.end)];
  g.fillStyle = pen.colour(MARK_ROLES[kind]);
  if (right - left > 2) {
    g.globalAlpha = strong ? 0.4 : 0.25;
    g.fillRect(left, centre + size * 0.55, right - left, 3);
    g.globalAlpha = 1;
  }
  const scale = size / 12;
  g.save();
  g.translate(Math.max(left, 1), centre - size / 2);
  g.scale(scale, scale);
  g.fill(glyph(kind), "evenodd");
  g.restore();
  if (count < 2) return;
  pen.font(0.6875, 600);
  pen.text(String(count), Math.max(left, 1) + size + 2, centre + pen.rem * 0.25, "ink");
}

const paths = new Map<MarkKind, Path2D>();

function glyph(kind: MarkKind): Path2D {
  let path = paths.get(kind);
  if (!path) {
    path = new Path2D(GLYPHS[kind]);
    paths.set(kind, path);
  }
  return path;
}

/** Words are written where they have room: at most this many px a second short of it. */
const LEAST_PER_SECOND = 55;

/**
 * Words below the moment they are said. A word that would run into the next one is left out, and its moment only ticked:
 * zooming in makes room for it.
 */
export function paintWords(pen: Pen, plot: Box, words: readonly Word[]): boolean {
  if (pen.width / spanOf(pen.view) < LEAST_PER_SECOND) return false;
  const { g } = pen;
  pen.font(0.875);
  g.textAlign = "left";
  /** Where the last written word ends, px. */
  let free = -Infinity;
  for (const word of visible(words, pen)) {
    const left = pen.x(word.span.start);
    g.fillStyle = pen.colour("edge");
    g.fillRect(left, plot.top, 1, plot.height * 0.25);
    if (left < free) continue;
    g.fillStyle = pen.colour(word.timing === "measured" ? "ink" : "inkSoft");
    g.fillText(word.text, left, plot.top + plot.height * 0.72);
    free = left + g.measureText(word.text).width + pen.rem * 0.3;
  }
  return true;
}
