import { useEffect, useState } from "react";

/** Length of a session, seconds. */
export const SESSION_SECONDS = 5 * 60;

/** Seconds that are left of a session that begins when this appears. */
export function useSessionClock(): number {
  const [began] = useState(() => performance.now());
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setPassed((performance.now() - began) / 1000), 1000);
    return () => clearInterval(timer);
  }, [began]);
  return Math.max(0, SESSION_SECONDS - passed);
}
