import { describe, expect, it } from "vitest";

import { clock, decimal, fill, range, signed, spokenTime, stretch } from "./format";

describe("a clock", () => {
  it("cuts to whole seconds and shows hours only when there are any", () => {
    expect(clock(7.96, "en")).toBe("0:07");
    expect(clock(3723, "en")).toBe("1:02:03");
    expect(clock(-1, "en")).toBe("0:00");
    expect(clock(Number.NaN, "en")).toBe("0:00");
  });

  it("shows parts of a second in the reader's notation", () => {
    expect(clock(61.25, "en", 1)).toBe("1:01.2");
    expect(clock(61.25, "es", 2)).toBe("1:01,25");
    expect(clock(59.99, "en", 1)).toBe("0:59.9");
  });

  it("writes a stretch inside one second as one moment", () => {
    expect(stretch(7.1, 7.9, "en")).toBe("0:07");
    expect(stretch(59, 61, "en")).toBe("0:59–1:01");
  });
});

it("says a time in words", () => {
  expect(spokenTime(3665, "en")).toBe("1 hour, 1 minute, 5 seconds");
  expect(spokenTime(0, "en")).toBe("0 seconds");
  expect(spokenTime(62.5, "es", 1)).toBe("1 minuto y 2,5 segundos");
});

it("writes numbers by locale, and never minus zero", () => {
  expect(decimal(-0.2, "en")).toBe("0");
  expect(decimal(3.14159, "es", 1)).toBe("3,1");
  expect(signed(4, "en")).toBe("+4");
  expect(signed(-0.1, "en")).toBe("0");
  expect(range(57.6, 71.2, "en")).toBe("58–71");
});

it("fills a label and leaves what it does not know", () => {
  expect(fill("{a} of {b} {c}", { a: "1", b: "2" })).toBe("1 of 2 {c}");
});
