import type { Schema } from "@/lib/api";

import type { DrillSound } from "./order";

/** How a sound went in one saying: the mean of all times it is in it; `null` where it was not scored. */
export function scoreOf(arpabet: string, found: Schema<"PronouncedBody"> | null | undefined): number | null {
  const said = (found?.words ?? [])
    .flatMap(({ phones }) => phones)
    .filter((phone) => phone.arpabet === arpabet);
  if (said.length === 0) return null;
  return said.reduce((sum, { score }) => sum + score, 0) / said.length;
}

/** Where a sound went worst in one saying. */
export function worstOf(arpabet: string, found: Schema<"PronouncedBody"> | null | undefined) {
  return (found?.words ?? [])
    .flatMap(({ text, phones }) => phones.map((phone) => ({ word: text, phone })))
    .filter(({ phone }) => phone.arpabet === arpabet)
    .sort((a, b) => a.phone.score - b.phone.score)[0];
}

export type Saying = { arpabet: string; score: number };

export type Change = "better" | "same" | "worse";

/** How one sound went over a session, held against how it went before. */
export type Summary = { sound: DrillSound; times: number; mean: number; change: Change };

/** One line for each sound that was said. A mean inside the interval of before is no clear change. */
export function summary(sounds: readonly DrillSound[], sayings: readonly Saying[]): Summary[] {
  return sounds.flatMap((sound) => {
    const scores = sayings.filter(({ arpabet }) => arpabet === sound.arpabet).map(({ score }) => score);
    if (scores.length === 0) return [];
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const change = mean > sound.high ? "better" : mean < sound.low ? "worse" : "same";
    return [{ sound, times: scores.length, mean, change }];
  });
}
