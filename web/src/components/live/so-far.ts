import type { Stretch, Token } from "@/lib/live/events";

/** A first look at how somebody speaks, from what was heard so far; `null` where there is too little to say. */
export interface SoFar {
  /** Words a minute, pauses included. */
  rate: number | null;
  /** The middle pitch and its usual range, Hz. */
  pitch: { middle: number; low: number; high: number } | null;
  /** Share of the time with voice, 0 to 1. */
  voiced: number | null;
}

/** Less than this says nothing of a pace, seconds. */
const ENOUGH = 5;

export function soFar(words: readonly Token[], stretches: readonly Stretch[]): SoFar {
  return { rate: rateOf(words), pitch: pitchOf(stretches), voiced: voicedOf(stretches) };
}

function rateOf(words: readonly Token[]): number | null {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined || last.end - first.start < ENOUGH) return null;
  return (words.length * 60) / (last.end - first.start);
}

function pitchOf(stretches: readonly Stretch[]): SoFar["pitch"] {
  const [middle, low, high] = (["f0_hz", "low_hz", "high_hz"] as const).map((of) =>
    median(stretches.map((stretch) => stretch[of])),
  );
  if (middle == null || low == null || high == null) return null;
  return { middle, low, high };
}

function voicedOf(stretches: readonly Stretch[]): number | null {
  const known = stretches.filter(({ voiced_share }) => voiced_share !== null);
  const seconds = known.reduce((sum, { start, end }) => sum + end - start, 0);
  if (seconds <= 0) return null;
  return (
    known.reduce((sum, { start, end, voiced_share }) => sum + (end - start) * (voiced_share ?? 0), 0) /
    seconds
  );
}

function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known[Math.floor((known.length - 1) / 2)] ?? null;
}
