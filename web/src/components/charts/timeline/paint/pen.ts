/** What every painter needs: a canvas, the theme, and where a time lies on the screen. */
import { type Palette, type Role } from "../../theme";
import type { Box } from "../layout";
import type { Axis } from "../scales";
import { type View, spanOf, xAt } from "../viewport";

export class Pen {
  readonly g: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly view: View;
  readonly width: number;
  /** Seconds that a pixel covers. */
  readonly perPixel: number;

  constructor(g: CanvasRenderingContext2D, palette: Palette, view: View, width: number) {
    this.g = g;
    this.palette = palette;
    this.view = view;
    this.width = width;
    this.perPixel = spanOf(view) / Math.max(1, width);
  }

  x(time: number): number {
    return xAt(this.view, this.width, time);
  }

  get rem(): number {
    return this.palette.rem;
  }

  colour(role: Role): string {
    return this.palette[role];
  }

  font(size: number, weight = 400): void {
    this.g.font = `${weight} ${size * this.rem}px ${this.palette.family}`;
  }

  /** Text that stays readable on whatever lies below it. */
  text(text: string, x: number, baseline: number, role: Role = "inkSoft"): void {
    const { g } = this;
    g.lineJoin = "round";
    g.lineWidth = 3;
    g.strokeStyle = this.palette.sheet;
    g.strokeText(text, x, baseline);
    g.fillStyle = this.palette[role];
    g.fillText(text, x, baseline);
  }

  /** A horizontal line across the view. */
  rule(y: number, role: Role = "line"): void {
    this.g.fillStyle = this.palette[role];
    this.g.fillRect(0, Math.round(y), this.width, 1);
  }

  /** The lines of an axis, below what is drawn. */
  lines(plot: Box, axis: Pick<Axis, "ticks" | "place">): void {
    for (const tick of axis.ticks) {
      const y = plot.top + plot.height * (1 - axis.place(tick));
      this.rule(Math.min(y, plot.top + plot.height - 1));
    }
  }

  /** Its values, over what is drawn: at the left, above their lines, out of the lane's title. */
  values(plot: Box, axis: Pick<Axis, "ticks" | "place">, write: (value: number) => string): void {
    this.font(0.6875);
    this.g.textAlign = "left";
    let above = Infinity;
    for (const tick of axis.ticks) {
      const y = plot.top + plot.height * (1 - axis.place(tick));
      if (above - y < this.rem * 0.85) continue;
      above = y;
      this.text(write(tick), 4, Math.max(y - 3, plot.top + this.rem * 0.6), "inkFaint");
    }
  }
}
