import { ownLocks, type Locks } from "../locks";
import { TakeDatabase } from "../take-database";
import { TakeStore } from "../take-store";
import type { TakeAbout } from "../take";

export const ABOUT: TakeAbout = {
  owner: "user-1",
  org: "org-1",
  kind: "talk",
  project: null,
  title: "Third take",
  language: "en",
  text: null,
  rubric: null,
  consent: false,
  sentence: null,
};

/** Locks that are shared between "tabs": stores with the same one. */
export function sharedLocks(): Locks {
  return { ...ownLocks(), shared: true };
}

/** A store as a page makes it when it is loaded; the database stays from one to the next. */
export function newStore(locks: Locks = sharedLocks(), now: () => number = Date.now): TakeStore {
  return new TakeStore({ database: new TakeDatabase(), locks, now });
}

/** Deletes everything that was kept. */
export function wipe(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase("vivavoce-takes");
    request.onsuccess = () => resolve();
    request.onerror = () => reject(new Error("not deleted"));
  });
}

/** `count` bytes that are different everywhere. */
export function bytes(count: number, from = 0): ArrayBuffer {
  return Uint8Array.from({ length: count }, (_, index) => ((from + index) * 31) % 251).buffer;
}

export async function read(blob: Blob): Promise<number[]> {
  return [...new Uint8Array(await blob.arrayBuffer())];
}
