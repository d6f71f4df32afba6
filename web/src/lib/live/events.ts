/**
 * What the server tells about a session while it works on it, as `crates/jobs/src/events.rs` defines it. The OpenAPI
 * document cannot describe messages of a socket, so the types stand here.
 */

export const CHANNELS = ["tokens", "metrics", "score", "state"] as const;
export type Channel = (typeof CHANNELS)[number];

/** A word as it comes; its times are rough until the session is done. */
export interface Token {
  text: string;
  /** Seconds. */
  start: number;
  /** Seconds. */
  end: number;
  /** How sure the recogniser is, 0 to 1. */
  confidence: number;
}

/** Some seconds of the recording, summed up. `null` where there is too little voice to say. */
export interface Stretch {
  start: number;
  end: number;
  f0_hz: number | null;
  low_hz: number | null;
  high_hz: number | null;
  voiced_share: number | null;
  db: number | null;
}

export interface Score {
  value: number;
  interval: { low: number; high: number; level: number };
  band: { name: string; descriptor: string };
}

/** A score, or one sentence that says why there is none. */
export type Outcome = { scored: Score } | { not_scored: string };

export interface Scores {
  rubric: { name: string; version: number };
  overall: Outcome;
  criteria: { key: string; outcome: Outcome }[];
}

export type SessionState = "created" | "ready" | "processing" | "done" | "failed";
export type ReportFormat = "json" | "html" | "pdf" | "csv";
export type ReportState = "queued" | "ready" | "failed";

export type TokensEvent = { type: "reset" } | { type: "words"; words: Token[]; done: number };

export type MetricsEvent =
  { type: "reset" } | { type: "stretches"; stretches: Stretch[]; done: number } | { type: "measured" };

export type ScoreEvent =
  | { type: "fluency" }
  | ({ type: "scored" } & Scores)
  | { type: "drills"; count: number }
  | { type: "report"; id: string; format: ReportFormat; state: ReportState };

export type StateEvent =
  | { type: "session"; state: SessionState; run: number; failure: string | null }
  | { type: "step"; step: string };

interface On<C extends Channel, E> {
  /** Its number within the session, without gaps over all channels. */
  seq: number;
  channel: C;
  data: E;
}

export type LiveEvent =
  On<"tokens", TokensEvent> | On<"metrics", MetricsEvent> | On<"score", ScoreEvent> | On<"state", StateEvent>;

/** An event as it came, if it is one. What it says inside is the server's word; types nobody knows yet are left out later. */
export function liveEvent(seq: unknown, channel: unknown, data: unknown): LiveEvent | null {
  const known = CHANNELS.find((name) => name === channel);
  if (known === undefined || typeof seq !== "number" || !Number.isSafeInteger(seq)) return null;
  if (typeof data !== "object" || data === null || !("type" in data)) return null;
  return { seq, channel: known, data } as LiveEvent;
}
