/** A value that others can watch. What is set must be a new value; setting the same one tells nobody. */
export class Observable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  /** The value now. */
  readonly get = (): T => this.#value;

  /** Calls `listener` after every change, until the function that comes back is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Changes some fields of a value that is an object; nobody is told when they are what they were. */
  patch(fields: Partial<T>): void {
    const keys = Object.keys(fields) as (keyof T)[];
    if (keys.some((key) => !Object.is(this.#value[key], fields[key]))) {
      this.set({ ...this.#value, ...fields });
    }
  }
}
