import type { Schema } from "@/lib/api";
import { NORMAL, sum, varianceOf, within } from "@/lib/practice/line";

import type { DrillSound } from "./order";

/** How a sound went in one saying: the mean of all times it is in what was said; `null` where it was not scored. */
export function scoreOf(arpabet: string, found: Schema<"PronouncedBody"> | null | undefined): number | null {
  const scores = times(arpabet, found).map(({ phone }) => phone.score);
  return scores.length === 0 ? null : sum(scores) / scores.length;
}

/** Where a sound went worst in one saying. */
export function worstOf(arpabet: string, found: Schema<"PronouncedBody"> | null | undefined) {
  return times(arpabet, found).sort((a, b) => a.phone.score - b.phone.score)[0];
}

/** Each time that a sound was said. Words that were left out say nothing of it, as on the server. */
function times(arpabet: string, found: Schema<"PronouncedBody"> | null | undefined) {
  return (found?.words ?? [])
    .filter(({ state }) => state !== "left_out")
    .flatMap(({ text, phones }) => phones.map((phone) => ({ word: text, phone })))
    .filter(({ phone }) => phone.arpabet === arpabet);
}

export type Saying = { arpabet: string; score: number };

export type Change = "better" | "same" | "worse";

/** How one sound went over a session, with the 80 % interval of its mean, held against how it went before. */
export type Summary = {
  sound: DrillSound;
  times: number;
  mean: number;
  low: number;
  high: number;
  change: Change;
};

const CHANGES = { up: "better", down: "worse", no_change: "same" } as const;

/**
 * One line for each sound that was said. Both means have their interval, as in `docs/pronunciation.md`: where that of their
 * difference holds zero, there is no clear change.
 */
export function summary(sounds: readonly DrillSound[], sayings: readonly Saying[]): Summary[] {
  return sounds.flatMap((sound) => {
    const scores = sayings.filter(({ arpabet }) => arpabet === sound.arpabet).map(({ score }) => score);
    if (scores.length === 0) return [];
    const mean = sum(scores) / scores.length;
    const misfit = sum(scores.map((score) => (score - mean) ** 2));
    const now = NORMAL * Math.sqrt(varianceOf(misfit, scores.length - 1) / scores.length);
    // One end may be cut off at 0 or 100.
    const before = Math.max(sound.high - sound.score, sound.score - sound.low);
    const { direction } = within(mean - sound.score, Math.hypot(before, now));
    const [low, high] = [Math.max(0, mean - now), Math.min(100, mean + now)];
    return [{ sound, times: scores.length, mean, low, high, change: CHANGES[direction] }];
  });
}
