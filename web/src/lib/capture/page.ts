import { TakeStore } from "./take-store";

let takes: TakeStore | undefined;

/** The takes of this page; opened when they are first asked for. */
export function pageTakes(): TakeStore {
  takes ??= new TakeStore();
  return takes;
}
