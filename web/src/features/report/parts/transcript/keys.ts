import { type Line, lineAt } from "./lines";

/** The word that a key leads to; `null` for keys that lead nowhere. */
export function stepFrom(word: number, key: string, lines: readonly Line[]): number | null {
  const at = lineAt(lines, word);
  const line = lines[at];
  if (!line) return null;
  const [above, below] = [lines[at - 1], lines[at + 1]];
  switch (key) {
    case "ArrowRight":
      return word + 1 < line.end ? word + 1 : (below?.first ?? null);
    case "ArrowLeft":
      return word > line.first ? word - 1 : above ? above.end - 1 : null;
    case "ArrowDown":
      return below?.first ?? null;
    case "ArrowUp":
      return above?.first ?? null;
    case "Home":
      return line.first;
    case "End":
      return line.end - 1;
    default:
      return null;
  }
}
