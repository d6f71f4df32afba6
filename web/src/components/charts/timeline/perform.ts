/** Does what a key asks for. */
import type { Span } from "../types";
import { nextMark } from "./describe";
import type { Engine } from "./engine";
import type { Act } from "./keys";
import type { Model } from "./model";
import { panBy, spanOf, whole } from "./viewport";

export interface Hands {
  selection: Span | null;
  choose: (span: Span | null, done?: boolean) => void;
  onSeek: ((seconds: number) => void) | undefined;
}

/** A step of the arrow keys is this share of the view. */
const STEP = 1 / 50;

export function perform(engine: Engine, model: Model, what: Act, hands: Hands): void {
  const now = engine.cursor ?? engine.time;
  const go = (time: number, select: boolean) => {
    const to = Math.min(Math.max(0, time), model.seconds);
    if (select) {
      const { selection } = hands;
      const fixed = selection
        ? Math.abs(selection.start - now) < 1e-6
          ? selection.end
          : selection.start
        : now;
      hands.choose({ start: Math.min(fixed, to), end: Math.max(fixed, to) });
    }
    engine.setCursor(to, true);
  };
  switch (what.do) {
    case "move":
      go(now + what.by * spanOf(engine.view()) * STEP, what.select);
      return;
    case "page":
      engine.setView(panBy(engine.view(), what.by * spanOf(engine.view()) * 0.9, model.seconds));
      go(now + what.by * spanOf(engine.view()) * 0.9, false);
      return;
    case "end":
      go(what.to === "start" ? 0 : model.seconds, what.select);
      return;
    case "zoom":
      engine.zoom(what.factor);
      engine.say();
      return;
    case "all":
      engine.setView(whole(model.seconds));
      return;
    case "mark": {
      const mark = nextMark(model.marks, now, what.forward);
      if (mark) go(mark.span.start, false);
      return;
    }
    case "seek":
      hands.onSeek?.(now);
      return;
    case "clear":
      hands.choose(null);
      return;
  }
}
