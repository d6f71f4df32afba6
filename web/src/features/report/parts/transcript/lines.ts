/** The transcript in lines of a readable length, each a part of one utterance. */
import { MARK_KINDS, type MarkKind, type Marks } from "@/components/charts/marks";
import type { Schema } from "@/lib/api";

export interface Line {
  /** Index of its first word. */
  first: number;
  /** Index after its last word. */
  end: number;
  /** When it begins, seconds. */
  start: number;
}

/** Words of a line at most: recognisers write some people's talks as one sentence. */
export const MOST_WORDS = 40;

export function linesOf({ words, utterances }: Pick<Schema<"Transcript">, "words" | "utterances">): Line[] {
  const lines: Line[] = [];
  for (const { first_word, end_word } of utterances) {
    const parts = Math.max(1, Math.ceil((end_word - first_word) / MOST_WORDS));
    const each = Math.ceil((end_word - first_word) / parts);
    for (let first = first_word; first < end_word; first += each) {
      const start = words[first]?.span.start ?? 0;
      lines.push({ first, end: Math.min(first + each, end_word), start });
    }
  }
  return lines;
}

/** Index of the last line that begins at `word` or before; −1 before the first. */
export function lineAt(lines: readonly Line[], word: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.first ?? 0) <= word) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The kinds of mark in a line. */
export function kindsIn(line: Line, marks: Marks): ReadonlySet<MarkKind> {
  const kinds = new Set<MarkKind>();
  for (let word = line.first; word < line.end; word++) {
    const mark = marks.word(word);
    if (mark) kinds.add(mark);
    if (marks.pauseBefore(word)) kinds.add("pause");
    if (marks.soundsBefore(word).length > 0) kinds.add("filler");
  }
  return kinds;
}

/** The lines that have a mark of one of the kinds that are shown. */
export function markedLines(
  lines: readonly Line[],
  marks: Marks,
  shown: ReadonlySet<MarkKind>,
): readonly Line[] {
  return lines.filter((line) => {
    const kinds = kindsIn(line, marks);
    return MARK_KINDS.some((kind) => shown.has(kind) && kinds.has(kind));
  });
}
