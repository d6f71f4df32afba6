/**
 * Small things that this browser remembers between visits. A browser that keeps nothing (private windows, full disks)
 * is no error: the page then starts afresh.
 */
const PREFIX = "vivavoce.";

/** What was kept under `key`, if it is text. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** Keeps `value` under `key`; `null` forgets it. */
export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
  } catch {
    // Not kept: see above.
  }
}
