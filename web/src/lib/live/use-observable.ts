import { useSyncExternalStore } from "react";

import type { Observable } from "./observable";

/** The value of `observable`, kept up to date. */
export function useObservable<T>(observable: Observable<T>): T {
  return useSyncExternalStore(observable.subscribe, observable.get, observable.get);
}
