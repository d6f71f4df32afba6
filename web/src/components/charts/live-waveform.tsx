import { useEffect, useRef } from "react";

import type { LevelMeter } from "@/lib/capture/level";
import { cn } from "@/lib/util/cn";

/** Width of one bar and of the gap behind it, CSS pixels. */
const [BAR, GAP] = [3, 2];

/**
 * The wave of the last ten seconds, running from right to left. Drawn past React; words beside it say what matters of it.
 * `paused` lets it stand still and pale.
 */
export function LiveWaveform({
  meter,
  paused = false,
  className,
}: {
  meter: LevelMeter;
  paused?: boolean;
  className?: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element || paused) return;
    let frame = 0;
    let drawn = -1;
    const draw = () => {
      const { total } = meter.recent;
      if (total !== drawn) paint(element, meter);
      drawn = total;
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [meter, paused]);
  return (
    <canvas
      ref={canvas}
      aria-hidden
      className={cn("block h-24 w-full text-accent transition-opacity", paused && "opacity-40", className)}
    />
  );
}

function paint(canvas: HTMLCanvasElement, meter: LevelMeter): void {
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  const { clientWidth: width, clientHeight: height } = canvas;
  const scale = window.devicePixelRatio;
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.fillStyle = getComputedStyle(canvas).color;
  const { min, max } = meter.recent.bins;
  const bars = Math.floor(width / (BAR + GAP));
  // Ten seconds over the whole width; each bar is the loudest of some stretches.
  const each = Math.max(1, Math.ceil(500 / bars));
  // Bars are cut at fixed places of the sound, so that they move and do not flicker.
  const offset = meter.recent.total % each;
  for (let bar = 0; bar < bars; bar += 1) {
    const end = min.length - offset - bar * each;
    if (end <= 0) break;
    let loudest = 0;
    for (let index = Math.max(0, end - each); index < end; index += 1) {
      loudest = Math.max(loudest, max[index] ?? 0, -(min[index] ?? 0));
    }
    // Speech is quiet most of the time: the root shows it, and lets loud moments stand out all the same.
    const tall = Math.max(2, Math.sqrt(Math.min(1, loudest)) * height);
    const x = width - (bar + 1) * (BAR + GAP);
    pen.beginPath();
    pen.roundRect(x, (height - tall) / 2, BAR, tall, BAR / 2);
    pen.fill();
  }
}
