import type { Schema } from "@/lib/api";

export type DrillSound = Schema<"DrillSound">;

/** One thing to say in a session, and for which of its sounds. */
export type Task = { sound: DrillSound; prompt: Schema<"DrillPrompt">; repeated: boolean };

/** From here on a sound was said well, points. */
export const GOOD = 80;
/** Under this, points, a sound is said once more later. */
export const BAD = 60;
/** How many others come before it is said again. */
const LATER = 2;

/** The prompts of all sounds in turn: the first of each, the second of each, … */
export function inTurn(sounds: readonly DrillSound[]): Task[] {
  const rounds = Math.max(0, ...sounds.map(({ prompts }) => prompts.length));
  return Array.from({ length: rounds }, (_, round) =>
    sounds.flatMap((sound) => {
      const prompt = sound.prompts[round];
      return prompt ? [{ sound, prompt, repeated: false }] : [];
    }),
  ).flat();
}

/**
 * The tasks once one of them was said: what went badly comes once more a little later. Said again at once, the last time
 * counts.
 */
export function afterSaying(tasks: readonly Task[], at: number, score: number | null): Task[] {
  const task = tasks[at];
  if (!task || task.repeated || score === null) return [...tasks];
  const left = tasks.filter((other, place) => place <= at || other.prompt !== task.prompt);
  if (score >= BAD) return left;
  const place = at + 1 + LATER;
  return [...left.slice(0, place), { ...task, repeated: true }, ...left.slice(place)];
}
