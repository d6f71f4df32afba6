import { createStore } from "./util/store";

export type ToastKind = "good" | "bad" | "note";

export type Toast = {
  id: number;
  kind: ToastKind;
  text: string;
  action?: { label: string; run: () => void };
};

export const toastStore = createStore<readonly Toast[]>([]);

let last = 0;

/** Says something in passing. What must not be missed, or asks for an answer, is no toast. */
export function toast(text: string, options: { kind?: ToastKind; action?: Toast["action"] } = {}): void {
  const { kind = "good", action } = options;
  last += 1;
  const id = last;
  toastStore.set([...toastStore.get().slice(-2), { id, kind, text, ...(action ? { action } : {}) }]);
  // With a button, long enough to reach it.
  setTimeout(() => dismissToast(id), action ? 20_000 : 7000);
}

export function dismissToast(id: number): void {
  toastStore.set(toastStore.get().filter((one) => one.id !== id));
}
