import { useEffect } from "react";

import type { Span } from "../types";
import type { Engine } from "./engine";
import { Gestures } from "./gestures";

/** Pointers and wheel, for as long as there is an engine. */
export function useGestures(
  engine: Engine | null,
  selecting: boolean,
  onSeek: ((seconds: number) => void) | undefined,
  choose: (span: Span | null, done?: boolean) => void,
) {
  useEffect(() => {
    if (!engine) return;
    const stage = engine.stage;
    const gestures = new Gestures(stage, {
      pan: (px) => engine.pan(px),
      zoom: (factor, x) => engine.zoom(factor, x),
      hover: (x) => engine.setCursor(x === null ? null : engine.timeAt(x)),
      tap: (x) => {
        engine.setCursor(engine.timeAt(x));
        onSeek?.(engine.timeAt(x));
      },
      select: (from, to, done) => {
        const [one, other] = [engine.timeAt(from), engine.timeAt(to)];
        choose({ start: Math.min(one, other), end: Math.max(one, other) }, done);
      },
      selects: () => selecting,
      wheelZooms: () => document.activeElement === stage,
    });
    return () => gestures.dispose();
  }, [engine, selecting, onSeek, choose]);
}
