/** What stands out in what was said, by word and by time. Follows the server's report, so that both mark the same. */
import type { FilledPause, Finding, Fluency, Pause, Span, Word } from "./types";

/** Why something is marked; where several apply to a word, the first does. */
export const WORD_MARKS = ["filler", "slip", "repeat", "weak", "doubtful"] as const;
export type WordMark = (typeof WORD_MARKS)[number];

/** The kinds that are marked between words: long silences. */
export type MarkKind = WordMark | "pause";
export const MARK_KINDS: readonly MarkKind[] = [...WORD_MARKS, "pause"];

/** Silences of this many seconds and more are marked. */
export const LONG_PAUSE_SECONDS = 0.5;

export const markOf = (kind: Finding["kind"]): WordMark =>
  kind === "grammar" ? "slip" : kind === "repetition" || kind === "restart" ? "repeat" : "weak";

const seconds = (span: Span) => span.end - span.start;
const stronger = (one: WordMark, other: WordMark | undefined) =>
  other === undefined || WORD_MARKS.indexOf(one) < WORD_MARKS.indexOf(other) ? one : other;

/** The marks of one transcript, by index of the word. Indices that do not fit the transcript are passed over. */
export class Marks {
  readonly #words: (WordMark | undefined)[];
  readonly #findings = new Map<number, Finding>();
  readonly #pauses = new Map<number, Pause>();
  readonly #sounds = new Map<number, FilledPause[]>();

  constructor(words: readonly Word[], fluency: Fluency) {
    this.#words = words.map((word) => (word.doubtful ? "doubtful" : undefined));
    for (const finding of fluency.findings) {
      for (let index = finding.first_word; index < Math.min(finding.end_word, words.length); index++) {
        if (this.#set(index, markOf(finding.kind))) this.#findings.set(index, finding);
      }
    }
    for (const pause of fluency.filled_pauses) {
      if (typeof pause.word === "number") {
        if (this.#set(pause.word, "filler")) this.#findings.delete(pause.word);
      } else {
        const before = firstFrom(words, pause.span.start);
        this.#sounds.set(before, [...(this.#sounds.get(before) ?? []), pause]);
      }
    }
    for (const pause of fluency.pauses) {
      if (typeof pause.before_word === "number" && seconds(pause.span) >= LONG_PAUSE_SECONDS) {
        this.#pauses.set(pause.before_word, pause);
      }
    }
  }

  /** Whether the word now has this mark. */
  #set(index: number, mark: WordMark): boolean {
    if (index < 0 || index >= this.#words.length) return false;
    const chosen = stronger(mark, this.#words[index]);
    this.#words[index] = chosen;
    return chosen === mark;
  }

  /** How a word is marked. */
  word(index: number): WordMark | undefined {
    return this.#words[index];
  }

  /** The finding behind a word's mark. */
  finding(index: number): Finding | undefined {
    return this.#findings.get(index);
  }

  /** Fillers heard in the sound alone, before the word at `index` or, at the word count, after all. */
  soundsBefore(index: number): readonly FilledPause[] {
    return this.#sounds.get(index) ?? [];
  }

  /** The long pause before a word. */
  pauseBefore(index: number): Pause | undefined {
    return this.#pauses.get(index);
  }

  /** How often each kind occurs; words of one finding count once. */
  counts(): Record<MarkKind, number> {
    const counts = { filler: 0, slip: 0, repeat: 0, weak: 0, doubtful: 0, pause: this.#pauses.size };
    const seen = new Set<Finding>();
    this.#words.forEach((mark, index) => {
      const finding = this.#findings.get(index);
      if (!mark || (finding && seen.has(finding))) return;
      if (finding) seen.add(finding);
      counts[mark] += 1;
    });
    for (const sounds of this.#sounds.values()) counts.filler += sounds.length;
    return counts;
  }
}

/** Index of the first of `items`, in order of time, that starts at `time` or later. */
export function firstFrom(items: readonly { span: Span }[], time: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.span.start ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the word that is being said at `time`, or else was said last; −1 before the first. */
export const wordAt = (words: readonly { span: Span }[], time: number) => firstFrom(words, time + 1e-9) - 1;

/** A mark in time. */
export interface TimeMark {
  kind: MarkKind;
  span: Span;
  /** The words concerned, or nothing for silences and sounds. */
  text: string;
  /** What to know about it, where a rule said so. */
  message?: string;
  /** A silence that interrupts a phrase. */
  inside?: boolean;
}

/** Fillers, slips, repeats, weak phrases and long silences in order of time. */
export function timeMarks(fluency: Fluency): TimeMark[] {
  const marks: TimeMark[] = [
    ...fluency.filled_pauses.map(({ span, text }) => ({ kind: "filler" as const, span, text: text ?? "" })),
    ...fluency.findings.map(({ kind, span, text, message }) => ({ kind: markOf(kind), span, text, message })),
    ...fluency.pauses
      .filter(({ span }) => seconds(span) >= LONG_PAUSE_SECONDS)
      .map(({ span, place }) => ({ kind: "pause" as const, span, text: "", inside: place === "inside" })),
  ];
  return marks.sort((one, other) => one.span.start - other.span.start);
}
