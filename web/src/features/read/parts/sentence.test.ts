import { expect, test } from "vitest";

import type { Schema } from "@/lib/api";

import { sentenceAgain, sentenceOf } from "./sentence";

const SOUP: Schema<"SentenceBody"> = {
  id: "a1-003",
  language: "en",
  level: "A1",
  text: "The soup is too hot.",
  source: "curated",
  translations: [
    { language: "es", text: "La sopa está demasiado caliente." },
    { language: "fr", text: "La soupe est trop chaude." },
  ],
};

test("the translation is in the language of the page", () => {
  expect(sentenceOf(SOUP, "es", ["fr-FR"]).translation?.text).toBe("La sopa está demasiado caliente.");
});

test("who practises the page's own language gets the browser's next one", () => {
  expect(sentenceOf(SOUP, "en", ["en-GB", "fr-FR", "es"]).translation?.language).toBe("fr");
});

test("without a language that helps there is no translation", () => {
  expect(sentenceOf(SOUP, "en", ["en-GB", "ja"]).translation).toBeNull();
});

test("a sentence from the history is read again as it was", () => {
  const attempt: Schema<"AttemptBody"> = {
    id: "1",
    user: "2",
    language: "es",
    level: "B1",
    expected: "Hola.",
    sentence: null,
    translation: "Hello.",
    state: "done",
    feedback: [],
    has_recording: false,
    created_at: "2026-05-01T10:00:00Z",
  };
  expect(sentenceAgain(attempt)).toEqual({
    text: "Hola.",
    language: "es",
    level: "B1",
    id: null,
    translation: { text: "Hello.", language: null },
  });
});
