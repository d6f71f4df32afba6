/** Measures time without the pauses in it. */
export class Stopwatch {
  readonly #now: () => number;
  #before = 0;
  #since: number | null = null;

  /** @param now the time in milliseconds, that only grows. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Seconds so far. */
  get seconds(): number {
    const running = this.#since === null ? 0 : this.#now() - this.#since;
    return (this.#before + running) / 1000;
  }

  run(): void {
    this.#since ??= this.#now();
  }

  hold(): void {
    if (this.#since !== null) this.#before += this.#now() - this.#since;
    this.#since = null;
  }

  clear(): void {
    this.#before = 0;
    this.#since = null;
  }
}
