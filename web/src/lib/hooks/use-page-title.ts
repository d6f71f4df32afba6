import { useEffect } from "react";

/** The title of the window: the page's own, then the product's. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Vivavoce` : "Vivavoce";
  }, [title]);
}
