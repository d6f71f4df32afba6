import type { LiveEvent } from "./events";

/**
 * Puts a session's events in order and drops those that came before. A socket brings each channel on its own, so that a
 * score may overtake words; numbers are without gaps over all channels, so that what is missing is known.
 */
export class Sequence {
  /** Number of the last event that was given out. */
  last = 0;
  readonly #waiting = new Map<number, LiveEvent>();

  /** Whether something waits for an event before it. */
  get gap(): boolean {
    return this.#waiting.size > 0;
  }

  /** Takes an event in, and gives out those whose turn it is now. */
  push(event: LiveEvent): LiveEvent[] {
    if (event.seq <= this.last) return [];
    this.#waiting.set(event.seq, event);
    return this.#due();
  }

  /** Gives up what is missing before the first that waits: old events are pruned and never come. */
  skip(): LiveEvent[] {
    if (!this.gap) return [];
    this.last = Math.min(...this.#waiting.keys()) - 1;
    return this.#due();
  }

  #due(): LiveEvent[] {
    const due: LiveEvent[] = [];
    for (;;) {
      const event = this.#waiting.get(this.last + 1);
      if (event === undefined) return due;
      this.#waiting.delete(event.seq);
      this.last = event.seq;
      due.push(event);
    }
  }
}
