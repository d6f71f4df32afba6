import type { PointerEvent } from "react";

import { type Engine, MAP_HEIGHT } from "./engine";
import { spanOf } from "./viewport";

/** The whole recording in a strip; a press goes there. Keys do the same on the slider. */
export function TimelineMap({ engine, seconds }: { engine: Engine | null; seconds: number }) {
  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (!engine || (event.type === "pointermove" && event.buttons === 0)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const time = ((event.clientX - box.left) / Math.max(1, box.width)) * seconds;
    const half = spanOf(engine.view()) / 2;
    engine.setView({ from: time - half, to: time + half });
  };
  return (
    <div
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
      className="relative cursor-pointer touch-none overflow-hidden rounded-sm bg-sunk"
      style={{ height: MAP_HEIGHT }}
    >
      <canvas data-part="map" className="block w-full opacity-70" />
      <div
        data-part="window"
        className="pointer-events-none absolute inset-y-0 left-0 min-w-1.5 rounded-xs border-2 border-accent bg-accent/10"
      />
    </div>
  );
}
