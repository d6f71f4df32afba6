import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/**
 * After a change of page, the focus goes to its heading: screen readers say where one is, and Tab goes on from there. A
 * page whose heading is still on its way is waited for, a moment.
 */
export function useFocusOnNavigation(): void {
  const { pathname } = useLocation();
  const before = useRef(pathname);

  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    let tries = 0;
    const timer = setInterval(() => {
      tries += 1;
      const heading = document.querySelector<HTMLElement>("[data-page-heading]");
      // Somebody who is typing already is not interrupted.
      const busy = document.activeElement?.matches("input, textarea, select") ?? false;
      if (heading && !busy) heading.focus({ preventScroll: true });
      if (heading || busy || tries > 40) clearInterval(timer);
    }, 25);
    return () => clearInterval(timer);
  }, [pathname]);
}
