import { expect, test } from "vitest";

import type { Schema } from "@/lib/api";
import type { KeptTake } from "@/lib/capture/take";

import { stepsOf, type Known } from "./steps";

const NOTHING: Known = { waiting: [], sessions: [], drills: [], dueSounds: [], readToday: 0 };

const session = (state: Schema<"SessionState">) => ({ id: state, state }) as Schema<"SessionBody">;
const drill = (state: Schema<"DrillState">) => ({ id: state, state }) as Schema<"DrillBody">;
const take = (kind: KeptTake["kind"], state: KeptTake["state"]) => ({ kind, state }) as KeptTake;

const kinds = (known: Partial<Known>) => stepsOf({ ...NOTHING, ...known }).map(({ is }) => is);

test("there is always something to do", () => {
  expect(kinds({})).toEqual(["read", "record"]);
});

test("after today's reading, another take comes first", () => {
  expect(kinds({ readToday: 2 })).toEqual(["record", "read"]);
});

test("sounds that are due come before other reading, and after another take once something was read today", () => {
  const dueSounds = [{ arpabet: "TH", ipa: "θ" }] as Schema<"DrillSound">[];
  expect(kinds({ dueSounds })).toEqual(["sounds", "read", "record"]);
  expect(kinds({ dueSounds, readToday: 2 })).toEqual(["record", "sounds", "read"]);
});

test("what could be lost comes before all else", () => {
  const steps = stepsOf({
    ...NOTHING,
    waiting: [take("talk", "kept"), take("attempt", "uploading"), take("talk", "recording")],
    sessions: [session("processing")],
  });
  expect(steps[0]).toEqual({ is: "send-takes", count: 2, readings: 1 });
  expect(steps[1]?.is).toBe("running");
});

test("a failure is told until a later take worked", () => {
  expect(kinds({ sessions: [session("created"), session("failed"), session("done")] })).toContain("failed");
  expect(kinds({ sessions: [session("done"), session("failed")] })).not.toContain("failed");
});

test("the next drill is the first one that is open", () => {
  const steps = stepsOf({ ...NOTHING, drills: [drill("done"), drill("open"), drill("dismissed")] });
  expect(steps[0]).toMatchObject({ is: "drill", drill: { state: "open" } });
  expect(kinds({ drills: [drill("done")] })).not.toContain("drill");
});
