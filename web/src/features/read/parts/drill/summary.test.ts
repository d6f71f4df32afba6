import { expect, it } from "vitest";

import type { Schema } from "@/lib/api";

import type { DrillSound } from "./order";
import { scoreOf, summary, worstOf } from "./summary";

const sound = (arpabet: string): DrillSound => ({
  arpabet,
  ipa: arpabet,
  score: 40,
  low: 30,
  high: 50,
  instead: null,
  advice: "",
  prompts: [],
});

it("says better or worse only where both intervals allow it", () => {
  const change = (...scores: number[]) =>
    summary(
      [sound("TH")],
      scores.map((score) => ({ arpabet: "TH", score })),
    )[0]?.change;
  expect(change(60, 70)).toBe("better");
  expect(change(60, 20)).toBe("same");
  expect(change(10)).toBe("worse");
  // Outside the interval of before, but once says little.
  expect(change(28)).toBe("same");
  expect(change(28, 25, 22, 29, 24, 28)).toBe("worse");
});

it("gives the session's mean its interval, within the scale", () => {
  const [once] = summary([sound("TH")], [{ arpabet: "TH", score: 10 }]);
  expect(once).toMatchObject({ low: 0 });
  expect(once?.high).toBeCloseTo(10 + 1.2816 * 20);
});

it("leaves out sounds that were not said", () => {
  expect(summary([sound("TH"), sound("R")], [{ arpabet: "R", score: 45 }])).toMatchObject([
    { sound: { arpabet: "R" }, times: 1, mean: 45, change: "same" },
  ]);
});

it("takes the mean of all times that a sound is in a saying, and knows where it went worst", () => {
  const found = {
    words: [
      { text: "think", phones: [{ arpabet: "TH", score: 20 }] },
      {
        text: "three",
        phones: [
          { arpabet: "TH", score: 60 },
          { arpabet: "R", score: 1 },
        ],
      },
    ],
  } as unknown as Schema<"PronouncedBody">;
  expect(scoreOf("TH", found)).toBe(40);
  expect(worstOf("TH", found)).toMatchObject({ word: "think", phone: { score: 20 } });
  expect(worstOf("S", found)).toBeUndefined();
  expect(scoreOf("S", found)).toBeNull();
  expect(scoreOf("S", null)).toBeNull();
  const silent = { words: found.words.map((word) => ({ ...word, state: "left_out" })) } as typeof found;
  expect(scoreOf("TH", silent)).toBeNull();
});
