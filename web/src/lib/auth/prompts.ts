import { createStore } from "../util/store";

/**
 * What the page must ask a person before requests can go on: to sign in again, or for the second factor. Requests wait
 * for the answer; the dialogs are in `src/app`.
 */
export type Prompt = "sign-in" | "second-factor";

export const promptStore = createStore<Prompt | null>(null);

let waiting: { prompt: Prompt; answered: Promise<boolean>; settle: (given: boolean) => void } | null = null;

/** Asks; true once the person has done it, false when they would not. */
export async function prompt(what: Prompt): Promise<boolean> {
  while (waiting && waiting.prompt !== what) await waiting.answered;
  if (!waiting) {
    let settle: (given: boolean) => void = () => undefined;
    const answered = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    waiting = { prompt: what, answered, settle };
    promptStore.set(what);
  }
  return waiting.answered;
}

/** The person answered. */
export function settlePrompt(given: boolean): void {
  const current = waiting;
  waiting = null;
  promptStore.set(null);
  current?.settle(given);
}
