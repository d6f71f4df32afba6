import { expect, test } from "vitest";

import { troubleOf } from "./microphone-trouble";

test("what the recorder says comes before what the microphone says", () => {
  expect(troubleOf("granted", "too-short")).toBe("short");
  expect(troubleOf("lost", "failed")).toBe("broken");
});

test("a microphone that is refused or away is trouble; one that was never asked for is none", () => {
  expect(troubleOf("refused", "idle")).toBe("refused");
  expect(troubleOf("missing", "idle")).toBe("missing");
  expect(troubleOf("prompt", "idle")).toBeNull();
  expect(troubleOf("open", "recording")).toBeNull();
});
