import { useEffect, useState } from "react";

/**
 * The one-time token behind the `#` of a link (`#token=…`, or alone). It is taken out of the address at once: it
 * belongs neither in the history nor in a bookmark.
 */
export function useHashToken(): string | null {
  const [token] = useState(() => tokenIn(location.hash));
  useEffect(() => {
    if (token) history.replaceState(history.state, "", location.pathname + location.search);
  }, [token]);
  return token;
}

export function tokenIn(hash: string): string | null {
  const text = hash.replace(/^#/, "");
  const token = text.includes("=") ? new URLSearchParams(text).get("token") : text;
  return token && /^[\w.-]{8,200}$/.test(token) ? token : null;
}
