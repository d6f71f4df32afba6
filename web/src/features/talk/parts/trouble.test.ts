import { expect, it } from "vitest";

import { troubleOf } from "./trouble";

it("has no trouble with a microphone that hears, or was not asked for yet", () => {
  for (const status of ["checking", "prompt", "asking", "granted", "open"] as const) {
    expect(troubleOf(status, "idle")).toBeNull();
  }
});

it("tells of the take first, then of the microphone", () => {
  expect(troubleOf("refused", "idle")).toBe("refused");
  expect(troubleOf("lost", "kept")).toBe("lost");
  expect(troubleOf("lost", "too-short")).toBe("too-short");
});
