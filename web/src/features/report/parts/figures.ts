/** The numbers of a take, as the server's own report chooses them. */
import type { Schema } from "@/lib/api";

import type { Analysis } from "./analysis";

export type FigureKey = "pace" | "pauses" | "fillers" | "pitch" | "speaking" | "slips";

/** A number with what else is to be said about it: a text of `report.numbers.detail` and its values. */
export interface Figure {
  key: FigureKey;
  /** `null` where there was too little to measure. */
  value: number | null;
  /** Digits after the point. */
  digits: 0 | 1;
  detail: { key: DetailKey; values: Record<string, number> };
  /** Measures of a rubric that say what is usual for it. */
  measures: readonly string[];
}

export type DetailKey =
  | "missing"
  | "pace"
  | "words"
  | "noPauses"
  | "pauses"
  | "pausesUnplaced"
  | "fillers"
  | "pitch"
  | "speaking"
  | "slips"
  | "noRules";

type Source = Pick<Analysis, "fluency" | "prosody" | "transcript">;

export function figuresOf(analysis: Source): Figure[] {
  return [
    pace(analysis),
    pauses(analysis),
    fillers(analysis),
    pitch(analysis),
    speaking(analysis),
    slips(analysis),
  ];
}

const MISSING: Figure["detail"] = { key: "missing", values: {} };

function pace({ fluency, prosody }: Source): Figure {
  const { words_per_minute: rate, word_count: words } = fluency;
  const articulation = prosody.rate.articulation_rate;
  const shared = { key: "pace", digits: 0, measures: ["words_per_minute"] } as const;
  if (rate == null) return { ...shared, value: null, detail: MISSING };
  const detail: Figure["detail"] =
    articulation == null
      ? { key: "words", values: { words } }
      : { key: "pace", values: { words, articulation } };
  return { ...shared, value: rate, detail };
}

function pauses({ fluency, transcript }: Source): Figure {
  const { pauses } = fluency;
  const shared = { key: "pauses", digits: 0, measures: ["inside_pauses_per_minute", "mean_pause"] } as const;
  if (transcript.words.length === 0) return { ...shared, value: null, detail: MISSING };
  const longest = pauses.reduce((most, { span }) => Math.max(most, span.end - span.start), 0);
  const inside = pauses.filter(({ place }) => place === "inside").length;
  const known = pauses.every(({ place }) => place !== "unknown");
  const detail: Figure["detail"] =
    pauses.length === 0
      ? { key: "noPauses", values: {} }
      : known
        ? { key: "pauses", values: { longest, inside } }
        : { key: "pausesUnplaced", values: { longest } };
  return { ...shared, value: pauses.length, detail };
}

function fillers({ fluency }: Source): Figure {
  const rate = fluency.filled_pauses_per_minute;
  const shared = { key: "fillers", digits: 0, measures: ["filled_pauses_per_minute"] } as const;
  if (rate == null) return { ...shared, value: null, detail: MISSING };
  return { ...shared, value: fluency.filled_pauses.length, detail: { key: "fillers", values: { rate } } };
}

function pitch({ prosody }: Source): Figure {
  const summary = prosody.pitch_summary;
  const shared = { key: "pitch", digits: 1, measures: ["pitch_range_semitones"] } as const;
  if (!summary) return { ...shared, value: null, detail: MISSING };
  const { low_hz: low, high_hz: high, median_hz: median } = summary;
  return {
    ...shared,
    value: summary.range_semitones,
    detail: { key: "pitch", values: { low, high, median } },
  };
}

function speaking({ fluency }: Source): Figure {
  const { phonation_share: share, mean_length_of_run: run } = fluency;
  const shared = { key: "speaking", digits: 0, measures: ["phonation_share"] } as const;
  if (share == null) return { ...shared, value: null, detail: MISSING };
  const detail: Figure["detail"] = run == null ? MISSING : { key: "speaking", values: { run } };
  return { ...shared, value: share * 100, detail };
}

function slips({ fluency, transcript }: Source): Figure {
  const shared = { key: "slips", digits: 0, measures: ["grammar_slips_per_100_words"] } as const;
  if (transcript.words.length === 0) return { ...shared, value: null, detail: MISSING };
  const count = (...kinds: Schema<"FindingKind">[]) =>
    fluency.findings.filter(({ kind }) => kinds.includes(kind)).length;
  const values = { restarts: count("repetition", "restart"), crutches: count("hedge", "crutch") };
  // Where a language has no rules for grammar, no slip found says nothing.
  const looked = fluency.looked_for?.includes("grammar") ?? false;
  return looked
    ? { ...shared, value: count("grammar"), detail: { key: "slips", values } }
    : { ...shared, value: null, detail: { key: "noRules", values } };
}

/** What the rubric says of the first of the measures that it has: the value, and what works well. */
export function usualOf(card: Schema<"ScoreCard">, measures: readonly string[]): string | null {
  const evidence = card.criteria.flatMap((criterion) => criterion.evidence);
  for (const measure of measures) {
    const found = evidence.find((one) => one.measure === measure);
    if (found) return found.comment;
  }
  return null;
}
