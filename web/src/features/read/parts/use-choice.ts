import { useState } from "react";

import { keep, recall } from "@/lib/util/keep";

export const LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"] as const;
export type Level = (typeof LEVELS)[number];

/** What is practised. */
export type Choice = { language: string; level: Level };

const LANGUAGE = "read.language";
const LEVEL = "read.level";

export function rememberedChoice(): Choice {
  const level = recall(LEVEL);
  return { language: recall(LANGUAGE) ?? "en", level: LEVELS.find((one) => one === level) ?? "A2" };
}

/** Language and level, remembered in this browser. */
export function useChoice(): [Choice, (change: Partial<Choice>) => void] {
  const [choice, setChoice] = useState(rememberedChoice);
  return [
    choice,
    (change) => {
      const next = { ...choice, ...change };
      keep(LANGUAGE, next.language);
      keep(LEVEL, next.level);
      setChoice(next);
    },
  ];
}
