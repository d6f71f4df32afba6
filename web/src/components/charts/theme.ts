/** The theme's colours for a canvas, which cannot read CSS variables by itself. */

const ROLES = {
  sheet: "--sheet",
  sunk: "--sunk",
  ink: "--ink",
  inkSoft: "--ink-soft",
  inkFaint: "--ink-faint",
  line: "--chart-grid",
  edge: "--line-strong",
  accent: "--accent",
  accentSoft: "--accent-soft",
  focus: "--focus",
  bad: "--bad",
  badSoft: "--bad-soft",
  warn: "--warn",
  good: "--good",
  wave: "--chart-1",
  pitch: "--chart-2",
  pace: "--chart-5",
  intensity: "--chart-4",
  ochre: "--chart-3",
} as const;

/** What a colour is for. */
export type Role = keyof typeof ROLES;

/** The colours and the type of a place in the page, ready for a canvas. */
export interface Palette extends Record<Role, string> {
  /** Font families. */
  family: string;
  /** The root's font size in px: drawn text grows with it. */
  rem: number;
}

/**
 * Reads them as they are for `element`. A variable's own value may be `light-dark(…)`, so that a hidden child is coloured by
 * each and asked what it came to.
 */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement("span");
  probe.hidden = true;
  const roles = Object.entries(ROLES) as [Role, string][];
  for (const [, token] of roles) {
    const child = document.createElement("span");
    child.style.color = `var(${token})`;
    probe.append(child);
  }
  element.append(probe);
  const coloured = [...probe.children];
  const colours = Object.fromEntries(
    roles.map(([role], index) => {
      const child = coloured[index];
      return [role, child ? getComputedStyle(child).color : ""];
    }),
  ) as Record<Role, string>;
  probe.remove();
  const root = getComputedStyle(document.documentElement);
  return {
    ...colours,
    family: getComputedStyle(element).fontFamily || "sans-serif",
    rem: Number.parseFloat(root.fontSize) || 16,
  };
}

/** Calls `listener` whenever colours or fonts may have changed: the theme, the system's preference, a font that came. */
export function watchTheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ["class", "data-theme", "style"] });
  const queries = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"].map(
    (query) => window.matchMedia(query),
  );
  for (const query of queries) query.addEventListener("change", listener);
  const fonts = (document as Partial<Document>).fonts;
  fonts?.addEventListener("loadingdone", listener);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", listener);
    fonts?.removeEventListener("loadingdone", listener);
  };
}

/** Whether the reader asked for less movement. */
export const prefersStill = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
