import { useEffect, useRef } from "react";

import type { LevelMeter } from "@/lib/capture/level";

/** The quietest that is shown, dBFS. */
const QUIETEST = -60;

/** How loud it is, moved past React: it changes 50 times a second. The words beside it say what matters of it. */
export function LevelBar({ meter }: { meter: LevelMeter }) {
  const bar = useRef<HTMLDivElement>(null);
  const peak = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const share = (decibels: number) => Math.min(1, Math.max(0, 1 - decibels / QUIETEST));
    let frame = 0;
    const draw = () => {
      if (bar.current) bar.current.style.scale = `${share(meter.level.rms)} 1`;
      if (peak.current) peak.current.style.left = `${share(meter.level.peak) * 100}%`;
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [meter]);
  return (
    <div
      aria-hidden
      className="relative h-3 overflow-hidden rounded-full bg-sunk outline outline-1 -outline-offset-1 outline-line-strong"
    >
      <div ref={bar} className="h-full origin-left rounded-full bg-accent" />
      <div ref={peak} className="absolute inset-y-0 w-0.5 bg-ink" />
    </div>
  );
}
