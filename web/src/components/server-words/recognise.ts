import sentences from "./sentences.en.json";

/** A sentence of the server: its key, and what stands in its places. */
export type Recognised = { key: string; values: Record<string, string> };

type Tree = { [key: string]: string | Tree };

/** Finds the sentence that a text of the server is, by the server's own wording in `sentences.en.json`. */
export function recognise(text: string): Recognised | null {
  for (const { key, pattern } of PATTERNS) {
    const found = pattern.exec(text);
    if (found) return { key, values: { ...found.groups } };
  }
  return null;
}

const PATTERNS = flat(sentences).map(([key, wording]) => ({ key, pattern: patternOf(wording) }));

function flat(tree: Tree, under = ""): [key: string, wording: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[under + key, value] as [string, string]] : flat(value, `${under}${key}.`),
  );
}

function patternOf(wording: string): RegExp {
  const fixed = wording.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${fixed.replace(/\{(\w+)\}/g, "(?<$1>.+?)")}$`);
}
