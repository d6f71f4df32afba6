/** Who works on a take, over all tabs of the browser: one at a time. */
export interface Locks {
  /** Takes the lock, or `null` when somebody has it. What comes back lets go of it; so does closing the tab. */
  take: (name: string) => Promise<(() => void) | null>;
  held: (name: string) => Promise<boolean>;
  /** Whether other tabs are seen as well. */
  shared: boolean;
}

/** Locks of the browser; where it has none (pages over plain HTTP), locks of this tab alone. */
export function browserLocks(): Locks {
  const { locks } = navigator as Partial<Pick<Navigator, "locks">>;
  return locks === undefined ? ownLocks() : sharedLocks(locks);
}

function sharedLocks(locks: LockManager): Locks {
  return {
    shared: true,
    take: (name) =>
      new Promise((resolve, reject) => {
        const held = (lock: Lock | null) => {
          if (lock === null) {
            resolve(null);
            return;
          }
          return new Promise<void>((release) => resolve(release));
        };
        locks.request(name, { ifAvailable: true }, held).catch(reject);
      }),
    held: async (name) => {
      const { held } = await locks.query();
      return held?.some((lock) => lock.name === name) ?? false;
    },
  };
}

/** Locks that only who shares this object knows of. */
export function ownLocks(): Locks {
  const held = new Set<string>();
  return {
    shared: false,
    take: (name) => {
      if (held.has(name)) return Promise.resolve(null);
      held.add(name);
      return Promise.resolve(() => void held.delete(name));
    },
    held: (name) => Promise.resolve(held.has(name)),
  };
}
