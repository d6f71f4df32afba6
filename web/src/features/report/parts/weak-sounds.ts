import type { Schema } from "@/lib/api";

type Word = Schema<"PronouncedWord">;

/** One sound that was off somewhere in a talk. */
export type WeakSound = {
  arpabet: string;
  ipa: string;
  /** Mean score over all times it was said, 0 to 100. */
  score: number;
  times: number;
  off: number;
  /** What was heard instead most often, in the International Phonetic Alphabet. */
  heard: string | null;
};

/** Sounds that are shown. */
const MOST = 5;

/** The sounds that were off, those that cost most points first. */
export function weakSounds(words: readonly Word[]): WeakSound[] {
  const phones = words.flatMap((word) => word.phones);
  const names = [...new Set(phones.map(({ arpabet }) => arpabet))];
  const sounds = names.map((arpabet): WeakSound => {
    const said = phones.filter((phone) => phone.arpabet === arpabet);
    const off = said.filter(({ state }) => state !== "good");
    return {
      arpabet,
      ipa: said[0]?.ipa ?? "",
      score: said.reduce((sum, { score }) => sum + score, 0) / said.length,
      times: said.length,
      off: off.length,
      heard: mostOften(
        off.flatMap(({ state, heard }) => (state === "other_sound" && heard[0] ? [heard[0].ipa] : [])),
      ),
    };
  });
  const lost = ({ score, times }: WeakSound) => (100 - score) * times;
  return sounds
    .filter(({ off }) => off > 0)
    .sort((a, b) => lost(b) - lost(a))
    .slice(0, MOST);
}

function mostOften(all: readonly string[]): string | null {
  const times = (one: string) => all.filter((other) => other === one).length;
  return all.reduce<string | null>(
    (best, one) => (best !== null && times(best) >= times(one) ? best : one),
    null,
  );
}

/** Words with a sound that is off, the worst first. */
export function wordsOff(words: readonly Word[]): Word[] {
  return words
    .filter(({ state, phones }) => state === "mispronounced" && phones.length > 0)
    .sort((a, b) => (a.score ?? 0) - (b.score ?? 0));
}
