import { createStore } from "../util/store";

/** Whether the server answered the last time. Set by every request, and by asking for its health while it does not. */
export const reachableStore = createStore(true);

/** Asks whether it is back. */
export async function lookForServer(): Promise<boolean> {
  try {
    const response = await fetch("/healthz", { cache: "no-store" });
    reachableStore.set(response.ok);
    return response.ok;
  } catch {
    return false;
  }
}
