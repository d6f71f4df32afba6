/** How long to wait before trying again. */
export interface Backoff {
  /** Before the first new try, milliseconds. */
  first: number;
  /** At most. */
  most: number;
  /** 0 to 1. */
  random: () => number;
}

export const BACKOFF: Backoff = { first: 1_000, most: 60_000, random: Math.random };

/** The wait after failed try number `tries` (from 1): it doubles, and half of it is left to chance. */
export function delay(tries: number, { first, most, random }: Backoff = BACKOFF): number {
  const whole = Math.min(most, first * 2 ** Math.min(tries - 1, 30));
  return Math.round(whole / 2 + (whole / 2) * random());
}

/** How long `Retry-After` asks to wait, milliseconds; it has seconds or a date. */
export function retryAfter(header: string | null, now: number = Date.now()): number | null {
  if (header === null || header.trim() === "") return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** Starts to watch for something and calls back when it happens; what it gives back ends the watch. */
export type Watch = (happened: () => void) => () => void;

/**
 * Waits `ms` milliseconds, or less when one of `watches` calls.
 * Rejects with the signal's reason when it is aborted.
 */
export function sleep(ms: number, signal: AbortSignal, ...watches: Watch[]): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const ends: (() => void)[] = [];
    const finish = (settle: () => void) => {
      for (const end of ends.splice(0)) end();
      settle();
    };
    const aborted = () => finish(() => reject(signal.reason as Error));
    signal.addEventListener("abort", aborted);
    ends.push(() => signal.removeEventListener("abort", aborted));
    if (Number.isFinite(ms)) {
      const timer = setTimeout(() => finish(resolve), ms);
      ends.push(() => clearTimeout(timer));
    }
    for (const watch of watches) ends.push(watch(() => finish(resolve)));
  });
}
