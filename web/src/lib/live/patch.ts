import type { Store } from "../util/store";

/** Changes some fields of what a store holds; nobody is told when they are what they were. */
export function patch<T extends object>(store: Store<T>, fields: Partial<T>): void {
  const value = store.get();
  const keys = Object.keys(fields) as (keyof T)[];
  if (keys.some((key) => !Object.is(value[key], fields[key]))) store.set({ ...value, ...fields });
}
