import type { Watch } from "./backoff";

/** Whether the device is on a network. "Yes" may be wrong, "no" is right. */
export interface Network {
  online: () => boolean;
  /** Calls when the device is on a network again. */
  back: Watch;
  /** Calls when the device has no network any more. */
  gone: Watch;
}

function heard(name: "online" | "offline"): Watch {
  return (happened) => {
    window.addEventListener(name, happened);
    return () => window.removeEventListener(name, happened);
  };
}

/** What the browser knows. */
export const browserNetwork: Network = {
  // Some browsers do not know; only a plain `false` means "no".
  online: () => (navigator.onLine as boolean | undefined) !== false,
  back: heard("online"),
  gone: heard("offline"),
};
