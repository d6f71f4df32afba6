import { useEffect, useRef } from "react";

import type { LevelMeter } from "@/lib/capture/level";

/** The quietest that is shown, dBFS. */
const QUIETEST = -60;

/** How loud it is, moved past React: it changes 50 times a second. The words beside it say what matters of it. */
export function LevelBar({ meter }: { meter: LevelMeter }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      const share = Math.min(1, Math.max(0, 1 - meter.level.rms / QUIETEST));
      if (bar.current) bar.current.style.scale = `${share} 1`;
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [meter]);
  return (
    <div
      aria-hidden
      className="h-3 overflow-hidden rounded-full bg-sunk outline outline-1 -outline-offset-1 outline-line-strong"
    >
      <div ref={bar} className="h-full origin-left rounded-full bg-accent" />
    </div>
  );
}
