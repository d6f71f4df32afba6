import { useEffect, useState } from "react";

/** Length of a session, seconds. */
export const SESSION_SECONDS = 5 * 60;

/** Seconds that are left of a session, whole ones; both moments in milliseconds. */
export function secondsLeft(began: number, now: number): number {
  return Math.max(0, SESSION_SECONDS - Math.floor((now - began) / 1000));
}

/** Seconds that are left of a session that begins when this appears. */
export function useSessionClock(): number {
  const [began] = useState(() => performance.now());
  const [left, setLeft] = useState(SESSION_SECONDS);
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsLeft(began, performance.now())), 1000);
    return () => clearInterval(timer);
  }, [began]);
  return left;
}
