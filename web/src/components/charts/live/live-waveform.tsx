import { useEffect, useRef } from "react";

import type { LevelMeter } from "@/lib/capture/level";
import { cn } from "@/lib/util/cn";

import { type Palette, prefersStill, readPalette, watchTheme } from "../theme";
import { BAR, barsOf } from "./wave";

/** Stretches that `meter.recent` holds: ten seconds of 20 ms. */
const CAPACITY = 500;
/** Milliseconds between drawings for readers who asked for less movement. */
const STILL = 1000;

/**
 * What the microphone hears, running along: the last ten seconds, the newest at the right. Cut-off sound is marked by a cap
 * at both ends of its bar as well as by colour.
 *
 * It says nothing to screen readers: put the level's judgement (`useLevel().judgement`) beside it as text.
 *
 * - `meter`: of `useLevel(stream)`.
 * - `recording`: whether this is being kept; else the wave is faint.
 * - `className`: its height, such as `h-20`; it is as wide as its place.
 */
export function LiveWaveform({
  meter,
  recording = true,
  className,
}: {
  meter: LevelMeter;
  recording?: boolean;
  className?: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let palette = readPalette(element.parentElement ?? element);
    let frame = 0;
    let last = 0;
    const draw = () => {
      if (frame) return;
      frame = requestAnimationFrame((now) => {
        frame = 0;
        if (prefersStill() && now - last < STILL) return;
        last = now;
        paint(element, meter, palette, recording);
      });
    };
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    const ends = [
      meter.subscribe(draw),
      watchTheme(() => {
        palette = readPalette(element.parentElement ?? element);
        last = 0;
        draw();
      }),
    ];
    draw();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      for (const end of ends) end();
    };
  }, [meter, recording]);
  return (
    <div className={cn("h-16 w-full min-w-0", className)} aria-hidden>
      <canvas ref={canvas} className="block size-full" />
    </div>
  );
}

function paint(canvas: HTMLCanvasElement, meter: LevelMeter, palette: Palette, recording: boolean): void {
  const g = canvas.getContext("2d");
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!g || width === 0 || height === 0) return;
  const ratio = Math.min(window.devicePixelRatio || 1, 3);
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  g.setTransform(ratio, 0, 0, ratio, 0, 0);
  g.clearRect(0, 0, width, height);
  g.fillStyle = palette.line;
  g.fillRect(0, height / 2 - 0.5, width, 1);
  const { recent } = meter;
  for (const { x, reach, clipped } of barsOf(recent.bins, recent.total, width, CAPACITY)) {
    const half = Math.max(1, reach * (height / 2 - 2));
    g.fillStyle = clipped ? palette.bad : recording ? palette.wave : palette.inkFaint;
    g.beginPath();
    g.roundRect(x, height / 2 - half, BAR, half * 2, BAR / 2);
    g.fill();
    if (!clipped) continue;
    g.fillRect(x - 1, 0, BAR + 2, 2);
    g.fillRect(x - 1, height - 2, BAR + 2, 2);
  }
}
