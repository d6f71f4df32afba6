import type { Problem } from "../live/access";

/**
 * How far a take is.
 * - `recording`: sound still comes.
 * - `kept`: it is whole, and in this browser alone.
 * - `uploading`: the person wants it sent; it is gone on with whenever that is possible.
 * - `uploaded`: the server has all of it; only the start of the work on it is left to ask for.
 */
export type TakeState = "recording" | "kept" | "uploading" | "uploaded";

/** What becomes of a take: a session of a talk or of a reading, or an attempt at a sentence. */
export type TakeKind = "talk" | "reading" | "attempt";

/** What the person said of a take before it was recorded. */
export interface TakeAbout {
  /** Who records. Others who use this browser do not see it. */
  owner: string;
  org: string;
  kind: TakeKind;
  project: string | null;
  title: string;
  /** The language spoken; `null` to detect it. An attempt needs one. */
  language: string | null;
  /** What is to be said: a reading and an attempt need it. */
  text: string | null;
  rubric: string | null;
  /** Whether the person agreed to the org's words about being recorded. */
  consent: boolean;
  /** Which sentence an attempt is at; `null` for one's own. */
  sentence: { id: string | null; level: string | null; translation: string | null } | null;
}

/** How far a take came on its way to the server: enough to go on after a reload without doing anything twice. */
export interface Sending {
  /** Under which names the server knows requests that may come twice (`Idempotency-Key`). */
  keys: { create: string; begin: string; process: string };
  session: string | null;
  upload: string | null;
}

export interface Take extends TakeAbout {
  id: string;
  state: TakeState;
  /** The file's name, as the server will show it. */
  name: string;
  /** What it is, such as `audio/webm;codecs=opus`. */
  type: string;
  bytes: number;
  /** How long it is; `null` for a file that was given, until somebody looks. */
  seconds: number | null;
  /** Milliseconds since 1970. */
  createdAt: number;
  touchedAt: number;
  sending: Sending | null;
  /** Why the server did not take it, and will not if it is sent again as it is. */
  problem: Problem | null;
}

/** Where a take is kept: what is only in memory does not survive a reload. */
export type Kept = "disk" | "part" | "memory";

export interface KeptTake extends Take {
  kept: Kept;
}

/** Something that can be sent: a take in the store. */
export interface Source {
  bytes: number;
  /** The bytes from `from` up to, but without, `to`. */
  read: (from: number, to: number) => Promise<Blob>;
}
