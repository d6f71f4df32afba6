import type { Schema } from "@/lib/api";
import type { KeptTake } from "@/lib/capture/take";

/** What can be done now, the most pressing first. */
export type Step =
  /** Takes that the server does not have yet. */
  | { is: "send-takes"; count: number; readings: number }
  /** Takes that are being worked on. */
  | { is: "running"; session: Schema<"SessionBody"> }
  /** The newest take could not be worked on. */
  | { is: "failed"; session: Schema<"SessionBody"> }
  /** The exercise that comes next, from the newest report. */
  | { is: "drill"; drill: Schema<"DrillBody"> }
  /** Exercises for one's weak English sounds that are due. */
  | { is: "sounds"; sounds: readonly Schema<"DrillSound">[] }
  /** Reading aloud; `today` sentences were read already. */
  | { is: "read"; today: number }
  /** Another take. */
  | { is: "record" };

export type Known = {
  waiting: readonly KeptTake[];
  /** One's own, newest first. */
  sessions: readonly Schema<"SessionBody">[];
  /** Of the newest report. */
  drills: readonly Schema<"DrillBody">[];
  /** Weak English sounds that are due. */
  dueSounds: readonly Schema<"DrillSound">[];
  readToday: number;
};

export function stepsOf({ waiting, sessions, drills, dueSounds, readToday }: Known): Step[] {
  const steps: Step[] = [];
  const left = waiting.filter(({ state }) => state !== "recording");
  if (left.length > 0) {
    const readings = left.filter(({ kind }) => kind === "attempt").length;
    steps.push({ is: "send-takes", count: left.length, readings });
  }
  for (const session of sessions.filter(({ state }) => state === "processing")) {
    steps.push({ is: "running", session });
  }
  // An older failure that was followed by a take that worked is the past.
  const newest = sessions.find(({ state }) => state !== "created");
  if (newest?.state === "failed") steps.push({ is: "failed", session: newest });
  const drill = drills.find(({ state }) => state === "open");
  if (drill) steps.push({ is: "drill", drill });
  const reading: Step[] = dueSounds.length > 0 ? [{ is: "sounds", sounds: dueSounds }] : [];
  reading.push({ is: "read", today: readToday });
  // What is still to be done today comes before more of what was done.
  if (readToday === 0) steps.push(...reading, { is: "record" });
  else steps.push({ is: "record" }, ...reading);
  return steps;
}
