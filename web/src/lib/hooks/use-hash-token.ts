import { useEffect, useState } from "react";

/**
 * The one-time token behind the `#` of a link (`#token=…`, or alone). It is taken out of the address at once: it
 * belongs neither in the history nor in a bookmark.
 */
export function useHashToken(): string | null {
  const [token, setToken] = useState(() => tokenIn(location.hash));
  // A link that is opened over the very page that it leads to only changes what is behind the `#`.
  useEffect(() => {
    const look = () => setToken((before) => tokenIn(location.hash) ?? before);
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, []);
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
