import { useEffect, useRef } from "react";

/**
 * Takes the focus when it appears, so that who works by keyboard goes on where the last press led, and a screen reader says
 * it. Not when the page is opened: give `false` then.
 */
export function useFocused<E extends HTMLElement = HTMLButtonElement>(wanted = true) {
  const element = useRef<E>(null);
  const first = useRef(wanted);
  useEffect(() => {
    if (first.current) element.current?.focus();
  }, []);
  return element;
}
