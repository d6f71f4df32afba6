import { keep, recall } from "../util/keep";
import { createStore, useStore } from "../util/store";

/** `system` follows the device. */
export type Theme = "system" | "light" | "dark";

export const THEMES: readonly Theme[] = ["system", "light", "dark"];

const KEY = "theme";

const store = createStore<Theme>(THEMES.find((theme) => theme === recall(KEY)) ?? "system");

export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useStore(store), chooseTheme];
}

/** `public/theme.js` does the same before the first paint. */
function chooseTheme(theme: Theme): void {
  keep(KEY, theme === "system" ? null : theme);
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  store.set(theme);
}
