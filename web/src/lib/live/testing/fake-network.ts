import type { Network } from "../network";

/** A network that the test takes away and gives back. */
export class FakeNetwork implements Network {
  #online = true;
  readonly #back = new Set<() => void>();
  readonly #gone = new Set<() => void>();

  readonly online = (): boolean => this.#online;
  readonly back = (happened: () => void): (() => void) => watch(this.#back, happened);
  readonly gone = (happened: () => void): (() => void) => watch(this.#gone, happened);

  cut(): void {
    this.#online = false;
    for (const happened of [...this.#gone]) happened();
  }

  mend(): void {
    this.#online = true;
    for (const happened of [...this.#back]) happened();
  }
}

function watch(set: Set<() => void>, happened: () => void): () => void {
  set.add(happened);
  return () => set.delete(happened);
}
